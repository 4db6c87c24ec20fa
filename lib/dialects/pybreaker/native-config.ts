import { type BreakerConfig, DEFAULT_CONFIG } from '@/lib/engine/breaker-config.ts';
import type { PybreakerOptions } from './options.ts';

/** The nearest native description, for display. PyBreaker has no limit of trials: it shows as the native one's most. */
export function nativeConfig({ fail_max, reset_timeout, success_threshold }: PybreakerOptions): BreakerConfig {
  const failures = Math.max(1, fail_max);
  return {
    ...DEFAULT_CONFIG,
    slidingWindowSize: failures,
    minimumNumberOfCalls: failures,
    failureRateThreshold: null,
    slowCallRateThreshold: null,
    consecutiveFailuresThreshold: failures,
    waitDurationInOpenStateMs: Math.max(1, Math.ceil(reset_timeout * 1_000)),
    automaticTransitionFromOpenToHalfOpenEnabled: false,
    permittedNumberOfCallsInHalfOpenState: 10_000,
    successThresholdInHalfOpen: Math.max(1, success_threshold),
  };
}
