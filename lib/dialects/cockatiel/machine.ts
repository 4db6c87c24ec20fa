import { nextWait, type WaitPosition } from './backoff.ts';
import { ConsecutiveBreaker } from './consecutive-breaker.ts';
import { CountBreaker } from './count-breaker.ts';
import type { CounterMemory, FailureCounter } from './failure-counter.ts';
import type { BreakerOptions, CockatielOptions } from './options.ts';
import { SamplingBreaker } from './sampling-breaker.ts';

export type CockatielState = 'Closed' | 'Open' | 'HalfOpen' | 'Isolated';

/** A state and what belongs to it alone. Times are epoch milliseconds. */
export type InnerState =
  | { readonly name: 'Closed' }
  | { readonly name: 'Open'; readonly openedAt: number; readonly wait: WaitPosition }
  /** A trial of null: whoever had it gave it back, and the next call is it. */
  | { readonly name: 'HalfOpen'; readonly wait: WaitPosition; readonly trial: number | null }
  | { readonly name: 'Isolated'; readonly handles: number };

/** A call that runs. `trial` numbers the one of a half-open breaker; null: it was admitted in closed. */
export interface Run {
  readonly kind: 'run';
  readonly trial: number | null;
}

/** What a call is answered. A queued one asks again when that trial has ended. */
export type Answer =
  | Run
  | { readonly kind: 'queued'; readonly trial: number }
  | { readonly kind: 'rejected'; readonly error: 'BrokenCircuitError' | 'IsolatedCircuitError' };

export type CockatielOutcome = 'success' | 'failure' | 'ignored';

/** What the policy tells its listeners, in order. */
export type CockatielEvent =
  | { readonly type: 'success' | 'reset' | 'halfOpen' }
  | { readonly type: 'failure'; readonly handled: boolean }
  | { readonly type: 'break'; readonly isolated: boolean }
  | { readonly type: 'stateChange'; readonly to: CockatielState };

/** A machine as plain JSON. Calls in flight are not in it: a half-open one has no trial. */
export interface CockatielMemory {
  readonly state: InnerState;
  readonly counter: CounterMemory;
}

export interface CockatielSurroundings {
  readonly random: () => number;
  readonly onEvent: (event: CockatielEvent, now: number) => void;
}

function newCounter(options: BreakerOptions, memory: CounterMemory | undefined): FailureCounter {
  switch (options.type) {
    case 'ConsecutiveBreaker':
      return new ConsecutiveBreaker(options.threshold, memory?.type === options.type ? memory.failures : 0);
    case 'CountBreaker':
      return new CountBreaker(options, memory?.type === options.type ? memory : undefined);
    case 'SamplingBreaker':
      return new SamplingBreaker(options, memory?.type === options.type ? memory : undefined);
  }
}

/**
 * The decisions of cockatiel's circuit breaker, 3.2.1. Time is an argument, in milliseconds; nothing is scheduled: an
 * open breaker goes half-open on the first call at or after its wait.
 */
export class CockatielMachine {
  readonly options: CockatielOptions;
  readonly counter: FailureCounter;
  readonly #surroundings: CockatielSurroundings;
  #state: InnerState;
  #trials = 0;

  constructor(options: CockatielOptions, surroundings: CockatielSurroundings, memory?: CockatielMemory) {
    this.options = options;
    this.#surroundings = surroundings;
    this.counter = newCounter(options.breaker, memory?.counter);
    this.#state = memory?.state ?? { name: 'Closed' };
  }

  get state(): CockatielState {
    return this.#state.name;
  }

  /** The wait of an open breaker, or of the opening that a half-open one came from. */
  get wait(): WaitPosition | null {
    return this.#state.name === 'Open' || this.#state.name === 'HalfOpen' ? this.#state.wait : null;
  }

  get openedAt(): number | null {
    return this.#state.name === 'Open' ? this.#state.openedAt : null;
  }

  /**
   * Asks for one call, 3.2.1. The first one at or after the wait becomes the only trial; the others of a half-open
   * breaker are neither run nor rejected, but wait for it.
   */
  ask(now: number): Answer {
    const state = this.#state;
    switch (state.name) {
      case 'Closed':
        return { kind: 'run', trial: null };
      case 'HalfOpen':
        return state.trial === null ? this.#newTrial(state.wait) : { kind: 'queued', trial: state.trial };
      case 'Isolated':
        return { kind: 'rejected', error: 'IsolatedCircuitError' };
      case 'Open':
        if (now - state.openedAt < state.wait.durationMs) return { kind: 'rejected', error: 'BrokenCircuitError' };
        return this.#beginTrial(state.wait, now);
    }
  }

  #beginTrial(wait: WaitPosition, now: number): Run {
    this.#tell({ type: 'halfOpen' }, now);
    const run = this.#newTrial(wait);
    this.#tell({ type: 'stateChange', to: 'HalfOpen' }, now);
    return run;
  }

  #newTrial(wait: WaitPosition): Run {
    this.#trials += 1;
    this.#state = { name: 'HalfOpen', wait, trial: this.#trials };
    return { kind: 'run', trial: this.#trials };
  }

  /**
   * Ends a call, 3.2.1, by the state of this moment: whatever the counter says, only a trial closes, and only a
   * half-open breaker; a failure opens a breaker that isn't open or isolated. An ignored error is a trial's success
   * that isn't counted.
   */
  finish({ trial }: Run, outcome: CockatielOutcome, now: number): void {
    if (outcome === 'success') this.#tell({ type: 'success' }, now);
    else this.#tell({ type: 'failure', handled: outcome === 'failure' }, now);
    const admittedIn = trial === null ? 'Closed' : 'HalfOpen';
    if (outcome === 'success') this.counter.success(admittedIn, now);
    else if (outcome === 'failure') {
      const bad = this.counter.failure(admittedIn, now);
      if (bad || trial !== null) this.#open(now);
      return;
    }
    if (trial !== null && this.#state.name === 'HalfOpen') this.#close(now);
  }

  /** The call ends without a result, which a promise can't: a trial's place is free for the next call. */
  abandon({ trial }: Run): void {
    const state = this.#state;
    if (trial !== null && state.name === 'HalfOpen' && state.trial === trial) this.#state = { ...state, trial: null };
  }

  /** From half-open the sequence of waits goes on; from closed it begins. */
  #open(now: number): void {
    const state = this.#state;
    if (state.name === 'Isolated' || state.name === 'Open') return;
    const last = state.name === 'HalfOpen' ? state.wait : null;
    const wait = nextWait(this.options.halfOpenAfter, last, this.#surroundings.random);
    this.#state = { name: 'Open', openedAt: now, wait };
    this.#tell({ type: 'break', isolated: false }, now);
    this.#tell({ type: 'stateChange', to: 'Open' }, now);
  }

  #close(now: number): void {
    this.#state = { name: 'Closed' };
    this.#tell({ type: 'reset' }, now);
    this.#tell({ type: 'stateChange', to: 'Closed' }, now);
  }

  /** One handle more on an isolated breaker; each must be given back. */
  isolate(now: number): void {
    if (this.#state.name === 'Isolated') {
      this.#state = { name: 'Isolated', handles: this.#state.handles + 1 };
      return;
    }
    this.#state = { name: 'Isolated', handles: 1 };
    this.#tell({ type: 'break', isolated: true }, now);
    this.#tell({ type: 'stateChange', to: 'Isolated' }, now);
  }

  /** Gives a handle back, once per handle: the last one closes, and leaves the counter as it is. */
  endIsolation(now: number): void {
    if (this.#state.name !== 'Isolated') return;
    const handles = this.#state.handles - 1;
    if (handles > 0) this.#state = { name: 'Isolated', handles };
    else this.#close(now);
  }

  toMemory(): CockatielMemory {
    const state = this.#state.name === 'HalfOpen' ? { ...this.#state, trial: null } : this.#state;
    return { state, counter: this.counter.toMemory() };
  }

  #tell(event: CockatielEvent, now: number): void {
    this.#surroundings.onEvent(event, now);
  }
}
