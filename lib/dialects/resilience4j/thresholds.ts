import type { ThresholdMet, TransitionCause } from '@/lib/engine/breaker-event.ts';
import type { WindowSums } from '@/lib/engine/sliding-window.ts';
import type { Rates } from './metrics.ts';
import type { Resilience4jOptions } from './options.ts';

/** Which thresholds the rates meet, at or above; null for one that isn't met. */
export interface ThresholdsMet {
  readonly failureRate: ThresholdMet | null;
  readonly slowCallRate: ThresholdMet | null;
  /** The one that a transition names. */
  readonly first: ThresholdMet | null;
  /** The same as what a half-open breaker names. */
  readonly probeRate: TransitionCause | null;
}

/** Resilience4j 2.4.0 compares 32-bit floats, the thresholds as well as the rates. */
export function thresholdsMet(options: Resilience4jOptions, rates: Rates, sums: WindowSums): ThresholdsMet {
  const met = (kind: 'failure-rate' | 'slow-call-rate', value: number | null, threshold: number) =>
    value === null || value < Math.fround(threshold)
      ? null
      : { kind, value, threshold, bufferedCalls: sums.calls, failedCalls: sums.failed, slowCalls: sums.slow };
  const failureRate = met('failure-rate', rates.failureRate, options.failureRateThreshold);
  const slowCallRate = met('slow-call-rate', rates.slowCallRate, options.slowCallRateThreshold);
  const first = failureRate ?? slowCallRate;
  return { failureRate, slowCallRate, first, probeRate: first && asProbeRate(first) };
}

const asProbeRate = ({ kind, value, threshold, failedCalls, bufferedCalls }: ThresholdMet): TransitionCause => ({
  kind: 'probe-rate',
  rate: kind === 'slow-call-rate' ? 'slow-call-rate' : 'failure-rate',
  value,
  threshold,
  failedCalls,
  probes: bufferedCalls,
});
