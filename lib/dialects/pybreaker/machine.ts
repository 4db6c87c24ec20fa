import type { PybreakerOptions } from './options.ts';

export type PybreakerState = 'closed' | 'open' | 'half-open';

/** What PyBreaker tells its listeners, in its words. */
export type PybreakerEvent =
  | { readonly type: 'before_call' | 'success' | 'failure' }
  | { readonly type: 'state_change'; readonly from: PybreakerState; readonly to: PybreakerState };

/** What the breaker knows; plain JSON. */
export interface PybreakerMemory {
  state: PybreakerState;
  failCounter: number;
  successCounter: number;
  /** Epoch milliseconds; null for a breaker that has never opened, whatever its state. */
  openedAt: number | null;
}

/** Who hears what a breaker does; with the memory as it is after it. */
export type PybreakerListener = (event: PybreakerEvent, now: number) => void;

export const STILL_OPEN = 'Timeout not elapsed yet, circuit breaker still open';
const THRESHOLD_REACHED = 'Failures threshold reached, circuit breaker opened';
const TRIAL_FAILED = 'Trial call failed, circuit breaker opened';

export function newMemory({ initial_state }: PybreakerOptions): PybreakerMemory {
  return { state: initial_state, failCounter: 0, successCounter: 0, openedAt: null };
}

/** PyBreaker 1.4.1's `CircuitBreaker` with memory storage: its decisions, on a clock that is passed in. */
export class PybreakerMachine {
  readonly memory: PybreakerMemory;
  readonly #options: PybreakerOptions;
  readonly #tell: PybreakerListener;

  constructor(options: PybreakerOptions, memory: PybreakerMemory, tell: PybreakerListener) {
    this.#options = options;
    this.memory = memory;
    this.#tell = tell;
  }

  /** The whole wait, milliseconds, as a `timedelta` keeps it: to the microsecond. */
  get waitMs(): number {
    return Math.round(this.#options.reset_timeout * 1_000_000) / 1_000;
  }

  /** The state that handles the call's result, or null if it may not run: an open breaker before its wait is over. */
  admit(now: number): 'closed' | 'half-open' | null {
    const { memory } = this;
    if (memory.state === 'open') {
      if (memory.openedAt !== null && now < memory.openedAt + this.waitMs) return null;
      this.halfOpen(now);
    }
    this.#tell({ type: 'before_call' }, now);
    return memory.state === 'half-open' ? 'half-open' : 'closed';
  }

  /**
   * Ends a call by the rules of the state that admitted it, whatever the state is now. Answers the message of the
   * error that the call that trips the breaker gets, or null.
   */
  finish(admittedIn: 'closed' | 'half-open', failed: boolean, now: number): string | null {
    const { memory } = this;
    if (!failed) {
      memory.failCounter = 0;
      if (admittedIn === 'half-open') this.#countTrial(now);
      this.#tell({ type: 'success' }, now);
      return null;
    }
    memory.failCounter += 1;
    this.#tell({ type: 'failure' }, now);
    if (admittedIn === 'closed' && memory.failCounter < this.#options.fail_max) return null;
    this.open(now);
    if (!this.#options.throw_new_error_on_trip) return null;
    return admittedIn === 'closed' ? THRESHOLD_REACHED : TRIAL_FAILED;
  }

  #countTrial(now: number): void {
    this.memory.successCounter += 1;
    if (this.memory.successCounter >= this.#options.success_threshold) this.close(now);
  }

  /** `open()`: from open too, where it starts the wait again. Of the two counters that of failures stays. */
  open(now: number): void {
    this.memory.openedAt = now;
    this.memory.successCounter = 0;
    this.#enter('open', now);
  }

  halfOpen(now: number): void {
    this.memory.successCounter = 0;
    this.#enter('half-open', now);
  }

  close(now: number): void {
    this.memory.failCounter = 0;
    this.memory.successCounter = 0;
    this.#enter('closed', now);
  }

  #enter(to: PybreakerState, now: number): void {
    const from = this.memory.state;
    this.memory.state = to;
    this.#tell({ type: 'state_change', from, to }, now);
  }
}
