/** Which state a call was admitted in; a late result keeps it. */
export type AdmittedIn = 'Closed' | 'HalfOpen';

/** What cockatiel calls a breaker, 3.2.1: it counts results and says when they are too bad. Times are milliseconds. */
export interface FailureCounter {
  success(admittedIn: AdmittedIn, now: number): void;
  /** Answers whether the policy should open. */
  failure(admittedIn: AdmittedIn, now: number): boolean;
  /** Its counters, as it shows them. */
  readonly shown: ShownCounters;
  /** What it holds of its calls, for the page; nothing changes by reading. */
  held(): HeldResults;
  /** Plain JSON from which the same kind of counter goes on. */
  toMemory(): CounterMemory;
}

export interface ShownCounters {
  readonly successes?: number;
  readonly failures: number;
}

export type HeldResults =
  | { readonly kind: 'run'; readonly failures: number }
  /** Oldest first. */
  | { readonly kind: 'results'; readonly results: readonly ('success' | 'failure')[] }
  /** Those that were used, in no order. */
  | { readonly kind: 'windows'; readonly windows: readonly SampleWindow[] };

/** A counter as plain JSON. */
export type CounterMemory =
  | { readonly type: 'ConsecutiveBreaker'; readonly failures: number }
  /** One letter a slot of the ring: success, failure, or a dot for none; `next` is the slot that is written next. */
  | { readonly type: 'CountBreaker'; readonly ring: string; readonly next: number }
  | { readonly type: 'SamplingBreaker'; readonly current: number; readonly windows: readonly SampleWindow[] };

/** One window of a sampling breaker; `startedAt` 0: never used. */
export interface SampleWindow {
  readonly startedAt: number;
  readonly successes: number;
  readonly failures: number;
}
