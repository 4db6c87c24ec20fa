import type { BreakerConfig } from './breaker-config.ts';
import type { TransitionCause } from './breaker-event.ts';
import { type RecordedOutcome, rateOf, type WindowSums } from './sliding-window.ts';

export interface ProbeVerdict {
  readonly to: 'open' | 'closed';
  readonly cause: TransitionCause;
}

/** How many probes the rates are decided on: no more than are permitted (Resilience4j). */
export function minimumNumberOfProbes(config: BreakerConfig): number {
  return Math.min(config.minimumNumberOfCalls, config.permittedNumberOfCallsInHalfOpenState);
}

/** [HO2] What a half-open breaker decides after a probe; null: it needs more of them. */
export function judgeProbes(
  config: BreakerConfig,
  sums: WindowSums,
  newest: RecordedOutcome,
  durationMs: number,
): ProbeVerdict | null {
  const needed = config.successThresholdInHalfOpen;
  if (needed === null) return sums.calls < minimumNumberOfProbes(config) ? null : judgeRates(config, sums);
  if (newest !== 'success') return { to: 'open', cause: { kind: 'probe-failed', outcome: newest, durationMs } };
  return sums.calls < needed ? null : closing(sums);
}

function judgeRates(config: BreakerConfig, sums: WindowSums): ProbeVerdict {
  const { failureRateThreshold, slowCallRateThreshold } = config;
  const failureRate = rateOf(sums.failed, sums.calls);
  if (failureRateThreshold !== null && failureRate >= failureRateThreshold) {
    return opening('failure-rate', failureRate, failureRateThreshold, sums);
  }
  const slowCallRate = rateOf(sums.slow, sums.calls);
  if (slowCallRateThreshold !== null && slowCallRate >= slowCallRateThreshold) {
    return opening('slow-call-rate', slowCallRate, slowCallRateThreshold, sums);
  }
  return closing(sums);
}

const opening = (
  rate: 'failure-rate' | 'slow-call-rate',
  value: number,
  threshold: number,
  { failed, calls }: WindowSums,
): ProbeVerdict => ({
  to: 'open',
  cause: { kind: 'probe-rate', rate, value, threshold, failedCalls: failed, probes: calls },
});

const closing = ({ calls, failed }: WindowSums): ProbeVerdict => ({
  to: 'closed',
  cause: { kind: 'probes-good', goodProbes: calls - failed, probes: calls },
});
