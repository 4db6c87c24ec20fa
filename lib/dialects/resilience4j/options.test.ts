import { describe, expect, it } from 'vitest';
import { findConfigProblems } from '@/lib/engine/breaker-config.ts';
import { nativeConfig } from './native-config.ts';
import { resilience4jOptions } from './options.ts';

const problemsOf = (given: unknown) =>
  resilience4jOptions.safeParse(given).error?.issues.map(({ message }) => message) ?? [];

describe('the options of Resilience4j', () => {
  it('have the library’s defaults', () => {
    expect(resilience4jOptions.parse({})).toEqual({
      slidingWindowType: 'COUNT_BASED',
      slidingWindowSize: 100,
      minimumNumberOfCalls: 100,
      slidingWindowSynchronizationStrategy: 'SYNCHRONIZED',
      failureRateThreshold: 50,
      slowCallRateThreshold: 100,
      slowCallDurationThresholdMs: 60_000,
      permittedNumberOfCallsInHalfOpenState: 10,
      automaticTransitionFromOpenToHalfOpenEnabled: false,
      maxWaitDurationInHalfOpenStateMs: 0,
      transitionToStateAfterWaitDuration: 'OPEN',
      initialState: 'CLOSED',
      writableStackTraceEnabled: true,
    });
    expect(nativeConfig(resilience4jOptions.parse({})).waitDurationInOpenStateMs).toBe(60_000);
  });

  it.each([
    [{ failureRateThreshold: 0 }, 'failureRateThreshold must be a number above 0 and up to 100, received 0'],
    [{ slowCallRateThreshold: 101 }, 'slowCallRateThreshold must be a number above 0 and up to 100, received 101'],
    [{ slidingWindowSize: 0 }, 'slidingWindowSize must be a whole number from 1 to 1000000, received 0'],
    [{ minimumNumberOfCalls: 1.5 }, 'minimumNumberOfCalls must be a whole number from 1 to 2147483647, received 1.5'],
    [{ slidingWindowType: 'time' }, "slidingWindowType must be one of COUNT_BASED, TIME_BASED, received 'time'"],
    [{ initialState: null }, /^initialState must be one of CLOSED, .*, received null$/],
    [
      { waitIntervalFunctionInOpenState: { type: 'exponentialBackoff', initialIntervalMs: 5, multiplier: 0.5 } },
      'waitIntervalFunctionInOpenState.multiplier must be a number from 1 to 1000, received 0.5',
    ],
    [{ waitIntervalFunctionInOpenState: { type: 'linear' } }, /^waitIntervalFunctionInOpenState must be an object/],
    [{ recordExceptions: ['IOException'] }, 'recordExceptions: not an option of Resilience4j here'],
    [
      { slidingWindowSynchronizationStrategy: 'LOCK_FREE', slidingWindowSize: 1 },
      'slidingWindowSize must be at least 2 for LOCK_FREE windows, received 1',
    ],
    [
      { waitDurationInOpenStateMs: 5, waitIntervalFunctionInOpenState: { type: 'constant', intervalMs: 5 } },
      /^waitIntervalFunctionInOpenState must not be given together/,
    ],
    ['fast', "must be an object of Resilience4j's options, received 'fast'"],
  ])('%j is refused with name, range and value', (given, message) => {
    expect(problemsOf(given)).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)]);
  });

  it.each([
    [{ type: 'constant', intervalMs: 1 }],
    [{ type: 'exponentialBackoff', initialIntervalMs: 500, multiplier: 1.5, maxIntervalMs: 100 }],
    [{ type: 'randomized', intervalMs: 1_000, randomizationFactor: 0.5 }],
    [{ type: 'exponentialRandomBackoff', initialIntervalMs: 5, multiplier: 2, randomizationFactor: 0.9 }],
  ])('%j has a native description that is valid', (waitIntervalFunctionInOpenState) => {
    const options = resilience4jOptions.parse({ waitIntervalFunctionInOpenState });
    expect(findConfigProblems(nativeConfig(options))).toEqual([]);
  });
});
