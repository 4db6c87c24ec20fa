import fc from 'fast-check';
import { type BreakerConfig, findConfigProblems, resolveConfig } from '@/lib/engine/breaker-config.ts';

const percent = fc.oneof(
  fc.constant(0.5),
  fc.integer({ min: 1, max: 100 }),
  fc.integer({ min: 10, max: 10_000 }).map((n) => n / 100),
);
const orNull = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { freq: 3 });
const durationMs = (max: number) =>
  fc.oneof(
    fc.integer({ min: 1, max: max / 1_000 }).map((seconds) => seconds * 1_000),
    fc.integer({ min: 1, max }),
  );
const multiplier = fc.oneof(
  fc.constantFrom(1, 1.5, 2, 3),
  fc.integer({ min: 100, max: 400 }).map((n) => n / 100),
);
const jitter = fc.oneof(fc.constant(0), fc.constantFrom(0.1, 0.25, 0.5, 1));

/** Any native configuration, every field of it. */
export const nativeConfigs: fc.Arbitrary<BreakerConfig> = fc
  .record({
    slidingWindowType: fc.constantFrom('count-based' as const, 'time-based' as const),
    slidingWindowSize: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 3_600 })),
    minimumNumberOfCalls: fc.integer({ min: 1, max: 500 }),
    failureRateThreshold: orNull(percent),
    slowCallDurationThresholdMs: durationMs(3_600_000),
    slowCallRateThreshold: orNull(percent),
    failureCountThreshold: orNull(fc.integer({ min: 1, max: 50 })),
    consecutiveFailuresThreshold: orNull(fc.integer({ min: 1, max: 100 })),
    waitDurationInOpenStateMs: durationMs(3_600_000),
    waitBackoff: orNull(fc.record({ multiplier, maxMs: durationMs(86_400_000), jitter })),
    automaticTransitionFromOpenToHalfOpenEnabled: fc.boolean(),
    permittedNumberOfCallsInHalfOpenState: fc.integer({ min: 1, max: 30 }),
    successThresholdInHalfOpen: orNull(fc.integer({ min: 1, max: 30 })),
    maxWaitDurationInHalfOpenStateMs: fc.oneof(fc.constant(0), durationMs(86_400_000)),
  })
  .filter((config) => findConfigProblems(config).length === 0)
  .map((config) => resolveConfig(config));
