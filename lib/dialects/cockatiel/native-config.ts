import { type BreakerConfig, DEFAULT_CONFIG, type WaitBackoff } from '@/lib/engine/breaker-config.ts';
import type { BreakerOptions, CockatielOptions, HalfOpenAfter } from './options.ts';
import { minimumCalls } from './sampling-breaker.ts';

const LONGEST_WAIT_MS = 86_400_000;
const MOST_CALLS = 1_000_000;

const within = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, Math.ceil(value)));
const waitMs = (ms: number): number => within(ms, 1, LONGEST_WAIT_MS);

function windowConfig(breaker: BreakerOptions): Partial<BreakerConfig> {
  switch (breaker.type) {
    case 'ConsecutiveBreaker': {
      const failures = within(breaker.threshold, 1, MOST_CALLS);
      const size = { slidingWindowSize: failures, minimumNumberOfCalls: failures };
      return { ...size, failureRateThreshold: null, consecutiveFailuresThreshold: failures };
    }
    case 'CountBreaker': {
      const { threshold, size, minimumNumberOfCalls = size } = breaker;
      return { slidingWindowSize: size, minimumNumberOfCalls, failureRateThreshold: threshold * 100 };
    }
    case 'SamplingBreaker':
      return {
        slidingWindowType: 'time-based',
        slidingWindowSize: within(breaker.duration / 1_000, 1, 3_600),
        minimumNumberOfCalls: within(minimumCalls(breaker), 1, MOST_CALLS),
        failureRateThreshold: breaker.threshold * 100,
      };
  }
}

/** Of a list the first wait is shown; of a jitter that it is one. */
function waitConfig(halfOpenAfter: HalfOpenAfter): {
  waitDurationInOpenStateMs: number;
  waitBackoff: WaitBackoff | null;
} {
  switch (halfOpenAfter.type) {
    case 'ConstantBackoff':
      return { waitDurationInOpenStateMs: waitMs(halfOpenAfter.interval), waitBackoff: null };
    case 'IterableBackoff':
      return { waitDurationInOpenStateMs: waitMs(halfOpenAfter.durations[0] ?? 1), waitBackoff: null };
    case 'ExponentialBackoff': {
      const { generator, initialDelay, maxDelay, exponent } = halfOpenAfter;
      const multiplier = generator === 'decorrelatedJitterGenerator' ? exponent : 2;
      const jitter = generator === 'noJitterGenerator' ? 0 : 0.5;
      const maxMs = waitMs(maxDelay);
      return {
        waitDurationInOpenStateMs: Math.min(waitMs(initialDelay), maxMs),
        waitBackoff: { multiplier, maxMs, jitter },
      };
    }
  }
}

/** The nearest native description, for display. */
export function nativeConfig({ breaker, halfOpenAfter }: CockatielOptions): BreakerConfig {
  return {
    ...DEFAULT_CONFIG,
    slowCallRateThreshold: null,
    ...windowConfig(breaker),
    ...waitConfig(halfOpenAfter),
    automaticTransitionFromOpenToHalfOpenEnabled: false,
    permittedNumberOfCallsInHalfOpenState: 1,
    successThresholdInHalfOpen: 1,
  };
}
