import { type BreakerConfig, DEFAULT_CONFIG, type WaitBackoff } from '@/lib/engine/breaker-config.ts';
import { LONGEST_MS } from '../dialect.ts';
import { type Resilience4jOptions, type WaitInterval, waitIntervalOf } from './options.ts';

/** The nearest native description, for display. */
export function nativeConfig(options: Resilience4jOptions): BreakerConfig {
  const countBased = options.slidingWindowType === 'COUNT_BASED';
  const interval = waitIntervalOf(options);
  const firstMs = 'intervalMs' in interval ? interval.intervalMs : interval.initialIntervalMs;
  const backoff = backoffOf(interval, firstMs);
  return {
    ...DEFAULT_CONFIG,
    slidingWindowType: countBased ? 'count-based' : 'time-based',
    slidingWindowSize: options.slidingWindowSize,
    minimumNumberOfCalls: Math.min(options.minimumNumberOfCalls, countBased ? options.slidingWindowSize : 1_000_000),
    failureRateThreshold: options.failureRateThreshold,
    slowCallDurationThresholdMs: Math.min(3_600_000, Math.max(1, Math.round(options.slowCallDurationThresholdMs))),
    slowCallRateThreshold: options.slowCallRateThreshold,
    waitDurationInOpenStateMs: backoff === null ? firstMs : Math.min(firstMs, backoff.maxMs),
    waitBackoff: backoff,
    automaticTransitionFromOpenToHalfOpenEnabled: options.automaticTransitionFromOpenToHalfOpenEnabled,
    permittedNumberOfCallsInHalfOpenState: options.permittedNumberOfCallsInHalfOpenState,
    maxWaitDurationInHalfOpenStateMs: options.maxWaitDurationInHalfOpenStateMs,
  };
}

function backoffOf(interval: WaitInterval, firstMs: number): WaitBackoff | null {
  switch (interval.type) {
    case 'constant':
      return null;
    case 'randomized': {
      const { randomizationFactor: jitter } = interval;
      return { multiplier: 1, maxMs: Math.min(LONGEST_MS, Math.ceil(firstMs * (1 + jitter))), jitter };
    }
    default: {
      const jitter = 'randomizationFactor' in interval ? interval.randomizationFactor : 0;
      return { multiplier: interval.multiplier, maxMs: interval.maxIntervalMs ?? LONGEST_MS, jitter };
    }
  }
}
