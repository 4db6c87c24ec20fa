import { formatCount, formatMsValue, formatPercentValue } from '@/lib/format.ts';
import type { Sample } from '@/lib/protocol/history-query.ts';

/** One step's values as the legends write them; a step of which nothing is known has none. */
export function legendValues(sample: Sample | null, evaluated: boolean) {
  return {
    success: formatCount(sample?.success ?? null),
    slow: formatCount(sample?.slow ?? null),
    timeout: formatCount(sample?.timeout ?? null),
    failure: formatCount(sample?.failure ?? null),
    rejected: formatCount(sample?.rejected ?? null),
    failureRate: formatPercentValue(evaluated ? (sample?.failureRate ?? null) : null),
    slowCallRate: formatPercentValue(evaluated ? (sample?.slowCallRate ?? null) : null),
    p50: formatMsValue(sample?.latencyMsP50 ?? null),
    p95: formatMsValue(sample?.latencyMsP95 ?? null),
    p99: formatMsValue(sample?.latencyMsP99 ?? null),
  };
}
export type LegendValues = ReturnType<typeof legendValues>;
