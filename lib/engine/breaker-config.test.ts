import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG, findConfigProblems, InvalidConfig, resolveConfig } from './breaker-config.ts';

const problemsOf = (given: unknown) => findConfigProblems(given).map(({ field, message }) => `${field} ${message}`);
const fieldsOf = (given: unknown) => findConfigProblems(given).map(({ field }) => field);

test('nothing given makes the defaults', () => {
  expect(resolveConfig({})).toEqual(DEFAULT_CONFIG);
  expect(findConfigProblems({})).toEqual([]);
  expect(resolveConfig({ waitDurationInOpenStateMs: 5, slidingWindowSize: undefined })).toEqual({
    ...DEFAULT_CONFIG,
    waitDurationInOpenStateMs: 5,
  });
});

describe('each number is whole and within its range', () => {
  const timeBased = { slidingWindowType: 'time-based' };
  test.each([
    ['slidingWindowSize', 1, 1_000_000, {}],
    ['slidingWindowSize', 1, 3_600, timeBased],
    ['minimumNumberOfCalls', 1, 1_000_000, {}],
    ['slowCallDurationThresholdMs', 1, 3_600_000, {}],
    ['failureCountThreshold', 1, 100, {}],
    ['failureCountThreshold', 1, 1_000_000, timeBased],
    ['consecutiveFailuresThreshold', 1, 1_000_000, {}],
    ['waitDurationInOpenStateMs', 1, 86_400_000, {}],
    ['permittedNumberOfCallsInHalfOpenState', 1, 10_000, {}],
    ['successThresholdInHalfOpen', 1, 10, {}],
    ['maxWaitDurationInHalfOpenStateMs', 0, 86_400_000, {}],
  ])('%s: %d … %d with %j', (field, min, max, others) => {
    for (const value of [min, max]) expect(fieldsOf({ ...others, [field]: value }), `${value}`).toEqual([]);
    for (const value of [min - 1, max + 1, -1, min + 0.5, Number.NaN, Number.POSITIVE_INFINITY, '5', true, [], {}]) {
      expect(fieldsOf({ ...others, [field]: value }), `${value}`).toEqual([field]);
    }
  });

  test.each(['failureRateThreshold', 'slowCallRateThreshold'])('%s: above 0 up to 100, fractions too', (field) => {
    for (const value of [Number.MIN_VALUE, 33.3, 100, null]) expect(fieldsOf({ [field]: value })).toEqual([]);
    for (const value of [0, -1, 100.1, Number.NaN, '50', false]) expect(fieldsOf({ [field]: value })).toEqual([field]);
  });

  test('only thresholds, the back-off and the probes needed may be null', () => {
    const given = Object.fromEntries(Object.keys(DEFAULT_CONFIG).map((field) => [field, null]));
    expect(fieldsOf({ ...given, failureRateThreshold: 50 })).toEqual([
      'slidingWindowType',
      'slidingWindowSize',
      'minimumNumberOfCalls',
      'slowCallDurationThresholdMs',
      'waitDurationInOpenStateMs',
      'automaticTransitionFromOpenToHalfOpenEnabled',
      'permittedNumberOfCallsInHalfOpenState',
      'maxWaitDurationInHalfOpenStateMs',
    ]);
  });
});

test('a problem says the field, what is allowed and what was received', () => {
  expect(findConfigProblems({ slidingWindowSize: 0 })).toEqual([
    { field: 'slidingWindowSize', message: 'must be a whole number from 1 to 1000000, received 0', received: 0 },
  ]);
  expect(problemsOf({ slidingWindowType: 'COUNT_BASED', automaticTransitionFromOpenToHalfOpenEnabled: 1 })).toEqual([
    "slidingWindowType must be 'count-based' or 'time-based', received 'COUNT_BASED'",
    'automaticTransitionFromOpenToHalfOpenEnabled must be true or false, received 1',
  ]);
});

test('an unknown field is named, an inherited one is none', () => {
  expect(problemsOf({ failureRate: 50, toString: 1 })).toEqual([
    'failureRate is not a known field, received 50',
    'toString is not a known field, received 1',
  ]);
  expect(problemsOf(JSON.parse('{"__proto__": 1}'))).toEqual(['__proto__ is not a known field, received 1']);
});

test.each([[null], [undefined], ['text'], [7], [[]], [() => 1]])('%s is no configuration', (given) => {
  expect(fieldsOf(given)).toEqual(['config']);
});

describe('waitBackoff', () => {
  const fine = { multiplier: 1.5, maxMs: 60_000, jitter: 0.2 };
  const withBackoff = (changes: object) => ({ waitBackoff: { ...fine, ...changes } });

  test('has its own ranges', () => {
    for (const changes of [{}, { multiplier: 1 }, { maxMs: 86_400_000 }, { jitter: 0 }, { jitter: 1 }]) {
      expect(problemsOf(withBackoff(changes))).toEqual([]);
    }
    for (const multiplier of [0.99, Number.NaN, Number.POSITIVE_INFINITY, null]) {
      expect(fieldsOf(withBackoff({ multiplier }))).toEqual(['waitBackoff.multiplier']);
    }
    for (const maxMs of [0, 86_400_001, 60_000.5])
      expect(fieldsOf(withBackoff({ maxMs }))).toEqual(['waitBackoff.maxMs']);
    for (const jitter of [-0.01, 1.01]) expect(fieldsOf(withBackoff({ jitter }))).toEqual(['waitBackoff.jitter']);
  });

  test('is given whole, without strangers', () => {
    expect(problemsOf({ waitBackoff: { multiplier: 2, factor: 3 } })).toEqual([
      'waitBackoff.maxMs must be a whole number from 1 to 86400000, received undefined',
      'waitBackoff.jitter must be a number from 0 to 1, received undefined',
      'waitBackoff.factor is not a known field, received 3',
    ]);
    expect(fieldsOf({ waitBackoff: 2 })).toEqual(['waitBackoff']);
  });

  test('caps no wait below the first', () => {
    expect(problemsOf({ ...withBackoff({ maxMs: 999 }), waitDurationInOpenStateMs: 1_000 })).toEqual([
      'waitBackoff.maxMs must be a whole number from waitDurationInOpenStateMs, 1000, to 86400000, received 999',
    ]);
    expect(problemsOf({ ...withBackoff({ maxMs: 1_000 }), waitDurationInOpenStateMs: 1_000 })).toEqual([]);
  });
});

describe('fields agree with each other', () => {
  test('at least one of the four thresholds is set', () => {
    const none = { failureRateThreshold: null, slowCallRateThreshold: null };
    expect(fieldsOf(none)).toEqual(['failureRateThreshold']);
    for (const field of ['failureRateThreshold', 'slowCallRateThreshold']) {
      expect(fieldsOf({ ...none, [field]: 50 })).toEqual([]);
    }
    for (const field of ['failureCountThreshold', 'consecutiveFailuresThreshold']) {
      expect(fieldsOf({ ...none, [field]: 5 })).toEqual([]);
    }
  });

  test('a count of failures fits the count window', () => {
    expect(problemsOf({ slidingWindowSize: 4, failureCountThreshold: 5 })).toEqual([
      "failureCountThreshold must be a whole number from 1 to the window's 4 calls, or null, received 5",
    ]);
    expect(fieldsOf({ slidingWindowSize: 4, failureCountThreshold: 4 })).toEqual([]);
    expect(fieldsOf({ slidingWindowType: 'time-based', slidingWindowSize: 4, failureCountThreshold: 5 })).toEqual([]);
  });

  test('no more probes are needed than permitted', () => {
    const permitted = { permittedNumberOfCallsInHalfOpenState: 3 };
    expect(fieldsOf({ ...permitted, successThresholdInHalfOpen: 3 })).toEqual([]);
    expect(fieldsOf({ ...permitted, successThresholdInHalfOpen: 4 })).toEqual(['successThresholdInHalfOpen']);
  });

  test('without rates, something else decides half-open', () => {
    const noRates = { failureRateThreshold: null, slowCallRateThreshold: null, consecutiveFailuresThreshold: 5 };
    expect(resolveConfig(noRates).successThresholdInHalfOpen).toBe(1);
    expect(fieldsOf({ ...noRates, successThresholdInHalfOpen: null })).toEqual(['successThresholdInHalfOpen']);
    expect(resolveConfig({ slowCallRateThreshold: null }).successThresholdInHalfOpen).toBeNull();
  });

  test('a broken field is reported once, the others all the same', () => {
    const given = { slidingWindowType: 'time-based', slidingWindowSize: 5_000, failureRateThreshold: 0, jitter: 1 };
    expect(fieldsOf(given)).toEqual(['failureRateThreshold', 'jitter', 'slidingWindowSize']);
  });
});

test('a minimum over a count window is clipped to it, over a time window it is not', () => {
  expect(resolveConfig({ slidingWindowSize: 20 }).minimumNumberOfCalls).toBe(20);
  expect(resolveConfig({ slidingWindowSize: 20, minimumNumberOfCalls: 21 }).minimumNumberOfCalls).toBe(20);
  expect(resolveConfig({ slidingWindowSize: 20, minimumNumberOfCalls: 19 }).minimumNumberOfCalls).toBe(19);
  expect(resolveConfig({ slidingWindowType: 'time-based', slidingWindowSize: 20 }).minimumNumberOfCalls).toBe(100);
});

test('an impossible configuration throws every problem at once, with a code', () => {
  const resolve = () => resolveConfig({ slidingWindowSize: 0, failureRateThreshold: 101 });
  expect(resolve).toThrow(RangeError);
  expect(resolve).toThrow(InvalidConfig);
  expect(resolve).toThrow(
    expect.objectContaining({
      code: 'INVALID_CONFIG',
      message:
        'Invalid configuration: slidingWindowSize must be a whole number from 1 to 1000000, received 0; ' +
        'failureRateThreshold must be a number above 0 and up to 100, or null, received 101',
      problems: [expect.objectContaining({ received: 0 }), expect.objectContaining({ received: 101 })],
    }),
  );
});

test('a whole configuration is given back as it is, in an object of its own', () => {
  const whole = { ...DEFAULT_CONFIG, waitBackoff: { multiplier: 2, maxMs: 90_000, jitter: 0 } };
  expect(resolveConfig(whole)).toEqual(whole);
  expect(resolveConfig(whole)).not.toBe(whole);
});
