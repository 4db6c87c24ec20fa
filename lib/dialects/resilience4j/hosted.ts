import type { WindowCell } from '@/lib/engine/breaker.ts';
import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import type { CallOutcome, ThresholdMet, TransitionCause, WindowCounts } from '@/lib/engine/breaker-event.ts';
import type { BreakerState, HeldState } from '@/lib/engine/breaker-state.ts';
import type { Dialect } from '../dialect.ts';
import { DialectBreaker } from '../hosting/dialect-breaker.ts';
import type { DialectMachine, MachineListener, MachineReading } from '../hosting/dialect-machine.ts';
import { newHostMemory, readHosted } from '../hosting/host-memory.ts';
import { ProbeBoard } from '../hosting/probe-board.ts';
import { type ExportedMachine, exportState, importState } from './exported-state.ts';
import { attemptsOf, type Resilience4jState, type StateName } from './inner-state.ts';
import { initialStateOf, type Resilience4jListener, Resilience4jMachine } from './machine.ts';
import { type Metrics, ratesOf, sumsOf } from './metrics.ts';
import { nativeConfig } from './native-config.ts';
import { type Resilience4jOptions, resilience4jOptions } from './options.ts';

const ID = 'resilience4j';

const SHOWN: Readonly<Record<StateName, BreakerState>> = {
  CLOSED: 'closed',
  OPEN: 'open',
  HALF_OPEN: 'half-open',
  FORCED_OPEN: 'forced-open',
  DISABLED: 'disabled',
  METRICS_ONLY: 'metrics-only',
};
/** Resilience4j has no state that records and never opens but METRICS_ONLY: forced-closed is the panel's. */
const OWN_HOLDS: Readonly<Partial<Record<HeldState, StateName>>> = {
  'forced-open': 'FORCED_OPEN',
  'metrics-only': 'METRICS_ONLY',
  disabled: 'DISABLED',
};

interface Call {
  readonly since: number;
}

interface Memory {
  readonly state: Resilience4jState;
  readonly consecutiveFailures: number;
}

/** Resilience4j 2.4.0 for a host. */
class Resilience4jHost implements DialectMachine<Call>, Resilience4jListener {
  readonly config: BreakerConfig;
  readonly #options: Resilience4jOptions;
  readonly #machine: Resilience4jMachine;
  readonly #listener: MachineListener;
  readonly #probes = new ProbeBoard<Call>();
  /** For the page alone: Resilience4j doesn't count them. */
  #consecutiveFailures: number;

  constructor(options: Resilience4jOptions, memory: Memory, random: () => number, listener: MachineListener) {
    this.config = nativeConfig(options);
    this.#options = options;
    this.#consecutiveFailures = memory.consecutiveFailures;
    this.#listener = listener;
    this.#machine = new Resilience4jMachine(options, memory.state, random, this);
  }

  get state(): BreakerState {
    return SHOWN[this.#machine.state.name];
  }

  read(now: number): MachineReading {
    const { state } = this.#machine;
    return {
      state: this.state,
      retryAfterMs: state.name === 'OPEN' ? Math.max(0, state.waitEndsAt - now) : null,
      waitMs: state.name === 'OPEN' ? state.waitMs : null,
      openingsInARow: attemptsOf(state),
      consecutiveFailures: this.#consecutiveFailures,
      window: countsOf(state.metrics, now),
      probes: state.name === 'HALF_OPEN' ? this.#probes.slots(now, state.permits) : null,
    };
  }

  cells(now: number): readonly WindowCell[] {
    return this.#machine.state.metrics.window?.cells(now) ?? [];
  }

  admit(now: number): Call | null {
    if (!this.#machine.tryAcquirePermission(now)) return null;
    const call = { since: now };
    if (this.state === 'half-open') this.#probes.begin(call);
    return call;
  }

  finish(call: Call, outcome: CallOutcome, durationMs: number, now: number): void {
    if (outcome === 'ignored') this.#probes.giveBack(call);
    else {
      this.#consecutiveFailures = outcome === 'success' ? 0 : this.#consecutiveFailures + 1;
      if (this.state === 'half-open') this.#probes.settle(call, outcome, durationMs);
    }
    this.#machine.onResult(outcome, durationMs, now);
  }

  giveBack(call: Call): void {
    this.#probes.giveBack(call);
    this.#machine.releasePermission();
  }

  isSlow(durationMs: number): boolean {
    return durationMs > this.#options.slowCallDurationThresholdMs;
  }

  dueAt(): number | null {
    return this.#machine.dueAt();
  }

  letTimeAct(now: number): void {
    this.#machine.letTimeAct(now);
  }

  reset(cause: TransitionCause, now: number): void {
    this.#machine.reset(cause, now);
  }

  halfOpen(cause: TransitionCause, now: number): boolean {
    return this.#machine.transitionTo('HALF_OPEN', cause, now);
  }

  hold(hold: HeldState, cause: TransitionCause, now: number): boolean {
    const own = OWN_HOLDS[hold];
    return own !== undefined && this.#machine.transitionTo(own, cause, now);
  }

  toExport(): ExportedMachine {
    return exportState(this.#machine.state, this.#consecutiveFailures);
  }

  /** The probes of a half-open breaker are lost, and their permits with them: it is open again, its wait over. */
  resume(now: number): void {
    if (this.state === 'half-open') this.#machine.transitionToOpenUntil(now - 1, { kind: 'restored' }, now);
  }

  moved(from: Resilience4jState, to: Resilience4jState, cause: TransitionCause, at: number): void {
    this.#probes.clear();
    if (to.name === 'CLOSED') this.#consecutiveFailures = 0;
    const window = countsOf(from.metrics, at);
    const waitMs = to.name === 'OPEN' ? Math.max(0, to.waitEndsAt - at) : null;
    this.#listener.moved({ from: SHOWN[from.name], to: SHOWN[to.name], cause, at, window, waitMs });
  }

  wouldOpen(threshold: ThresholdMet, now: number): void {
    this.#listener.wouldOpen(threshold, now);
  }
}

function countsOf(metrics: Metrics, now: number): WindowCounts {
  const sums = sumsOf(metrics, now);
  const counts = { bufferedCalls: sums.calls, failedCalls: sums.failed, slowCalls: sums.slow };
  return { ...counts, ...ratesOf(sums, metrics) };
}

/** Resilience4j 2.4.0. */
export const resilience4jDialect: Dialect<Resilience4jOptions> = {
  id: ID,
  name: 'Resilience4j',
  version: '2.4.0',
  options: resilience4jOptions,
  create(options, surroundings) {
    const { now, random } = surroundings;
    const memory = { state: initialStateOf(options, random, now), consecutiveFailures: 0 };
    const make = (told: MachineListener) => new Resilience4jHost(options, memory, random, told);
    return new DialectBreaker(ID, newHostMemory(now), make, surroundings);
  },
  restore(options, exported, surroundings) {
    const { now, random } = surroundings;
    const { host, machine } = readHosted(ID, exported, now);
    const memory = importState(options, machine, now);
    const make = (told: MachineListener) => new Resilience4jHost(options, memory, random, told);
    return new DialectBreaker(ID, host, make, surroundings).resume();
  },
};
