import { deleteBreakerSchema } from '@/lib/protocol/breaker-definition.ts';
import { getRuntime } from '@/lib/runtime/runtime-handle.ts';
import { OPERATOR } from '@/lib/transport/operator.ts';
import { type IdContext, readBody, route } from '@/lib/transport/route.ts';

export const GET = route(async (_request, { params }: IdContext) => {
  const { id } = await params;
  return { breaker: getRuntime().breaker(id) };
});

export const DELETE = route(async (request, { params }: IdContext) => {
  const { id } = await params;
  const { reason } = await readBody(request, deleteBreakerSchema);
  await getRuntime().deleteBreaker(id, OPERATOR, reason);
  return { deleted: id };
});
