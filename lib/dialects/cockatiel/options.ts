import { z } from 'zod';
import { LONGEST_MS, mustBe, optionsOf, wholeOption, wordOption } from '../dialect.ts';

const LIBRARY = 'cockatiel';
/** The library has no such limit but memory. */
const MOST_SAMPLES = 1_000_000;
/** Nor this: 3,600 windows of a second each. */
const LONGEST_SAMPLING_MS = 3_600_000;

const durationMs = (option: string) => {
  const refusal = mustBe(option, `a number of milliseconds from 0 to ${LONGEST_MS}`);
  return z.number(refusal).min(0, refusal).max(LONGEST_MS, refusal);
};
/** Count and sampling breaker throw a RangeError outside of it. */
const threshold = (() => {
  const refusal = mustBe('breaker.threshold', 'a number above 0 and below 1');
  return z.number(refusal).gt(0, refusal).lt(1, refusal);
})();
const duration = (() => {
  const refusal = mustBe('breaker.duration', `a number of milliseconds above 0 and up to ${LONGEST_SAMPLING_MS}`);
  return z.number(refusal).gt(0, refusal).max(LONGEST_SAMPLING_MS, refusal);
})();
const minimumRps = (() => {
  const refusal = mustBe('breaker.minimumRps', 'a number from 0');
  return z.number(refusal).min(0, refusal);
})();
const exponent = (() => {
  const refusal = mustBe('halfOpenAfter.exponent', 'a number from 1 to 1000');
  return z.number(refusal).min(1, refusal).max(1_000, refusal);
})();
const durations = (() => {
  const refusal = mustBe('halfOpenAfter.durations', 'a list of 1 to 1000 waits');
  return z.array(durationMs('halfOpenAfter.durations'), refusal).min(1, refusal).max(1_000, refusal);
})();

const breaker = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  optionsOf(`${LIBRARY}'s ${type}`, { type: z.literal(type), ...shape });

const breakerSchema = z.discriminatedUnion(
  'type',
  [
    /** Opens at the n-th failure in a row. The library takes any number. */
    breaker('ConsecutiveBreaker', { threshold: z.number(mustBe('breaker.threshold', 'a number')) }),
    /** Opens when more than this share of the last `size` calls failed. The minimum is `size` where none is given. */
    breaker('CountBreaker', {
      threshold,
      size: wholeOption('breaker.size', 1, MOST_SAMPLES),
      minimumNumberOfCalls: wholeOption('breaker.minimumNumberOfCalls', 1, MOST_SAMPLES).optional(),
    }),
    /** Opens when more than this share of the last `duration` milliseconds failed. Without minimumRps: 5 / threshold. */
    breaker('SamplingBreaker', { threshold, duration, minimumRps: minimumRps.optional() }),
  ],
  mustBe('breaker', 'an object whose type is ConsecutiveBreaker, CountBreaker or SamplingBreaker'),
);

const backoff = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  optionsOf(`${LIBRARY}'s ${type}`, { type: z.literal(type), ...shape });

const backoffSchema = z.discriminatedUnion(
  'type',
  [
    backoff('ConstantBackoff', { interval: durationMs('halfOpenAfter.interval') }),
    backoff('ExponentialBackoff', {
      generator: wordOption('halfOpenAfter.generator', [
        'decorrelatedJitterGenerator',
        'fullJitterGenerator',
        'halfJitterGenerator',
        'noJitterGenerator',
      ]).default('decorrelatedJitterGenerator'),
      initialDelay: durationMs('halfOpenAfter.initialDelay').default(128),
      maxDelay: durationMs('halfOpenAfter.maxDelay').default(30_000),
      /** Of the decorrelated jitter alone; the other generators double. */
      exponent: exponent.default(2),
    }),
    backoff('IterableBackoff', { durations }),
  ],
  mustBe(
    'halfOpenAfter',
    'milliseconds, or an object whose type is ConstantBackoff, ExponentialBackoff or IterableBackoff',
  ),
);

/** A number is short for a constant wait, as in the library. */
const halfOpenAfterSchema = z.preprocess(
  (input) => (typeof input === 'number' ? { type: 'ConstantBackoff', interval: input } : input),
  backoffSchema,
);

/**
 * What `circuitBreaker` of cockatiel 3.2.1 takes, its breaker and its back-off described by class and arguments;
 * durations are milliseconds. A wait that is a function of the caller's (`DelegateBackoff`) can't be described. Which
 * errors and results are handled is not an option here: outcomes arrive classified.
 */
export const cockatielOptions = optionsOf(LIBRARY, {
  halfOpenAfter: halfOpenAfterSchema,
  breaker: breakerSchema,
}).superRefine(({ breaker: given }, context) => {
  if (given.type !== 'CountBreaker') return;
  const { size, minimumNumberOfCalls: minimum = size } = given;
  if (minimum <= size) return;
  const allowed = `a whole number from 1 to breaker.size, ${size}`;
  const message = `breaker.minimumNumberOfCalls must be ${allowed}, received ${minimum}`;
  context.addIssue({ code: 'custom', path: ['breaker', 'minimumNumberOfCalls'], message });
});

/** Whole options of one cockatiel circuit breaker. */
export type CockatielOptions = z.output<typeof cockatielOptions>;
export type HalfOpenAfter = CockatielOptions['halfOpenAfter'];
export type BreakerOptions = CockatielOptions['breaker'];
export type CountBreakerOptions = Extract<BreakerOptions, { type: 'CountBreaker' }>;
export type SamplingBreakerOptions = Extract<BreakerOptions, { type: 'SamplingBreaker' }>;
