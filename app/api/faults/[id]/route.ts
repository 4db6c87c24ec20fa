import { haltRequestSchema } from '@/lib/protocol/fault.ts';
import { getRuntime } from '@/lib/runtime/runtime-handle.ts';
import { OPERATOR } from '@/lib/transport/operator.ts';
import { type IdContext, readBody, route } from '@/lib/transport/route.ts';

export const DELETE = route(async (request, { params }: IdContext) => {
  const { id } = await params;
  const { reason } = await readBody(request, haltRequestSchema);
  return { fault: await getRuntime().stopFault(id, OPERATOR, reason || null) };
});
