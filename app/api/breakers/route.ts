import { createBreakerSchema } from '@/lib/protocol/breaker-definition.ts';
import { getRuntime } from '@/lib/runtime/runtime-handle.ts';
import { OPERATOR } from '@/lib/transport/operator.ts';
import { readBody, route } from '@/lib/transport/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route(() => ({ breakers: getRuntime().breakers() }));

export const POST = route(async (request) => {
  const breaker = await getRuntime().createBreaker(await readBody(request, createBreakerSchema), OPERATOR);
  return Response.json({ breaker }, { status: 201 });
});
