import { getRuntime } from '@/lib/runtime/runtime-handle.ts';
import { route } from '@/lib/transport/route.ts';

export const dynamic = 'force-dynamic';

/** 503 with the reason while the history can't be written; breakers go on then. */
export const GET = route(() => {
  const { storeProblem } = getRuntime();
  if (storeProblem === null) return { status: 'ready' };
  return Response.json({ error: { code: 'STORE_UNAVAILABLE', message: storeProblem } }, { status: 503 });
});
