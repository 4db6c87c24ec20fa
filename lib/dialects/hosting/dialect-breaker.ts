import type {
  Breaker,
  BreakerCommand,
  BreakerSnapshot,
  IllegalTransition,
  Permit,
  Rejection,
  WindowCell,
} from '@/lib/engine/breaker.ts';
import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import type { CallOutcome, CommandKind, ThresholdMet, TransitionCause } from '@/lib/engine/breaker-event.ts';
import { type BreakerState, type HeldState, isHeld } from '@/lib/engine/breaker-state.ts';
import { ObserverGuard } from '@/lib/engine/observer-guard.ts';
import type { DialectSurroundings } from '../dialect.ts';
import type { DialectMachine, MachineListener, MachineMove } from './dialect-machine.ts';
import type { ExportedDialectBreaker, HostMemory } from './host-memory.ts';
import { HostedPermit } from './hosted-permit.ts';

const HOLDS: Readonly<Partial<Record<CommandKind, HeldState>>> = {
  'force-open': 'forced-open',
  'force-closed': 'forced-closed',
  'metrics-only': 'metrics-only',
  disable: 'disabled',
};
/** A timer that is asked to wait longer may fire at once; one more tick a day costs nothing. */
const LONGEST_TICK_MS = 86_400_000;

/**
 * A dialect's machine as the engine's `Breaker`. A late outcome is told as late, and does what the library lets it.
 * A hold that the library has no state for stands in front of the machine: forced-open keeps every call from it,
 * forced-closed and metrics-only let it live on unseen, disabled keeps calls from it and ends in a reset.
 */
export class DialectBreaker<Call> implements Breaker, MachineListener {
  readonly #dialect: string;
  readonly #machine: DialectMachine<Call>;
  readonly #memory: HostMemory;
  readonly #observer: ObserverGuard | null;
  #latest: number;
  /** A command is being carried out, and tells its one transition itself. */
  #commanded = false;

  constructor(
    dialect: string,
    memory: HostMemory,
    makeMachine: (listener: MachineListener) => DialectMachine<Call>,
    { now, observer, onObserverError }: DialectSurroundings,
  ) {
    this.#dialect = dialect;
    this.#memory = memory;
    this.#latest = now;
    this.#observer = observer ? new ObserverGuard(observer, onObserverError) : null;
    this.#machine = makeMachine(this);
  }

  /** Called once after a restore, before anything else. */
  resume(): this {
    this.#machine.resume?.(this.#latest);
    return this;
  }

  get config(): BreakerConfig {
    return this.#machine.config;
  }

  get state(): BreakerState {
    return this.#memory.hold ?? this.#machine.state;
  }

  get generation(): number {
    return this.#memory.generation;
  }

  tryAcquirePermission(now: number): Permit | Rejection {
    const at = this.#reach(now);
    const { hold } = this.#memory;
    if (hold === 'forced-open') return this.#reject(at);
    const call = hold === 'disabled' ? null : this.#machine.admit(at);
    if (call === null && hold === null) return this.#reject(at);
    return new HostedPermit(this, this.generation, this.state === 'half-open', call);
  }

  settle(permit: Permit, outcome: CallOutcome, durationMs: number, now: number): boolean {
    const own = this.#own(permit);
    if (own.settled) return false;
    own.settled = true;
    const at = this.#reach(now);
    const { totals, generation } = this.#memory;
    const late = own.generation !== generation;
    const slow = outcome !== 'ignored' && this.#machine.isSlow(durationMs);
    totals[outcome] += 1;
    if (slow) totals.slow += 1;
    if (late) totals.late += 1;
    this.#observer?.outcome(outcome, durationMs, slow, late, at);
    if (own.call !== null) this.#machine.finish(own.call, outcome, durationMs, at);
    return true;
  }

  release(permit: Permit, now: number): boolean {
    const own = this.#own(permit);
    if (own.settled) return false;
    own.settled = true;
    const at = this.#reach(now);
    if (own.call !== null) this.#machine.giveBack(own.call, at);
    return true;
  }

  tick(now: number): void {
    this.#reach(now);
  }

  nextTickAt(): number | null {
    const dueAt = this.#machine.dueAt();
    return dueAt === null ? null : Math.min(dueAt, this.#latest + LONGEST_TICK_MS);
  }

  execute({ kind, actor, reason }: BreakerCommand, now: number): IllegalTransition | null {
    const at = this.#reach(now);
    const from = this.state;
    const hold = HOLDS[kind];
    if (hold === from) return null;
    const cause: TransitionCause = { kind: 'command', command: kind, actor, reason };
    if (this.#change(cause, at, () => this.#obey(kind, hold, cause, at))) return null;
    const message = `A ${this.#dialect} breaker that is ${from} can't carry out '${kind}'`;
    return { code: 'ILLEGAL_TRANSITION', from, command: kind, message };
  }

  expireHold(now: number): void {
    const at = this.#reach(now);
    const hold = this.state;
    if (!isHeld(hold)) return;
    const cause: TransitionCause = { kind: 'hold-expired', hold };
    this.#change(cause, at, () => this.#endHold(cause, at));
  }

  /** @throws TypeError always: the options are the library's, and `restore` takes new ones with the exported state. */
  reconfigure(): void {
    throw new TypeError(`A ${this.#dialect} breaker has options of its own: restore it with new ones`);
  }

  snapshot(now: number): BreakerSnapshot {
    const reading = this.#machine.read(Math.max(now, this.#latest));
    const { generation, stateSince, totals, hold } = this.#memory;
    const shown = hold === null ? reading : { ...reading, state: hold, retryAfterMs: null, waitMs: null, probes: null };
    return { ...shown, computedState: this.#computedState(), generation, stateSince, totals: { ...totals } };
  }

  windowCells(now: number): readonly WindowCell[] {
    return this.#machine.cells(Math.max(now, this.#latest));
  }

  exportState(): ExportedDialectBreaker {
    const host = { ...this.#memory, totals: { ...this.#memory.totals } };
    return { version: 1, dialect: this.#dialect, host, machine: this.#machine.toExport() };
  }

  /** The machine's word that it has replaced its state; not for others. Behind a hold nobody hears it. */
  moved(move: MachineMove): void {
    if (this.#commanded) return;
    const { hold } = this.#memory;
    if (hold === null) this.#enter(move);
    else if (hold === 'metrics-only' && move.to === 'open' && 'bufferedCalls' in move.cause) {
      this.#observer?.wouldOpen(move.cause, move.at);
    }
  }

  /** The machine's word in a metrics-only state of its own; not for others. */
  wouldOpen(threshold: ThresholdMet, now: number): void {
    this.#observer?.wouldOpen(threshold, now);
  }

  /** Time never goes back, and what is due has happened before anything else does. */
  #reach(now: number): number {
    if (now > this.#latest) this.#latest = now;
    this.#machine.letTimeAct(this.#latest);
    return this.#latest;
  }

  #reject(now: number): Rejection {
    const { state } = this;
    this.#memory.totals.rejected += 1;
    this.#observer?.rejected(state, now);
    return { permitted: false, state, retryAfterMs: state === 'open' ? this.#machine.read(now).retryAfterMs : null };
  }

  #own(permit: Permit): HostedPermit<Call> {
    if (permit instanceof HostedPermit && permit.owner === this) return permit;
    throw new TypeError('The permit was given by another breaker');
  }

  /** Does what changes the shown state, and tells it as one transition. */
  #change(cause: TransitionCause, at: number, act: () => boolean): boolean {
    const from = this.state;
    const { window } = this.#machine.read(at);
    this.#commanded = true;
    const done = act();
    this.#commanded = false;
    if (!done) return false;
    const to = this.state;
    this.#enter({ from, to, cause, at, window, waitMs: to === 'open' ? this.#machine.read(at).retryAfterMs : null });
    return true;
  }

  /** A hold of the library's own ends before one of the panel's begins. */
  #obey(kind: CommandKind, hold: HeldState | undefined, cause: TransitionCause, at: number): boolean {
    const machine = this.#machine;
    if (kind === 'release') return this.#endHold(cause, at);
    if (kind === 'half-open') {
      const legal = this.state === 'open' || this.state === 'forced-open';
      if (!legal || !machine.halfOpen(cause, at)) return false;
    } else if (hold === undefined) {
      machine.reset(cause, at);
    } else if (!machine.hold(hold, cause, at)) {
      if (isHeld(machine.state)) machine.reset(cause, at);
      this.#memory.hold = hold;
      return true;
    }
    this.#memory.hold = null;
    return true;
  }

  #endHold(cause: TransitionCause, at: number): boolean {
    const { hold } = this.#memory;
    if (hold === null && !isHeld(this.#machine.state)) return false;
    this.#memory.hold = null;
    if (hold === null || hold === 'disabled') this.#machine.reset(cause, at);
    return true;
  }

  /** Where a release leads; null where nothing is held, and for `disabled`. */
  #computedState(): BreakerSnapshot['computedState'] {
    const { state } = this.#machine;
    if (this.state === 'disabled' || !isHeld(this.state)) return null;
    return isHeld(state) ? 'closed' : state;
  }

  #enter({ from, to, cause, at, window, waitMs }: MachineMove): void {
    const memory = this.#memory;
    memory.generation += 1;
    if (from === to) return;
    const previousStateMs = at - memory.stateSince;
    memory.stateSince = at;
    const { generation } = memory;
    this.#observer?.transition({ from, to, cause, at, generation, previousStateMs, window, waitMs });
  }
}
