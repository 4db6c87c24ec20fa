import { haltRequestSchema } from '@/lib/protocol/fault.ts';
import { getRuntime } from '@/lib/runtime/runtime-handle.ts';
import { OPERATOR } from '@/lib/transport/operator.ts';
import { readBody, route } from '@/lib/transport/route.ts';

export const POST = route(async (request) => {
  const { reason } = await readBody(request, haltRequestSchema);
  return { faults: await getRuntime().haltFaults(OPERATOR, reason || null) };
});
