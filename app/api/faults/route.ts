import { faultRequestSchema } from '@/lib/protocol/fault.ts';
import { getRuntime } from '@/lib/runtime/runtime-handle.ts';
import { OPERATOR } from '@/lib/transport/operator.ts';
import { readBody, route } from '@/lib/transport/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route(() => ({ faults: getRuntime().faults() }));

export const POST = route(async (request) => {
  const fault = await getRuntime().startFault(await readBody(request, faultRequestSchema), OPERATOR);
  return Response.json({ fault }, { status: 201 });
});
