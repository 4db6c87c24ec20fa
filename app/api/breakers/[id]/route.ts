import { getRuntime } from '@/lib/runtime/runtime-handle.ts';
import { type IdContext, route } from '@/lib/transport/route.ts';

export const GET = route(async (_request, { params }: IdContext) => {
  const { id } = await params;
  return { breaker: getRuntime().breaker(id) };
});
