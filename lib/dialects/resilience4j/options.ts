import { z } from 'zod';
import { flagOption, LONGEST_MS, mustBe, optionsOf, wholeOption, wordOption } from '../dialect.ts';

const LIBRARY = 'Resilience4j';
const INTERVAL = 'waitIntervalFunctionInOpenState';

const percent = (option: string) => {
  const refusal = mustBe(option, 'a number above 0 and up to 100');
  return z.number(refusal).gt(0, refusal).max(100, refusal);
};
const durationMs = (option: string) => wholeOption(option, 1, LONGEST_MS);
const multiplier = (() => {
  const refusal = mustBe(`${INTERVAL}.multiplier`, 'a number from 1 to 1000');
  return z.number(refusal).min(1, refusal).max(1_000, refusal);
})();
const randomizationFactor = (() => {
  const refusal = mustBe(`${INTERVAL}.randomizationFactor`, 'a number from 0 to below 1');
  return z.number(refusal).min(0, refusal).lt(1, refusal);
})();
const intervalMs = durationMs(`${INTERVAL}.intervalMs`);
const growing = {
  initialIntervalMs: durationMs(`${INTERVAL}.initialIntervalMs`),
  multiplier,
  maxIntervalMs: durationMs(`${INTERVAL}.maxIntervalMs`).optional(),
};

const interval = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  optionsOf(`${LIBRARY}'s ${INTERVAL}`, { type: z.literal(type), ...shape });

/** Resilience4j's `IntervalFunction`s, by the factory methods that make them. */
const waitIntervalSchema = z.discriminatedUnion(
  'type',
  [
    interval('constant', { intervalMs }),
    interval('exponentialBackoff', growing),
    interval('randomized', { intervalMs, randomizationFactor }),
    interval('exponentialRandomBackoff', { ...growing, randomizationFactor }),
  ],
  mustBe(INTERVAL, 'an object whose type is constant, exponentialBackoff, randomized or exponentialRandomBackoff'),
);
export type WaitInterval = z.infer<typeof waitIntervalSchema>;

const slowCallDurationThresholdMs = (() => {
  const refusal = mustBe('slowCallDurationThresholdMs', `a number from 0.000001 (1 ns) to ${LONGEST_MS}`);
  return z.number(refusal).min(0.000_001, refusal).max(LONGEST_MS, refusal);
})();

/**
 * `CircuitBreakerConfig` of Resilience4j 2.4.0: its builder's names, defaults and limits; `Ms` stands at the end of
 * what is a `Duration` there. Which errors count is not an option here: outcomes arrive classified.
 */
export const resilience4jOptions = optionsOf(LIBRARY, {
  slidingWindowType: wordOption('slidingWindowType', ['COUNT_BASED', 'TIME_BASED']).default('COUNT_BASED'),
  /** Calls of a count-based window, seconds of a time-based one. */
  slidingWindowSize: wholeOption('slidingWindowSize', 1, 1_000_000).default(100),
  minimumNumberOfCalls: wholeOption('minimumNumberOfCalls', 1, 2_147_483_647).default(100),
  slidingWindowSynchronizationStrategy: wordOption('slidingWindowSynchronizationStrategy', [
    'SYNCHRONIZED',
    'LOCK_FREE',
  ]).default('SYNCHRONIZED'),
  failureRateThreshold: percent('failureRateThreshold').default(50),
  slowCallRateThreshold: percent('slowCallRateThreshold').default(100),
  slowCallDurationThresholdMs: slowCallDurationThresholdMs.default(60_000),
  permittedNumberOfCallsInHalfOpenState: wholeOption('permittedNumberOfCallsInHalfOpenState', 1, 10_000).default(10),
  waitDurationInOpenStateMs: durationMs('waitDurationInOpenStateMs').optional(),
  waitIntervalFunctionInOpenState: waitIntervalSchema.optional(),
  automaticTransitionFromOpenToHalfOpenEnabled: flagOption('automaticTransitionFromOpenToHalfOpenEnabled').default(
    false,
  ),
  /** 0: no limit. */
  maxWaitDurationInHalfOpenStateMs: wholeOption('maxWaitDurationInHalfOpenStateMs', 0, LONGEST_MS).default(0),
  transitionToStateAfterWaitDuration: wordOption('transitionToStateAfterWaitDuration', ['OPEN', 'CLOSED']).default(
    'OPEN',
  ),
  initialState: wordOption('initialState', [
    'CLOSED',
    'OPEN',
    'HALF_OPEN',
    'FORCED_OPEN',
    'DISABLED',
    'METRICS_ONLY',
  ]).default('CLOSED'),
  /** Of the exceptions that reject calls; here it changes nothing. */
  writableStackTraceEnabled: flagOption('writableStackTraceEnabled').default(true),
}).superRefine((options, context) => {
  const refuse = (option: string, message: string) => context.addIssue({ code: 'custom', path: [option], message });
  if (options.waitDurationInOpenStateMs !== undefined && options.waitIntervalFunctionInOpenState !== undefined) {
    refuse(INTERVAL, `${INTERVAL} must not be given together with waitDurationInOpenStateMs, as the library says`);
  }
  if (options.slidingWindowType === 'TIME_BASED' && options.slidingWindowSize > 3_600) {
    const { slidingWindowSize: size } = options;
    refuse('slidingWindowSize', `slidingWindowSize must be 1 to 3600 seconds for TIME_BASED, received ${size}`);
  }
  if (options.slidingWindowSynchronizationStrategy === 'SYNCHRONIZED') return;
  // Not a limit of its builder: a LOCK_FREE window of one call makes the library throw at its first result (#2334).
  for (const option of ['slidingWindowSize', 'permittedNumberOfCallsInHalfOpenState'] as const) {
    if (options[option] === 1) refuse(option, `${option} must be at least 2 for LOCK_FREE windows, received 1`);
  }
});

/** Whole options of one Resilience4j breaker. */
export type Resilience4jOptions = z.infer<typeof resilience4jOptions>;

/** Resilience4j 2.4.0: `waitDurationInOpenState` is short for a constant interval; 60 s if neither is given. */
export function waitIntervalOf(options: Resilience4jOptions): WaitInterval {
  return (
    options.waitIntervalFunctionInOpenState ?? {
      type: 'constant',
      intervalMs: options.waitDurationInOpenStateMs ?? 60_000,
    }
  );
}
