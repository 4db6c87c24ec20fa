import { sendCallsSchema } from '@/lib/protocol/sent-calls.ts';
import { getRuntime } from '@/lib/runtime/runtime-handle.ts';
import { type IdContext, readBody, route } from '@/lib/transport/route.ts';

export const POST = route(async (request, { params }: IdContext) => {
  const { id } = await params;
  return { calls: await getRuntime().sendCalls(id, await readBody(request, sendCallsSchema)) };
});
