import { type BreakerConfig, DEFAULT_CONFIG } from '@/lib/engine/breaker-config.ts';
import { type GobreakerOptions, maxRequestsOf, type ReadyToTrip, timeoutMsOf } from './options.ts';

const LONGEST_WAIT_MS = 86_400_000;
const MOST_CALLS = 1_000_000;
/** As many as the page draws. */
export const MOST_PROBES = 10_000;

const within = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, Math.ceil(value)));

/** The failures in a row that trip; null where a ratio does. */
export function failuresThatTrip(rule: ReadyToTrip): number | null {
  if (rule.kind === 'failureRatio') return null;
  return rule.kind === 'default' ? 6 : Math.max(1, rule.n);
}

/** The nearest native description, for display. Counters that are never cleared show as the longest count window. */
export function nativeConfig(options: GobreakerOptions): BreakerConfig {
  const { IntervalMs, ReadyToTrip } = options;
  const failures = failuresThatTrip(ReadyToTrip);
  const permitted = within(maxRequestsOf(options), 1, MOST_PROBES);
  const rates = ReadyToTrip.kind === 'failureRatio' ? ReadyToTrip : { minRequests: 1, ratio: null };
  const calls = within(failures ?? MOST_CALLS, 1, MOST_CALLS);
  const timed = IntervalMs > 0;
  return {
    ...DEFAULT_CONFIG,
    slidingWindowType: timed ? 'time-based' : 'count-based',
    slidingWindowSize: timed ? within(IntervalMs / 1_000, 1, 3_600) : calls,
    minimumNumberOfCalls: within(rates.minRequests, 1, timed ? MOST_CALLS : calls),
    failureRateThreshold: rates.ratio === null ? null : Math.min(100, Math.max(0.001, rates.ratio * 100)),
    slowCallRateThreshold: null,
    consecutiveFailuresThreshold: failures === null ? null : within(failures, 1, MOST_CALLS),
    waitDurationInOpenStateMs: within(timeoutMsOf(options), 1, LONGEST_WAIT_MS),
    permittedNumberOfCallsInHalfOpenState: permitted,
    successThresholdInHalfOpen: permitted,
  };
}
