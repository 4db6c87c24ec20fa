import { describe, expect, it } from 'vitest';
import { findConfigProblems } from '@/lib/engine/breaker-config.ts';
import { nativeConfig } from './native-config.ts';
import { cockatielOptions } from './options.ts';

const breaker = { type: 'ConsecutiveBreaker', threshold: 3 };
const count = { type: 'CountBreaker', threshold: 0.5, size: 10 };
const sampling = { type: 'SamplingBreaker', threshold: 0.5, duration: 10_000 };

const problemsOf = (given: unknown) =>
  cockatielOptions.safeParse(given).error?.issues.map(({ message }) => message) ?? [];

describe('the options of cockatiel', () => {
  it('take a number for a constant wait, and the library’s defaults of its back-off', () => {
    expect(cockatielOptions.parse({ breaker, halfOpenAfter: 500 })).toEqual({
      breaker,
      halfOpenAfter: { type: 'ConstantBackoff', interval: 500 },
    });
    expect(cockatielOptions.parse({ breaker, halfOpenAfter: { type: 'ExponentialBackoff' } }).halfOpenAfter).toEqual({
      type: 'ExponentialBackoff',
      generator: 'decorrelatedJitterGenerator',
      initialDelay: 128,
      maxDelay: 30_000,
      exponent: 2,
    });
  });

  it('are the same once they were read', () => {
    const options = cockatielOptions.parse({ breaker: sampling, halfOpenAfter: 500 });
    expect(cockatielOptions.parse(options)).toEqual(options);
  });

  it.each([
    [
      { breaker, halfOpenAfter: -1 },
      /^halfOpenAfter.interval must be a number of milliseconds from 0 to \d+, received -1$/,
    ],
    [{ breaker }, /^halfOpenAfter must be milliseconds, or an object whose type is .*, received undefined$/],
    [{ breaker: { ...count, threshold: 1 }, halfOpenAfter: 1 }, /^breaker.threshold must be .* below 1, received 1$/],
    [{ breaker: { ...sampling, threshold: 0 }, halfOpenAfter: 1 }, /^breaker.threshold must be .*, received 0$/],
    [{ breaker: { ...count, size: 1.5 }, halfOpenAfter: 1 }, /^breaker.size must be a whole number .*, received 1.5$/],
    [
      { breaker: { ...count, minimumNumberOfCalls: 11 }, halfOpenAfter: 1 },
      'breaker.minimumNumberOfCalls must be a whole number from 1 to breaker.size, 10, received 11',
    ],
    [{ breaker: { type: 'Fuse' }, halfOpenAfter: 1 }, /^breaker must be an object whose type is ConsecutiveBreaker, /],
    [
      { breaker: { ...breaker, size: 3 }, halfOpenAfter: 1 },
      "size: not an option of cockatiel's ConsecutiveBreaker here",
    ],
    [
      { breaker, halfOpenAfter: { type: 'IterableBackoff', durations: [] } },
      /^halfOpenAfter.durations must be a list /,
    ],
    [{ breaker, halfOpenAfter: 1, initialState: {} }, 'initialState: not an option of cockatiel here'],
  ])('%j is refused with name, range and value', (given, message) => {
    expect(problemsOf(given)).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)]);
  });

  it.each([
    [{ breaker: { ...breaker, threshold: -1 }, halfOpenAfter: 0 }],
    [{ breaker: { ...breaker, threshold: 2.5 }, halfOpenAfter: { type: 'ExponentialBackoff', initialDelay: 40_000 } }],
    [{ breaker: count, halfOpenAfter: { type: 'IterableBackoff', durations: [0, 5] } }],
    [{ breaker: { ...sampling, duration: 1 }, halfOpenAfter: 0.5 }],
    [{ breaker: { ...sampling, duration: 3_600_000, minimumRps: 9_000_000 }, halfOpenAfter: 86_400_000 }],
  ])('%j has a native description that is valid', (given) => {
    expect(findConfigProblems(nativeConfig(cockatielOptions.parse(given)))).toEqual([]);
  });
});
