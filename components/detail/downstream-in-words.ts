import { formatMs, formatMsValue, formatPercent, formatRateValue, formatSpan, plural } from '@/lib/format.ts';
import type { DownstreamProfile, LatencyProfile, Trouble } from '@/lib/protocol/breaker-definition.ts';

/** "median 80 ms, 95 % within 300 ms" */
export function latencyInWords(latency: LatencyProfile): string {
  switch (latency.shape) {
    case 'constant':
      return `${formatMs(latency.ms)}, always`;
    case 'uniform':
      return `${formatMsValue(latency.minMs)} to ${formatMs(latency.maxMs)}, evenly spread`;
    case 'normal':
      return `${formatMsValue(latency.meanMs)} ± ${formatMs(latency.deviationMs)}, normal`;
    case 'log-normal':
      return `median ${formatMs(latency.medianMs)}, p95 ${formatMs(latency.p95Ms)}`;
  }
}

export const errorsInWords = (percent: number): string =>
  percent === 0 ? 'none by itself' : `${formatPercent(percent)} of calls`;

export const capacityInWords = (capacity: number): string => `${plural(capacity, 'call')} at once, more wait`;

/** "every 10 min for 45 s: 60 % errors, +400 ms" */
export function troubleInWords(trouble: Trouble): string {
  const does = [
    ...(trouble.errorPercent > 0 ? [`${formatPercent(trouble.errorPercent)} errors`] : []),
    ...(trouble.addedLatencyMs > 0 ? [`+${formatMs(trouble.addedLatencyMs)}`] : []),
  ];
  return `every ${formatSpan(trouble.everyMs)} for ${formatSpan(trouble.forMs)}: ${does.join(', ') || 'nothing'}`;
}

export const troublesInWords = (profile: DownstreamProfile): string =>
  profile.troubles.length === 0 ? 'none' : profile.troubles.map(troubleInWords).join('; ');

/** Who calls it when nobody does anything. */
export function trafficInWords(callsPerSecond: number): string {
  if (callsPerSecond === 0) return 'Nobody calls it by itself; send calls below or follow the README.';
  const rate = Number.isInteger(callsPerSecond) ? String(callsPerSecond) : formatRateValue(callsPerSecond);
  return `${rate} calls/s, Poisson`;
}
