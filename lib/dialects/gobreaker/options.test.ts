import { describe, expect, it } from 'vitest';
import { findConfigProblems } from '@/lib/engine/breaker-config.ts';
import { nativeConfig } from './native-config.ts';
import { bucketsOf, gobreakerOptions, maxRequestsOf, timeoutMsOf } from './options.ts';

const problemsOf = (given: unknown) =>
  gobreakerOptions.safeParse(given).error?.issues.map(({ message }) => message) ?? [];

describe('the options of gobreaker', () => {
  it('have the library’s defaults, of which 0 is “not given”', () => {
    const options = gobreakerOptions.parse({});
    expect(options).toEqual({
      MaxRequests: 0,
      IntervalMs: 0,
      BucketPeriodMs: 0,
      TimeoutMs: 0,
      ReadyToTrip: { kind: 'default' },
    });
    expect([maxRequestsOf(options), timeoutMsOf(options), bucketsOf(options)]).toEqual([1, 60_000, 1]);
    expect(nativeConfig(options)).toMatchObject({ consecutiveFailuresThreshold: 6, waitDurationInOpenStateMs: 60_000 });
  });

  it.each([
    [{ MaxRequests: -1 }, 'MaxRequests must be a whole number from 0 to 4294967295, received -1'],
    [{ TimeoutMs: 0.5 }, /^TimeoutMs must be a whole number from -\d+ to \d+, received 0.5$/],
    [{ IntervalMs: '5s' }, /^IntervalMs must be a whole number from .*, received '5s'$/],
    [{ ReadyToTrip: { kind: 'often' } }, /^ReadyToTrip must be an object whose kind is default, /],
    [
      { ReadyToTrip: { kind: 'failureRatio', minRequests: 3 } },
      'ReadyToTrip.ratio must be a number, received undefined',
    ],
    [{ ReadyToTrip: { kind: 'default', n: 3 } }, "n: not an option of gobreaker's ReadyToTrip here"],
    [{ Name: 'a', OnStateChange: null }, 'Name, OnStateChange: not an option of gobreaker here'],
    [
      { IntervalMs: 3_600_000, BucketPeriodMs: 1 },
      'BucketPeriodMs must be at least 360 for an IntervalMs of 3600000, received 1',
    ],
  ])('%j is refused with name, range and value', (given, message) => {
    expect(problemsOf(given)).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)]);
  });

  it.each([
    [{ IntervalMs: 1 }],
    [{ IntervalMs: 86_400_000, BucketPeriodMs: 86_400 }],
    [{ MaxRequests: 4_294_967_295, TimeoutMs: 9_000_000_000 }],
    [{ ReadyToTrip: { kind: 'consecutiveFailures', n: 0 } }],
    [{ ReadyToTrip: { kind: 'failureRatio', minRequests: 0, ratio: 0 } }],
    [{ ReadyToTrip: { kind: 'failureRatio', minRequests: 4_000_000, ratio: 7 }, IntervalMs: 500 }],
  ])('%j has a native description that is valid', (given) => {
    expect(findConfigProblems(nativeConfig(gobreakerOptions.parse(given)))).toEqual([]);
  });
});
