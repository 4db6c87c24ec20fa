import type {
  Breaker,
  BreakerCommand,
  BreakerSnapshot,
  IllegalTransition,
  Permit,
  Rejection,
  WindowCell,
} from './breaker.ts';
import { type BreakerConfig, type ConfigInput, resolveConfig } from './breaker-config.ts';
import type { BreakerObserver, CallOutcome } from './breaker-event.ts';
import { type BreakerMemory, newMemory } from './breaker-memory.ts';
import type { BreakerState } from './breaker-state.ts';
import { CallNotPermitted, callNotPermittedWithStack, rejectSoon } from './call-not-permitted.ts';
import { type ExportedBreaker, exportMemory, importMemory } from './exported-breaker.ts';
import { retryAtOf } from './inner-state.ts';
import { ObserverGuard } from './observer-guard.ts';
import { cellsOf, snapshotOf } from './snapshot.ts';
import { NO_PROBE, NOT_PERMITTED, StateMachine } from './state-machine.ts';

export interface CircuitBreakerOptions {
  /** Milliseconds, aligned to the epoch. Asked once, for the moment at which the breaker is made. */
  readonly now: () => number;
  /** In [0, 1). Asked once per opening where the back-off has jitter. */
  readonly random: () => number;
  readonly observer?: BreakerObserver | undefined;
  /** Told what the observer threw. */
  readonly onObserverError?: ((error: unknown) => void) | undefined;
  /** Whether a rejection by `run` has a stack trace, which costs more than the call would. Default false. */
  readonly rejectionStackTraces?: boolean | undefined;
}

/** Answers false for an error that says nothing about the downstream: such a call is ignored. */
export type IsFailure = (error: unknown) => boolean;

class CallPermit implements Permit {
  readonly permitted = true;
  readonly owner: CircuitBreaker;
  readonly generation: number;
  readonly slot: number;
  settled = false;

  constructor(owner: CircuitBreaker, generation: number, slot: number) {
    this.owner = owner;
    this.generation = generation;
    this.slot = slot;
  }

  get probe(): boolean {
    return this.slot !== NO_PROBE;
  }
}

/** The native breaker; its rules are in SPEC.md. `createCircuitBreaker` makes it. */
export class CircuitBreaker implements Breaker {
  readonly #machine: StateMachine;
  readonly #memory: BreakerMemory;
  readonly #observer: ObserverGuard | null;
  readonly #rejectionStackTraces: boolean;

  constructor(memory: BreakerMemory, options: CircuitBreakerOptions) {
    this.#memory = memory;
    this.#observer = options.observer ? new ObserverGuard(options.observer, options.onObserverError) : null;
    this.#machine = new StateMachine(memory, options.random, this.#observer);
    this.#rejectionStackTraces = options.rejectionStackTraces ?? false;
    this.#machine.resume(memory.latest);
  }

  get config(): BreakerConfig {
    return this.#memory.config;
  }

  get state(): BreakerState {
    return this.#memory.state.name;
  }

  get generation(): number {
    return this.#memory.generation;
  }

  /** [CB1] Asks to make one call at `now`, milliseconds. A permit must be settled or released. */
  tryAcquirePermission(now: number): Permit | Rejection {
    const at = this.#machine.reach(now);
    const slot = this.#machine.admit(at);
    return slot === NOT_PERMITTED ? this.#reject(at) : new CallPermit(this, this.#memory.generation, slot);
  }

  /**
   * [CB2] Ends a call that took `durationMs`. False, and nothing changes, if it was ended before.
   * @throws TypeError if another breaker gave the permit.
   */
  settle(permit: Permit, outcome: CallOutcome, durationMs: number, now: number): boolean {
    const own = this.#own(permit);
    if (own.settled) return false;
    own.settled = true;
    this.#machine.finish(own.generation, own.slot, outcome, durationMs, this.#machine.reach(now));
    return true;
  }

  /**
   * [CB2] Gives a permit back as if it had not been asked for. False, and nothing changes, if it was ended before.
   * @throws TypeError if another breaker gave the permit.
   */
  release(permit: Permit, now: number): boolean {
    const own = this.#own(permit);
    if (own.settled) return false;
    own.settled = true;
    this.#machine.reach(now);
    this.#machine.giveBack(own.generation, own.slot);
    return true;
  }

  /**
   * [CB3] Makes one guarded call, settled whatever happens; the promise is as that of `fn`. Without `isFailure` every
   * error is a failure. A call that may not run rejects with `CallNotPermitted` (`code: 'CALL_NOT_PERMITTED'`), and
   * `fn` isn't called. The clock gives milliseconds and is read before and after.
   */
  run<T>(fn: () => T | PromiseLike<T>, clock: () => number, isFailure?: IsFailure): Promise<T> {
    const startedAt = this.#machine.reach(clock());
    const slot = this.#machine.admit(startedAt);
    if (slot === NOT_PERMITTED) return this.#refuse(startedAt);
    const { generation } = this.#memory;
    // `then` instead of `await`: a `try` around an `await` costs a third of the whole call.
    return answerOf(fn).then(
      (value) => {
        this.#end(generation, slot, 'success', startedAt, clock());
        return value;
      },
      (error: unknown) => {
        this.#end(generation, slot, outcomeOf(error, isFailure), startedAt, clock());
        throw error;
      },
    );
  }

  #end(generation: number, slot: number, outcome: CallOutcome, startedAt: number, now: number): void {
    const endedAt = this.#machine.reach(now);
    this.#machine.finish(generation, slot, outcome, endedAt - startedAt, endedAt);
  }

  #refuse(now: number): Promise<never> {
    const rejection = this.#reject(now);
    return rejectSoon(
      this.#rejectionStackTraces ? callNotPermittedWithStack(rejection) : new CallNotPermitted(rejection),
    );
  }

  /** [HO3] [HO4] Lets the time until `now` act; twice is as once. */
  tick(now: number): void {
    this.#machine.letTimeAct(this.#machine.reach(now), this.config.automaticTransitionFromOpenToHalfOpenEnabled);
  }

  nextTickAt(): number | null {
    const { config, state, stateSince } = this.#memory;
    if (state.name === 'open') return config.automaticTransitionFromOpenToHalfOpenEnabled ? retryAtOf(state) : null;
    const maxWaitMs = config.maxWaitDurationInHalfOpenStateMs;
    return state.name === 'half-open' && maxWaitMs > 0 ? stateSince + maxWaitMs : null;
  }

  execute({ kind: command, actor, reason }: BreakerCommand, now: number): IllegalTransition | null {
    const from = this.state;
    if (this.#machine.command(command, { kind: 'command', command, actor, reason }, this.#machine.reach(now)))
      return null;
    const message = `A breaker that is ${from} can't carry out '${command}'`;
    return { code: 'ILLEGAL_TRANSITION', from, command, message };
  }

  expireHold(now: number): void {
    this.#machine.endHold(this.#machine.reach(now));
  }

  /** [ST8] @throws InvalidConfig (`code: 'INVALID_CONFIG'`), and changes nothing, if the new one is impossible. */
  reconfigure(config: BreakerConfig, now: number): void {
    this.#machine.reconfigure(resolveConfig(config), this.#machine.reach(now));
  }

  snapshot(now: number): BreakerSnapshot {
    return snapshotOf(this.#memory, Math.max(now, this.#memory.latest));
  }

  windowCells(now: number): readonly WindowCell[] {
    return cellsOf(this.#memory, Math.max(now, this.#memory.latest));
  }

  exportState(): ExportedBreaker {
    return exportMemory(this.#memory);
  }

  #reject(now: number): Rejection {
    const { state, totals } = this.#memory;
    const retryAfterMs = state.name === 'open' ? retryAtOf(state) - now : null;
    totals.rejected += 1;
    this.#observer?.rejected(state.name, now);
    return { permitted: false, state: state.name, retryAfterMs };
  }

  #own(permit: Permit): CallPermit {
    if (permit instanceof CallPermit && permit.owner === this) return permit;
    throw new TypeError('The permit was given by another breaker');
  }
}

/** What the call answers, as a promise also where it returns plainly or throws. */
function answerOf<T>(fn: () => T | PromiseLike<T>): Promise<T> {
  try {
    return Promise.resolve(fn());
  } catch (error) {
    return Promise.reject(error);
  }
}

function outcomeOf(error: unknown, isFailure: IsFailure | undefined): CallOutcome {
  try {
    return isFailure === undefined || isFailure(error) ? 'failure' : 'ignored';
  } catch {
    return 'failure';
  }
}

/**
 * A closed breaker with an empty window. A missing field of the configuration has its default.
 * @throws InvalidConfig (`code: 'INVALID_CONFIG'`) if the configuration is impossible.
 */
export function createCircuitBreaker(config: ConfigInput, options: CircuitBreakerOptions): CircuitBreaker {
  return new CircuitBreaker(newMemory(resolveConfig(config), options.now()), options);
}

/**
 * [HO6] A breaker as `exportState` left it; the time between counts. The observer is told of one that was half-open,
 * and is open now, before this returns.
 * @throws InvalidConfig, or DamagedState (`code: 'DAMAGED_STATE'`) if what was exported isn't whole.
 */
export function restoreCircuitBreaker(
  config: ConfigInput,
  exported: unknown,
  options: CircuitBreakerOptions,
): CircuitBreaker {
  return new CircuitBreaker(importMemory(resolveConfig(config), exported, options.now()), options);
}
