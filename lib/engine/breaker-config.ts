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
