import { type CountedBucket, type Counts, RollingCounts } from './counts.ts';
import { bucketsOf, type GobreakerOptions, maxRequestsOf, timeoutMsOf } from './options.ts';

export type GobreakerState = 'closed' | 'half-open' | 'open';

/** How a call ended, once `IsExcluded` and `IsSuccessful` were asked. */
export type GobreakerOutcome = 'success' | 'failure' | 'excluded';

/** What a call is admitted with: its result belongs to this generation, and into the bucket of this age. */
export interface Admission {
  readonly admitted: true;
  readonly generation: number;
  readonly age: number;
}

/** The library's own errors, `ErrOpenState` and `ErrTooManyRequests`. */
export interface Refusal {
  readonly admitted: false;
  readonly error: 'circuit breaker is open' | 'too many requests';
}

/** Told of each change, with the counters of the state that is left, which the library clears first. */
export type OnStateChange = (from: GobreakerState, to: GobreakerState, counts: Counts, now: number) => void;

/** A machine as plain JSON. Times are epoch milliseconds. */
export interface GobreakerMemory {
  readonly state: GobreakerState;
  readonly generation: number;
  /** When this generation began. */
  readonly start: number;
  readonly age: number;
  readonly counts: Counts;
  readonly buckets: readonly CountedBucket[];
}

/**
 * The decisions of sony/gobreaker v2, 2.4.0. Time is an argument, in milliseconds; nothing is scheduled: what time has
 * done is applied by the next call, result or read.
 */
export class GobreakerMachine {
  readonly options: GobreakerOptions;
  readonly #onStateChange: OnStateChange;
  readonly #counts: RollingCounts;
  #state: GobreakerState;
  #generation: number;
  #start: number;

  constructor(options: GobreakerOptions, now: number, onStateChange: OnStateChange, memory?: GobreakerMemory) {
    this.options = options;
    this.#onStateChange = onStateChange;
    const buckets = bucketsOf(options);
    this.#counts = memory
      ? RollingCounts.from(buckets, memory.counts, memory.age, memory.buckets)
      : new RollingCounts(buckets);
    this.#state = memory?.state ?? 'closed';
    this.#generation = memory?.generation ?? 1;
    this.#start = memory?.start ?? now;
  }

  /** The state as it was last read; time has not acted since. */
  get state(): GobreakerState {
    return this.#state;
  }

  get generation(): number {
    return this.#generation;
  }

  /** The public counters, as they were last read. */
  get counts(): Counts {
    return this.#counts.sums;
  }

  /** When an open breaker's wait is over: half-open strictly after it. Null in the other states. */
  get expiresAt(): number | null {
    return this.#state === 'open' ? this.#start + timeoutMsOf(this.options) : null;
  }

  /**
   * What `State()` does, 2.4.0: an open breaker goes half-open strictly after its timeout; a closed one clears its
   * counters strictly after its interval, the next one beginning now, or lets buckets leave that are too old.
   */
  read(now: number): GobreakerState {
    const expiresAt = this.expiresAt;
    if (expiresAt !== null && expiresAt < now) this.#enter('half-open', now);
    else if (this.#state === 'closed') this.#letClosedAge(now);
    return this.#state;
  }

  #letClosedAge(now: number): void {
    const { IntervalMs, BucketPeriodMs } = this.options;
    if (this.#counts.rolls) this.#counts.growTo(Math.max(0, Math.floor((now - this.#start) / BucketPeriodMs)));
    else if (IntervalMs > 0 && this.#start + this.#fixedIntervalMs() < now) this.#beginGeneration(now);
  }

  /** An interval of one bucket is a fixed one, rounded up to that bucket. */
  #fixedIntervalMs(): number {
    const { IntervalMs, BucketPeriodMs } = this.options;
    return BucketPeriodMs > 0 ? Math.max(IntervalMs, BucketPeriodMs) : IntervalMs;
  }

  /** Asks for one call, 2.4.0. Half-open admits `MaxRequests`, not counting those whose result was excluded. */
  admit(now: number): Admission | Refusal {
    const state = this.read(now);
    if (state === 'open') return { admitted: false, error: 'circuit breaker is open' };
    const { Requests, TotalExclusions } = this.#counts.sums;
    if (state === 'half-open' && Requests - TotalExclusions >= maxRequestsOf(this.options)) {
      return { admitted: false, error: 'too many requests' };
    }
    const { age } = this.#counts;
    this.#counts.add('request', age);
    return { admitted: true, generation: this.#generation, age };
  }

  /** Ends a call, 2.4.0. False, and dropped, if its generation is over. */
  finish({ generation, age }: Admission, outcome: GobreakerOutcome, now: number): boolean {
    const state = this.read(now);
    if (generation !== this.#generation) return false;
    if (outcome === 'excluded') this.#counts.add('exclusion', age);
    else if (outcome === 'success') this.#succeed(state, age, now);
    else this.#fail(state, age, now);
    return true;
  }

  #succeed(state: GobreakerState, age: number, now: number): void {
    this.#counts.add('success', age);
    const enough = this.#counts.sums.ConsecutiveSuccesses >= maxRequestsOf(this.options);
    if (state === 'half-open' && enough) this.#enter('closed', now);
  }

  #fail(state: GobreakerState, age: number, now: number): void {
    this.#counts.add('failure', age);
    if (state === 'half-open' || this.#isReadyToTrip()) this.#enter('open', now);
  }

  /** Asked after each failure in closed, also after one whose bucket is gone. */
  #isReadyToTrip(): boolean {
    const { ReadyToTrip } = this.options;
    const { Requests, TotalFailures, ConsecutiveFailures } = this.#counts.sums;
    if (ReadyToTrip.kind === 'default') return ConsecutiveFailures > 5;
    if (ReadyToTrip.kind === 'consecutiveFailures') return ConsecutiveFailures >= ReadyToTrip.n;
    return Requests >= ReadyToTrip.minRequests && TotalFailures / Requests >= ReadyToTrip.ratio;
  }

  #enter(state: GobreakerState, now: number): void {
    const from = this.#state;
    const { sums } = this.#counts;
    this.#state = state;
    this.#beginGeneration(now);
    this.#onStateChange(from, state, sums, now);
  }

  #beginGeneration(now: number): void {
    this.#generation += 1;
    this.#start = now;
    this.#counts.clear();
  }

  /** The buckets that count, oldest first, and when each began. */
  buckets(): { readonly at: number; readonly counts: Counts }[] {
    const periodMs = this.#counts.rolls ? this.options.BucketPeriodMs : 0;
    return this.#counts.buckets().map(({ age, counts }) => ({ at: this.#start + age * periodMs, counts }));
  }

  toMemory(): GobreakerMemory {
    const { sums: counts, age } = this.#counts;
    const state = { state: this.#state, generation: this.#generation, start: this.#start };
    return { ...state, age, counts, buckets: this.#counts.buckets() };
  }
}
