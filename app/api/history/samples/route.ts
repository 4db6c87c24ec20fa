import { resolveSampleRange, samplesQuerySchema } from '@/lib/protocol/history-query.ts';
import { getRuntime } from '@/lib/runtime/runtime-handle.ts';
import { readQuery, route } from '@/lib/transport/route.ts';

export const GET = route(async (request) => {
  const runtime = getRuntime();
  const query = resolveSampleRange(readQuery(request, samplesQuerySchema), runtime.now());
  // Unknown breakers are refused; known ones without calls have no samples.
  runtime.breaker(query.breaker);
  return { samples: await runtime.history.samples(query) };
});
