import {
  type CircuitError,
  COUNTED_BY,
  type OpossumListener,
  type OpossumOutcome,
  type OpossumState,
  type PlainEvent,
  type RunningCall,
  refusal,
} from './circuit-events.ts';
import type { OpossumMemory } from './machine-memory.ts';
import { bucketMsOf, callTimeoutMsOf, type OpossumOptions, resetTimeoutMsOf } from './options.ts';
import { RollingWindow } from './rolling-window.ts';
import { type DueTimer, Timers } from './timers.ts';

/**
 * The decisions of opossum 9.0.0. Time is an argument, in milliseconds; its timers are times here, and act when
 * `letTimeAct` is told that they are over, each as of its own moment. Every other method wants that done before.
 */
export class OpossumMachine {
  readonly options: OpossumOptions;
  readonly window: RollingWindow;
  readonly #listener: OpossumListener;
  readonly #timers = new Timers();
  readonly #inFlight = new Set<number>();
  #state: OpossumState = 'closed';
  #pendingClose = false;
  #enabled: boolean;
  #warmUp: boolean;
  /** The number of the call that tries while half-open. */
  #trial: number | null = null;
  /** False after a shutdown, which removes every listener, the circuit's own included: those count, close and time. */
  #listening = true;
  /** Ours is added once the circuit is made, also if it is made shut down. */
  #heard = false;
  #calls = 0;

  constructor(options: OpossumOptions, listener: OpossumListener, now: number, memory?: OpossumMemory) {
    this.options = options;
    this.#listener = listener;
    this.window = new RollingWindow(options.rollingCountBuckets, bucketMsOf(options), now, memory?.window);
    this.#enabled = memory?.enabled ?? (options.state ? options.state.enabled !== false : options.enabled);
    this.#warmUp = memory ? memory.warmUpSince !== null : options.allowWarmUp || options.state?.warmUp === true;
    if (memory) this.#remember(memory);
    else this.#preload(now);
    this.#heard = true;
  }

  /** The trial of a half-open circuit isn't kept: another call may be it. */
  #remember({ state, warmUpSince, openSince }: OpossumMemory): void {
    this.#state = state;
    this.#pendingClose = state === 'halfOpen';
    if (state === 'shutdown') this.#silence();
    if (warmUpSince !== null) this.#timers.set('warm-up', warmUpSince + this.options.rollingCountTimeout);
    if (openSince !== null) this.#timers.set('reset', openSince + resetTimeoutMsOf(this.options));
  }

  /** 9.0.0: what is neither closed nor half-open is open, or half-open if its last timer is over by now. */
  #preload(now: number): void {
    const { state, rollingCountTimeout, resetTimeout } = this.options;
    if (this.#warmUp) this.#timers.set('warm-up', now + rollingCountTimeout);
    if (state === undefined) return;
    const { lastTimerAt } = state;
    this.#pendingClose = state.halfOpen === true;
    if (state.shutdown === true) this.shutdown(now);
    else if (state.closed !== false) return;
    else if (this.#pendingClose) this.#state = 'halfOpen';
    else if (lastTimerAt !== undefined && now - lastTimerAt > resetTimeout) this.#halfOpen(now);
    else this.open(now);
  }

  get state(): OpossumState {
    return this.#state;
  }

  /** Half-open, and nobody asked yet for the one call that may try. */
  get pendingClose(): boolean {
    return this.#pendingClose;
  }

  get enabled(): boolean {
    return this.#enabled;
  }

  get warmUp(): boolean {
    return this.#warmUp;
  }

  /** When an open circuit goes half-open; null in the other states. */
  get resetAt(): number | null {
    return this.#timers.dueAt('reset');
  }

  /** When time acts next, apart from the window's turning, which nobody sees before the next call. */
  nextDueAt(): number | null {
    return this.#timers.next()?.dueAt ?? null;
  }

  /** Lets everything act that is due by now, in due order; of what is due at once the window's turn comes first. */
  letTimeAct(now: number): void {
    for (let next = this.#timers.next(); next !== null && next.dueAt <= now; next = this.#timers.next()) {
      this.window.turnTo(next.dueAt);
      this.#act(next);
    }
    this.window.turnTo(now);
  }

  #act({ kind, key, dueAt }: DueTimer): void {
    this.#timers.clear(kind, key);
    if (kind === 'warm-up') this.#warmUp = false;
    else if (kind === 'reset') this.#halfOpen(dueAt);
    else this.#timeOut(key, dueAt);
  }

  /**
   * Asks for one call, 9.0.0. Open rejects; half-open lets one call try and rejects the others until a result comes;
   * one above the capacity is rejected and counts as a failure.
   */
  fire(now: number): RunningCall | CircuitError {
    if (this.#state === 'shutdown') return refusal('ESHUTDOWN', 'The circuit has been shutdown.');
    this.#tell('fire', now);
    this.#calls += 1;
    if (!this.#enabled) return { runs: true, number: this.#calls, guarded: false };
    if (this.#state !== 'closed' && !this.#pendingClose) {
      this.#tell('reject', now);
      return refusal('EOPENBREAKER', 'Breaker is open');
    }
    this.#pendingClose = false;
    if (this.#state === 'halfOpen') this.#trial = this.#calls;
    if (this.#inFlight.size >= this.options.capacity) {
      this.#tell('semaphoreLocked', now);
      this.#fail(now);
      return refusal('ESEMLOCKED', 'Semaphore locked');
    }
    this.#inFlight.add(this.#calls);
    const timeoutMs = callTimeoutMsOf(this.options);
    if (timeoutMs !== null) this.#timers.set('call', now + timeoutMs, this.#calls);
    return { runs: true, number: this.#calls, guarded: true };
  }

  /** Ends a call, 9.0.0. False, and nothing changes, if it was unguarded or has timed out. */
  finish(call: RunningCall, outcome: OpossumOutcome, now: number): boolean {
    if (!this.#inFlight.delete(call.number)) return false;
    this.#timers.clear('call', call.number);
    if (outcome === 'failure') this.#fail(now);
    else this.#succeed(now);
    return true;
  }

  /** The call ends without a result, which a promise can't: a trial's place is free for the next call. */
  abandon(call: RunningCall): void {
    this.#timers.clear('call', call.number);
    const trying = this.#inFlight.delete(call.number) && call.number === this.#trial;
    if (trying && this.#state === 'halfOpen') this.#pendingClose = true;
  }

  #timeOut(call: number, now: number): void {
    this.#inFlight.delete(call);
    this.#tell('timeout', now);
    this.#fail(now);
    this.#listener.timedOut(call, refusal('ETIMEDOUT', `Timed out after ${this.options.timeout}ms`), now);
  }

  /** Any success closes a half-open circuit, also that of a call from before; listeners see the close first. */
  #succeed(now: number): void {
    if (this.#listening) this.window.count('successes');
    if (this.#listening && this.#state === 'halfOpen') this.close(now);
    if (this.#heard) this.#listener.event({ type: 'success' }, now);
  }

  /** Any failure opens a half-open circuit; a closed one opens above the threshold, strictly. */
  #fail(now: number): void {
    this.#tell('failure', now);
    if (this.#warmUp) return;
    const { fires, failures } = this.window.stats;
    const halfOpen = this.#state === 'halfOpen';
    if (fires < this.options.volumeThreshold && !halfOpen) return;
    if (halfOpen || (failures / fires) * 100 > this.options.errorThresholdPercentage) this.open(now);
  }

  #halfOpen(now: number): void {
    this.#state = 'halfOpen';
    this.#pendingClose = true;
    if (this.#heard) this.#listener.event({ type: 'halfOpen', resetTimeout: this.options.resetTimeout }, now);
  }

  /** `open()`: nothing if it is open. The reset timer is armed by a listener, so not after a shutdown. */
  open(now: number): void {
    if (this.#state === 'open') return;
    this.#state = 'open';
    this.#pendingClose = false;
    if (this.#listening) this.#timers.set('reset', now + resetTimeoutMsOf(this.options));
    this.#tell('open', now);
  }

  /** `close()`: nothing if it is closed. The window is kept. */
  close(now: number): void {
    if (this.#state === 'closed') return;
    this.#timers.clear('reset');
    this.#state = 'closed';
    this.#pendingClose = false;
    this.#tell('close', now);
  }

  /** Calls are guarded again. */
  enable(): void {
    this.#enabled = true;
  }

  /** Calls run unguarded and only their fires are counted; timers go on, and calls from before still count. */
  disable(): void {
    this.#enabled = false;
  }

  /** `shutdown()`: every later call is rejected, every later event unheard. Timeouts of calls in flight go on. */
  shutdown(now: number): void {
    this.#tell('shutdown', now);
    this.#enabled = false;
    this.#silence();
    this.#state = 'shutdown';
  }

  #silence(): void {
    this.#listening = false;
    this.#heard = false;
    this.#timers.clear('reset');
    this.#timers.clear('warm-up');
    this.window.stopTurning();
  }

  /** The circuit's own listener counts first. */
  #tell(type: PlainEvent, now: number): void {
    const counter = COUNTED_BY[type];
    if (this.#listening && counter !== undefined) this.window.count(counter);
    if (this.#heard) this.#listener.event({ type }, now);
  }

  toMemory(): OpossumMemory {
    const warmUpEndsAt = this.#timers.dueAt('warm-up');
    const resetAt = this.#timers.dueAt('reset');
    return {
      state: this.#state,
      enabled: this.#enabled,
      warmUpSince: warmUpEndsAt === null ? null : warmUpEndsAt - this.options.rollingCountTimeout,
      openSince: resetAt === null ? null : resetAt - resetTimeoutMsOf(this.options),
      window: this.window.toMemory(),
    };
  }
}
