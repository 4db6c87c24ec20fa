import type { BreakerConfig, ConfigProblem, WaitBackoff } from './breaker-config.ts';

interface Rule {
  /** What is allowed, as it is told to people. */
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
}

const DAY_MS = 86_400_000;

const numberFrom = (min: number, max: number): Rule => ({
  expected: `a number from ${min} to ${max}`,
  accepts: (value) => typeof value === 'number' && value >= min && value <= max,
});

const wholeFrom = (min: number, max: number): Rule => ({
  expected: `a whole number from ${min} to ${max}`,
  accepts: (value) => Number.isInteger(value) && numberFrom(min, max).accepts(value),
});

const orNull = ({ expected, accepts }: Rule): Rule => ({
  expected: `${expected}, or null`,
  accepts: (value) => value === null || accepts(value),
});

const percent: Rule = {
  expected: 'a number above 0 and up to 100',
  accepts: (value) => typeof value === 'number' && value > 0 && value <= 100,
};

const BACKOFF_RULES: Readonly<Record<keyof WaitBackoff, Rule>> = {
  multiplier: { expected: 'a number of at least 1', accepts: (value) => Number.isFinite(value) && Number(value) >= 1 },
  maxMs: wholeFrom(1, DAY_MS),
  jitter: numberFrom(0, 1),
};

const RULES: Readonly<Record<keyof BreakerConfig, Rule>> = {
  slidingWindowType: {
    expected: "'count-based' or 'time-based'",
    accepts: (value) => value === 'count-based' || value === 'time-based',
  },
  slidingWindowSize: wholeFrom(1, 1_000_000),
  minimumNumberOfCalls: wholeFrom(1, 1_000_000),
  failureRateThreshold: orNull(percent),
  slowCallDurationThresholdMs: wholeFrom(1, 3_600_000),
  slowCallRateThreshold: orNull(percent),
  failureCountThreshold: orNull(wholeFrom(1, 1_000_000)),
  consecutiveFailuresThreshold: orNull(wholeFrom(1, 1_000_000)),
  waitDurationInOpenStateMs: wholeFrom(1, DAY_MS),
  waitBackoff: orNull({ expected: 'an object with multiplier, maxMs and jitter', accepts: isRecord }),
  automaticTransitionFromOpenToHalfOpenEnabled: {
    expected: 'true or false',
    accepts: (value) => typeof value === 'boolean',
  },
  permittedNumberOfCallsInHalfOpenState: wholeFrom(1, 10_000),
  successThresholdInHalfOpen: orNull(wholeFrom(1, 10_000)),
  maxWaitDurationInHalfOpenStateMs: wholeFrom(0, DAY_MS),
};

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as a message shows it, short whatever it is. */
export function received(value: unknown): string {
  if (typeof value === 'string') return `'${value.length > 40 ? `${value.slice(0, 40)}…` : value}'`;
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'function' ? 'a function' : String(value);
}

const problem = (field: string, expected: string, value: unknown): ConfigProblem => ({
  field,
  message: `must be ${expected}, received ${received(value)}`,
  received: value,
});

const own = (rules: Readonly<Record<string, Rule>>, field: string): Rule | undefined =>
  Object.hasOwn(rules, field) ? rules[field] : undefined;

/** Problems of single fields: unknown ones, wrong types, values out of range. `undefined` counts as not given. */
export function fieldProblems(given: Readonly<Record<string, unknown>>): ConfigProblem[] {
  return Object.entries(given).flatMap(([field, value]): ConfigProblem[] => {
    if (value === undefined) return [];
    const rule = own(RULES, field);
    if (rule === undefined) return [unknownField(field, value)];
    if (!rule.accepts(value)) return [problem(field, rule.expected, value)];
    return field === 'waitBackoff' && isRecord(value) ? backoffProblems(value) : [];
  });
}

const unknownField = (field: string, value: unknown): ConfigProblem => ({
  field,
  message: `is not a known field, received ${received(value)}`,
  received: value,
});

/** A back-off is given whole: its parts have no defaults. */
function backoffProblems(given: Readonly<Record<string, unknown>>): ConfigProblem[] {
  const wrong = Object.entries(BACKOFF_RULES)
    .filter(([field, rule]) => !rule.accepts(given[field]))
    .map(([field, rule]) => problem(`waitBackoff.${field}`, rule.expected, given[field]));
  const unknown = Object.keys(given)
    .filter((field) => own(BACKOFF_RULES, field) === undefined)
    .map((field) => unknownField(`waitBackoff.${field}`, given[field]));
  return [...wrong, ...unknown];
}

interface RangeRule {
  /** The field that is named, and those that its range depends on. */
  readonly fields: readonly [keyof BreakerConfig, ...(keyof BreakerConfig)[]];
  readonly find: (config: BreakerConfig) => ConfigProblem | null;
}

const RANGE_RULES: readonly RangeRule[] = [
  {
    fields: ['slidingWindowSize', 'slidingWindowType'],
    find: ({ slidingWindowType, slidingWindowSize: size }) =>
      slidingWindowType === 'time-based' && size > 3_600
        ? problem('slidingWindowSize', 'a whole number of seconds from 1 to 3600 for a time-based window', size)
        : null,
  },
  {
    fields: ['failureCountThreshold', 'slidingWindowType', 'slidingWindowSize'],
    find: ({ slidingWindowType, slidingWindowSize: size, failureCountThreshold: count }) =>
      slidingWindowType === 'count-based' && count !== null && count > size
        ? problem('failureCountThreshold', `a whole number from 1 to the window's ${size} calls, or null`, count)
        : null,
  },
  {
    fields: ['failureRateThreshold', 'slowCallRateThreshold', 'failureCountThreshold', 'consecutiveFailuresThreshold'],
    find: (config) =>
      config.failureRateThreshold === null &&
      config.slowCallRateThreshold === null &&
      config.failureCountThreshold === null &&
      config.consecutiveFailuresThreshold === null
        ? problem(
            'failureRateThreshold',
            'a number above 0 and up to 100 unless slowCallRateThreshold, failureCountThreshold or ' +
              'consecutiveFailuresThreshold is set',
            null,
          )
        : null,
  },
  {
    fields: ['waitBackoff', 'waitDurationInOpenStateMs'],
    find: ({ waitBackoff, waitDurationInOpenStateMs: wait }) =>
      waitBackoff !== null && waitBackoff.maxMs < wait
        ? problem(
            'waitBackoff.maxMs',
            `a whole number from waitDurationInOpenStateMs, ${wait}, to ${DAY_MS}`,
            waitBackoff.maxMs,
          )
        : null,
  },
  {
    fields: ['successThresholdInHalfOpen', 'permittedNumberOfCallsInHalfOpenState'],
    find: ({ successThresholdInHalfOpen: needed, permittedNumberOfCallsInHalfOpenState: permitted }) =>
      needed !== null && needed > permitted
        ? problem(
            'successThresholdInHalfOpen',
            `a whole number from 1 to the ${permitted} permitted calls, or null`,
            needed,
          )
        : null,
  },
  {
    fields: ['successThresholdInHalfOpen', 'failureRateThreshold', 'slowCallRateThreshold'],
    find: ({ successThresholdInHalfOpen: needed, failureRateThreshold, slowCallRateThreshold }) =>
      needed === null && failureRateThreshold === null && slowCallRateThreshold === null
        ? problem('successThresholdInHalfOpen', 'a whole number while both rate thresholds are null', needed)
        : null,
  },
];

/** Problems of fields with each other; a field that is broken by itself is not reported again. */
export function rangeProblems(config: BreakerConfig, broken: ReadonlySet<string | undefined>): ConfigProblem[] {
  return RANGE_RULES.filter(({ fields }) => !fields.some((field) => broken.has(field)))
    .map(({ find }) => find(config))
    .filter((found) => found !== null);
}
