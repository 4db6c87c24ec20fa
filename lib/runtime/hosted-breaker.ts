import type { HostableDialect } from '@/lib/dialects/dialects.ts';
import type { Breaker, Permit, Rejection } from '@/lib/engine/breaker.ts';
import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import type { BreakerObserver, CallOutcome, Transition } from '@/lib/engine/breaker-event.ts';
import type { BreakerState } from '@/lib/engine/breaker-state.ts';
import type { BreakerSurroundings } from '@/lib/protocol/breaker-definition.ts';
import { ROLL_UP_STEPS_MS } from '@/lib/protocol/history-query.ts';
import type { Downstream } from '@/lib/simulation/simulated-downstream.ts';
import { type CallMeter, createCallMeter, type MeteredOutcome } from './call-meter.ts';
import type { Clock, StoredBreaker } from './ports.ts';
import { createRollUpMeter, type RollUpMeter } from './roll-up-meter.ts';

/** An operator's hold and when the host ends it, epoch milliseconds; null: when it is released. */
export interface Hold {
  readonly actor: string;
  readonly reason: string;
  readonly endsAt: number | null;
}

/** The last state that is durable, shown while a newer one waits to be written. */
export interface ShownState {
  readonly state: BreakerState;
  readonly generation: number;
  readonly since: number;
  readonly hold: Hold | null;
}

export type CallResult =
  | { readonly permitted: true; readonly outcome: CallOutcome; readonly durationMs: number }
  | { readonly permitted: false; readonly rejection: Rejection };

const TRIPS_KEPT_MS = 600_000;

/**
 * A breaker with what the host keeps around it: its downstream, its meters, its hold and its one timer.
 * Every call that was begun ends here exactly once: answered, timed out, or abandoned at a stop.
 */
export class HostedBreaker {
  readonly definition: BreakerSurroundings;
  readonly dialect: HostableDialect;
  /** The dialect's own. */
  readonly options: unknown;
  readonly meter: CallMeter;
  readonly rollUps: readonly RollUpMeter[];
  readonly revision: number;
  hold: Hold | null = null;
  /** Null while what is true is also what is durable. */
  shown: ShownState | null = null;
  unpublished = 0;
  inFlight = 0;
  /** Rejections of the state that it is in. */
  rejectedInState = 0;
  /** Of the last closed → open since the server started, epoch milliseconds. */
  lastTripAt: number | null = null;

  readonly #clock: Clock;
  readonly #downstream: Downstream;
  readonly #abandon = new Set<() => void>();
  #breaker: Breaker;
  #trips: number[] = [];
  #tickAt: number | null = null;
  #cancelTick = () => {};
  #cancelHold = () => {};

  constructor(parts: {
    stored: StoredBreaker;
    dialect: HostableDialect;
    clock: Clock;
    downstream: Downstream;
    /** Makes the breaker; told the observer that it must have. */
    makeBreaker: (observer: BreakerObserver) => Breaker;
    onTransition: (hosted: HostedBreaker, transition: Transition) => void;
  }) {
    const { stored, clock } = parts;
    const { definition } = stored;
    this.definition = definition;
    this.dialect = parts.dialect;
    this.options = stored.config;
    this.revision = stored.revision;
    this.#clock = clock;
    this.#downstream = parts.downstream;
    this.meter = createCallMeter(clock.now());
    this.rollUps = ROLL_UP_STEPS_MS.map((stepMs) => createRollUpMeter(definition.id, stepMs, clock.now()));
    this.#breaker = parts.makeBreaker({
      outcome: (outcome, durationMs, slow) => {
        if (outcome !== 'ignored') this.#record(outcome === 'success' && slow ? 'slow' : outcome, durationMs);
      },
      rejected: () => {
        this.rejectedInState += 1;
        this.#record('rejected', null);
      },
      transition: (transition) => {
        this.rejectedInState = 0;
        if (transition.from === 'closed' && transition.to === 'open') {
          this.#trips.push(transition.at);
          this.lastTripAt = transition.at;
        }
        parts.onTransition(this, transition);
      },
    });
    this.armTick();
  }

  get breaker(): Breaker {
    return this.#breaker;
  }

  get config(): BreakerConfig {
    return this.#breaker.config;
  }

  /** Makes one call through the breaker; `done` is told what became of it, unless the host stops before. */
  call(done?: (result: CallResult) => void): void {
    const startedAt = this.#clock.now();
    const permit = this.#breaker.tryAcquirePermission(startedAt);
    this.armTick();
    if (!permit.permitted) {
      done?.({ permitted: false, rejection: permit });
      return;
    }
    this.inFlight += 1;
    let cancelTimeout = () => {};
    const finish = (outcome: CallOutcome, tookMs?: number) => {
      cancelTimeout();
      this.#abandon.delete(stop);
      const durationMs = tookMs ?? this.#clock.now() - startedAt;
      this.#settle(permit, outcome, durationMs);
      done?.({ permitted: true, outcome, durationMs });
    };
    const hangUp = this.#downstream.call(startedAt, (answer, tookMs) => finish(answer.outcome, tookMs));
    const stop = () => {
      cancelTimeout();
      hangUp();
      this.inFlight -= 1;
      this.#breaker.release(permit, this.#clock.now());
    };
    this.#abandon.add(stop);
    cancelTimeout = this.#clock.after(this.definition.callTimeoutMs, () => {
      hangUp();
      finish('timeout');
    });
  }

  /** A call whose outcome is given, settled at once. */
  callWith(outcome: CallOutcome, durationMs: number): CallResult {
    const permit = this.#breaker.tryAcquirePermission(this.#clock.now());
    this.armTick();
    if (!permit.permitted) return { permitted: false, rejection: permit };
    this.inFlight += 1;
    this.#settle(permit, outcome, durationMs);
    return { permitted: true, outcome, durationMs };
  }

  /** Keeps the hold, and ends it when its time has come. */
  setHold(hold: Hold | null): void {
    this.#cancelHold();
    this.#cancelHold = () => {};
    this.hold = hold;
    if (hold?.endsAt == null) return;
    this.#cancelHold = this.#clock.after(Math.max(0, hold.endsAt - this.#clock.now()), () => {
      this.#breaker.expireHold(this.#clock.now());
      this.hold = null;
      this.armTick();
    });
  }

  /** Lets the breaker's own time act, at the moment that it names. */
  armTick(): void {
    const next = this.#breaker.nextTickAt();
    if (next === this.#tickAt) return;
    this.#cancelTick();
    this.#tickAt = next;
    if (next === null) return;
    this.#cancelTick = this.#clock.after(Math.max(0, next - this.#clock.now()), () => {
      this.#tickAt = null;
      this.#breaker.tick(this.#clock.now());
      this.armTick();
    });
  }

  /** How often it went from closed to open in the last ten minutes. */
  tripsLast10Min(now: number): number {
    this.#trips = this.#trips.filter((at) => now - at <= TRIPS_KEPT_MS);
    return this.#trips.length;
  }

  /** Abandons every call in flight and every timer. */
  stop(): void {
    this.#cancelTick();
    this.#cancelHold();
    for (const abandon of [...this.#abandon]) abandon();
    this.#abandon.clear();
  }

  #settle(permit: Permit, outcome: CallOutcome, durationMs: number): void {
    this.inFlight -= 1;
    this.#breaker.settle(permit, outcome, durationMs, this.#clock.now());
    this.armTick();
  }

  #record(outcome: MeteredOutcome, durationMs: number | null): void {
    this.meter.record(outcome, durationMs, this.#clock.now());
    for (const rollUp of this.rollUps) rollUp.record(outcome, durationMs);
  }
}
