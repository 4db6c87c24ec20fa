import { type BreakerConfig, DEFAULT_CONFIG } from '@/lib/engine/breaker-config.ts';
import { type OpossumOptions, resetTimeoutMsOf } from './options.ts';

const LONGEST_WAIT_MS = 86_400_000;
const MOST_CALLS = 1_000_000;

const within = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

/** The nearest native description, for display. */
export function nativeConfig(options: OpossumOptions): BreakerConfig {
  return {
    ...DEFAULT_CONFIG,
    slidingWindowType: 'time-based',
    slidingWindowSize: within(Math.ceil(options.rollingCountTimeout / 1_000), 1, 3_600),
    minimumNumberOfCalls: within(options.volumeThreshold, 1, MOST_CALLS),
    failureRateThreshold: within(options.errorThresholdPercentage, 0.001, 100),
    slowCallRateThreshold: null,
    waitDurationInOpenStateMs: within(resetTimeoutMsOf(options), 1, LONGEST_WAIT_MS),
    automaticTransitionFromOpenToHalfOpenEnabled: true,
    permittedNumberOfCallsInHalfOpenState: 1,
    successThresholdInHalfOpen: 1,
  };
}
