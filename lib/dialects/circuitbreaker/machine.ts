import { type CircuitbreakerOptions, effectiveOptions } from './options.ts';

export type CircuitbreakerState = 'closed' | 'open' | 'half_open';

/** What the breaker knows; plain JSON. Half-open is not in it: it is open with its wait over. */
export interface CircuitbreakerMemory {
  tripped: boolean;
  failureCount: number;
  /** Of the construction until it first opens, epoch milliseconds. */
  openedAt: number;
  /** The last counted failure as Python shows it (`repr`); null after a success. */
  lastFailure: string | null;
}

export function newMemory(now: number): CircuitbreakerMemory {
  return { tripped: false, failureCount: 0, openedAt: now, lastFailure: null };
}

/** fabfuel's circuitbreaker 1.4.0 and 2.1.3, which decide alike: their decisions, on a clock that is passed in. */
export class CircuitbreakerMachine {
  readonly memory: CircuitbreakerMemory;
  readonly recoveryTimeoutMs: number;
  readonly #failureThreshold: number;

  constructor(options: CircuitbreakerOptions, memory: CircuitbreakerMemory) {
    const { failureThreshold, recoveryTimeoutMs } = effectiveOptions(options);
    this.#failureThreshold = failureThreshold;
    this.recoveryTimeoutMs = recoveryTimeoutMs;
    this.memory = memory;
  }

  get waitEndsAt(): number {
    return this.memory.openedAt + this.recoveryTimeoutMs;
  }

  /** `state`, computed on reading: open is half-open from the moment at which the wait is over. */
  stateAt(now: number): CircuitbreakerState {
    if (!this.memory.tripped) return 'closed';
    return now >= this.waitEndsAt ? 'half_open' : 'open';
  }

  /** `open_remaining`: whole seconds, rounded away from zero, counted while closed too. */
  openRemaining(now: number): number {
    const seconds = (this.waitEndsAt - now) / 1_000;
    return seconds > 0 ? Math.ceil(seconds) : Math.floor(seconds);
  }

  /** Half-open as well as closed lets every call run. */
  permits(now: number): boolean {
    return this.stateAt(now) !== 'open';
  }

  /** A success, or an error that is not expected, closes whatever the state is: that of a late call too. */
  succeed(): void {
    this.memory.tripped = false;
    this.memory.failureCount = 0;
    this.memory.lastFailure = null;
  }

  /** At or above the threshold a failure opens, and starts the wait again: that of a late call too. */
  fail(failure: string, now: number): void {
    const { memory } = this;
    memory.lastFailure = failure;
    memory.failureCount += 1;
    if (memory.failureCount < this.#failureThreshold) return;
    memory.tripped = true;
    memory.openedAt = now;
  }
}
