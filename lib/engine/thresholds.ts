import type { BreakerConfig } from './breaker-config.ts';
import type { ThresholdMet } from './breaker-event.ts';
import { rateOf, type WindowSums } from './sliding-window.ts';

type ThresholdKind = ThresholdMet['kind'];

const metBy = (kind: ThresholdKind, value: number, threshold: number, sums: WindowSums): ThresholdMet => ({
  kind,
  value,
  threshold,
  bufferedCalls: sums.calls,
  failedCalls: sums.failed,
  slowCalls: sums.slow,
});

/**
 * [ST3] The first threshold that the window meets, at or above; null if none. The rates need the minimum number of
 * calls (Resilience4j), the counts don't. Asked after every outcome, so it allocates only what it finds.
 */
export function findThresholdMet(
  config: BreakerConfig,
  sums: WindowSums,
  consecutiveFailures: number,
): ThresholdMet | null {
  const { calls, failed, slow } = sums;
  if (calls >= config.minimumNumberOfCalls) {
    const { failureRateThreshold, slowCallRateThreshold } = config;
    if (failureRateThreshold !== null && rateOf(failed, calls) >= failureRateThreshold) {
      return metBy('failure-rate', rateOf(failed, calls), failureRateThreshold, sums);
    }
    if (slowCallRateThreshold !== null && rateOf(slow, calls) >= slowCallRateThreshold) {
      return metBy('slow-call-rate', rateOf(slow, calls), slowCallRateThreshold, sums);
    }
  }
  const { failureCountThreshold, consecutiveFailuresThreshold } = config;
  if (failureCountThreshold !== null && failed >= failureCountThreshold) {
    return metBy('failure-count', failed, failureCountThreshold, sums);
  }
  if (consecutiveFailuresThreshold !== null && consecutiveFailures >= consecutiveFailuresThreshold) {
    return metBy('consecutive-failures', consecutiveFailures, consecutiveFailuresThreshold, sums);
  }
  return null;
}
