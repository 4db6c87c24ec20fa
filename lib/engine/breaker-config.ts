import { fieldProblems, isRecord, rangeProblems, received } from './config-rules.ts';

/** How an open breaker's wait grows with each opening since it was last closed. */
export interface WaitBackoff {
  /** Each further opening waits floor(previous × multiplier). At least 1. */
  readonly multiplier: number;
  /** No wait is longer than this, in milliseconds. */
  readonly maxMs: number;
  /** 0 … 1: each opening draws its wait once from [1 − jitter, 1 + jitter] × wait. */
  readonly jitter: number;
}

/** What a breaker is told to do. Percentages are 0 … 100; durations are milliseconds. Names are Resilience4j's. */
export interface BreakerConfig {
  readonly slidingWindowType: 'count-based' | 'time-based';
  /** Calls for a count-based window, seconds for a time-based one. */
  readonly slidingWindowSize: number;
  readonly minimumNumberOfCalls: number;
  /** Percent, or null to switch it off. Opens at or above it. */
  readonly failureRateThreshold: number | null;
  readonly slowCallDurationThresholdMs: number;
  /** Percent, or null to switch it off. Opens at or above it. */
  readonly slowCallRateThreshold: number | null;
  /** "5 failures in 30 seconds": opens at this many failures in the window, whatever the number of calls. */
  readonly failureCountThreshold: number | null;
  /** Opens on the Nth failure in a row. */
  readonly consecutiveFailuresThreshold: number | null;
  readonly waitDurationInOpenStateMs: number;
  readonly waitBackoff: WaitBackoff | null;
  readonly automaticTransitionFromOpenToHalfOpenEnabled: boolean;
  readonly permittedNumberOfCallsInHalfOpenState: number;
  /** Good probes in a row that close it; null: the rates over the probes decide. */
  readonly successThresholdInHalfOpen: number | null;
  /** 0: no limit. */
  readonly maxWaitDurationInHalfOpenStateMs: number;
}

/** One reason why a configuration is impossible: the field, what it allows, and what was given. */
export interface ConfigProblem {
  readonly field: string;
  readonly message: string;
  readonly received: unknown;
}

/** What a configuration is made from: some of its fields, typed or as they came in. */
export type ConfigInput = Partial<BreakerConfig> | Readonly<Record<string, unknown>>;

/** Resilience4j's defaults; what is not in Resilience4j is off. */
export const DEFAULT_CONFIG: BreakerConfig = {
  slidingWindowType: 'count-based',
  slidingWindowSize: 100,
  minimumNumberOfCalls: 100,
  failureRateThreshold: 50,
  slowCallDurationThresholdMs: 60_000,
  slowCallRateThreshold: 100,
  failureCountThreshold: null,
  consecutiveFailuresThreshold: null,
  waitDurationInOpenStateMs: 60_000,
  waitBackoff: null,
  automaticTransitionFromOpenToHalfOpenEnabled: true,
  permittedNumberOfCallsInHalfOpenState: 10,
  successThresholdInHalfOpen: null,
  maxWaitDurationInHalfOpenStateMs: 0,
};

/** A configuration that can't be. `instanceof` doesn't hold across module copies: ask for the `code`. */
export class InvalidConfig extends RangeError {
  override readonly name = 'InvalidConfig';
  readonly code = 'INVALID_CONFIG';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(`Invalid configuration: ${problems.map(({ field, message }) => `${field} ${message}`).join('; ')}`);
    this.problems = problems;
  }
}

/** The given fields over the defaults, which depend on them; nothing is checked. */
function withDefaults(given: Readonly<Record<string, unknown>>): BreakerConfig {
  const known = Object.keys(DEFAULT_CONFIG).filter((field) => given[field] !== undefined);
  const config: BreakerConfig = {
    ...DEFAULT_CONFIG,
    ...Object.fromEntries(known.map((field) => [field, given[field]])),
  };
  const withoutRates = config.failureRateThreshold === null && config.slowCallRateThreshold === null;
  const countBased = config.slidingWindowType === 'count-based';
  return {
    ...config,
    // Resilience4j clips it as well: a minimum that a count window can't hold would never be reached.
    minimumNumberOfCalls: countBased
      ? Math.min(config.minimumNumberOfCalls, config.slidingWindowSize)
      : config.minimumNumberOfCalls,
    successThresholdInHalfOpen:
      withoutRates && given.successThresholdInHalfOpen === undefined ? 1 : config.successThresholdInHalfOpen,
  };
}

/**
 * Every reason why a configuration is impossible; empty if it is fine. A missing field counts as its default.
 * This and `config-rules.ts` are the only statement of what is valid: the API and the form ask here.
 */
export function findConfigProblems(given: unknown): ConfigProblem[] {
  if (!isRecord(given)) {
    return [{ field: 'config', message: `must be an object, received ${received(given)}`, received: given }];
  }
  const problems = fieldProblems(given);
  const broken = new Set(problems.map(({ field }) => field.split('.')[0]));
  const sound = Object.fromEntries(Object.entries(given).filter(([field]) => !broken.has(field)));
  return [...problems, ...rangeProblems(withDefaults(sound), broken)];
}

/**
 * A whole configuration from some of its fields; null switches a threshold off.
 * @throws InvalidConfig (`code: 'INVALID_CONFIG'`, with `problems`) if it is impossible.
 */
export function resolveConfig(given: ConfigInput): BreakerConfig {
  const problems = findConfigProblems(given);
  if (problems.length > 0) throw new InvalidConfig(problems);
  return withDefaults({ ...given });
}
