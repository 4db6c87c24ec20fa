import type { WindowCell } from '@/lib/engine/breaker.ts';
import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import type { CallOutcome, TransitionCause, WindowCounts } from '@/lib/engine/breaker-event.ts';
import type { BreakerState, HeldState } from '@/lib/engine/breaker-state.ts';
import type { Dialect } from '../dialect.ts';
import { DialectBreaker } from '../hosting/dialect-breaker.ts';
import type { DialectMachine, MachineListener, MachineReading } from '../hosting/dialect-machine.ts';
import { newHostMemory, readHosted } from '../hosting/host-memory.ts';
import { ProbeBoard } from '../hosting/probe-board.ts';
import { secondCells } from '../hosting/second-cells.ts';
import type { OpossumEvent, OpossumState, RunningCall } from './circuit-events.ts';
import { type ExportedMachine, importMachine } from './exported-machine.ts';
import { OpossumMachine } from './machine.ts';
import type { OpossumMemory } from './machine-memory.ts';
import { nativeConfig } from './native-config.ts';
import { callTimeoutMsOf, type OpossumOptions, opossumOptions, resetTimeoutMsOf } from './options.ts';
import type { Stats } from './rolling-window.ts';

const ID = 'opossum';

/** A circuit that was shut down rejects every call, until it is made anew. */
const SHOWN: Readonly<Record<OpossumState, BreakerState>> = {
  closed: 'closed',
  open: 'open',
  halfOpen: 'half-open',
  shutdown: 'forced-open',
};

interface Call {
  /** A reset makes a new circuit, which knows nothing of the calls of the one before. */
  readonly machine: OpossumMachine;
  readonly running: RunningCall;
  readonly since: number;
}

/** The result that is being told, or the timeout that acts; it explains what it leads to. */
interface Result {
  readonly outcome: 'failure' | 'timeout';
  readonly durationMs: number;
}

/**
 * opossum 9.0.0 for a host. Its own `timeout` acts on the circuit by itself; the host, which only settles a call once
 * it ends, should give up on calls no later.
 */
class OpossumHost implements DialectMachine<Call> {
  readonly config: BreakerConfig;
  readonly #options: OpossumOptions;
  readonly #listener: MachineListener;
  readonly #probes = new ProbeBoard<Call>();
  #machine: OpossumMachine;
  /** For the page alone: opossum counts neither. */
  #openingsInARow: number;
  #consecutiveFailures: number;
  #shown: BreakerState;
  #result: Result = { outcome: 'failure', durationMs: 0 };

  constructor(options: OpossumOptions, memory: ExportedMachine | null, now: number, listener: MachineListener) {
    this.config = nativeConfig(options);
    this.#options = options;
    this.#listener = listener;
    this.#openingsInARow = memory?.openingsInARow ?? 0;
    this.#consecutiveFailures = memory?.consecutiveFailures ?? 0;
    this.#machine = this.#newMachine(options, now, memory?.memory);
    this.#shown = this.state;
  }

  #newMachine(options: OpossumOptions, now: number, memory?: OpossumMemory): OpossumMachine {
    const listener = { event: (event: OpossumEvent, at: number) => this.#hear(event, at), timedOut: () => {} };
    return new OpossumMachine(options, listener, now, memory);
  }

  /** opossum's `disable()` is the panel's hold: calls run unguarded. */
  get state(): BreakerState {
    const { state, enabled } = this.#machine;
    return enabled || state === 'shutdown' ? SHOWN[state] : 'disabled';
  }

  read(now: number): MachineReading {
    const { resetAt, pendingClose } = this.#machine;
    const open = this.state === 'open';
    return {
      state: this.state,
      retryAfterMs: open && resetAt !== null ? Math.max(0, resetAt - now) : null,
      waitMs: open ? resetTimeoutMsOf(this.#options) : null,
      openingsInARow: this.#openingsInARow,
      consecutiveFailures: this.#consecutiveFailures,
      window: this.#countsOf(this.#machine.window.statsAt(now)),
      probes: this.state === 'half-open' ? this.#probes.slots(now, pendingClose ? 1 : 0) : null,
    };
  }

  cells(now: number): WindowCell[] {
    const buckets = this.#machine.window.bucketsAt(now).map(({ at, stats }) => {
      return { at, success: stats.successes, timeout: stats.timeouts, failure: stats.failures - stats.timeouts };
    });
    return secondCells(buckets, this.config.slidingWindowSize, now);
  }

  admit(now: number): Call | null {
    const machine = this.#machine;
    const trial = this.state === 'half-open';
    const running = machine.fire(now);
    if (!running.runs) return null;
    const call = { machine, running, since: now };
    if (trial) this.#probes.begin(call);
    return call;
  }

  finish(call: Call, outcome: CallOutcome, durationMs: number, now: number): void {
    if (call.machine !== this.#machine) return;
    this.#probes.giveBack(call);
    const failed = outcome === 'failure' || outcome === 'timeout';
    if (failed) this.#result = { outcome, durationMs };
    call.machine.finish(call.running, failed ? 'failure' : outcome, now);
  }

  giveBack(call: Call): void {
    this.#probes.giveBack(call);
    call.machine.abandon(call.running);
  }

  isSlow(): boolean {
    return false;
  }

  dueAt(): number | null {
    return this.#machine.nextDueAt();
  }

  letTimeAct(now: number): void {
    this.#machine.letTimeAct(now);
  }

  /** The end of `disable()` is `enable()`. A reset, which opossum lacks, makes a new circuit: `close()` keeps the window. */
  reset(cause: TransitionCause, now: number): void {
    if (this.state === 'disabled' && !(cause.kind === 'command' && cause.command === 'reset')) {
      this.#machine.enable();
      this.#shown = this.state;
      return;
    }
    const { state: from } = this;
    const window = this.#countsOf(this.#machine.window.stats);
    this.#machine = this.#newMachine({ ...this.#options, state: undefined, enabled: true }, now);
    this.#openingsInARow = 0;
    this.#consecutiveFailures = 0;
    this.#probes.clear();
    this.#shown = 'closed';
    this.#listener.moved({ from, to: 'closed', cause, at: now, window, waitMs: null });
  }

  halfOpen(): boolean {
    return false;
  }

  /** opossum's `open()` holds nothing: its wait is over some time. */
  hold(hold: HeldState): boolean {
    if (hold !== 'disabled' || this.state === 'forced-open') return false;
    this.#machine.disable();
    this.#shown = this.state;
    return true;
  }

  toExport(): ExportedMachine {
    const counts = { openingsInARow: this.#openingsInARow, consecutiveFailures: this.#consecutiveFailures };
    return { memory: this.#machine.toMemory(), ...counts };
  }

  #hear({ type }: OpossumEvent, at: number): void {
    if (type === 'success') this.#consecutiveFailures = 0;
    else if (type === 'failure') this.#consecutiveFailures += 1;
    else if (type === 'timeout') this.#result = { outcome: type, durationMs: callTimeoutMsOf(this.#options) ?? 0 };
    else if (type === 'semaphoreLocked') this.#result = { outcome: 'failure', durationMs: 0 };
    else if (type === 'open' || type === 'close' || type === 'halfOpen') this.#moved(type, at);
  }

  /** Behind `disable()` the circuit goes on; what is shown stays. */
  #moved(type: 'open' | 'close' | 'halfOpen', at: number): void {
    const from = this.#shown;
    const to = this.state;
    if (type === 'open') this.#openingsInARow += 1;
    if (type === 'close') this.#openingsInARow = 0;
    this.#probes.clear();
    this.#shown = to;
    if (from === to) return;
    const stats = this.#machine.window.stats;
    const waitMs = to === 'open' ? resetTimeoutMsOf(this.#options) : null;
    const cause = this.#causeOf(from, type, stats);
    this.#listener.moved({ from, to, cause, at, window: this.#countsOf(stats), waitMs });
  }

  #causeOf(from: BreakerState, type: 'open' | 'close' | 'halfOpen', stats: Stats): TransitionCause {
    if (type === 'halfOpen') return { kind: 'wait-over', waitMs: resetTimeoutMsOf(this.#options) };
    if (type === 'close') return { kind: 'probes-good', goodProbes: 1, probes: 1 };
    if (from === 'half-open') return { kind: 'probe-failed', ...this.#result };
    const { fires: bufferedCalls, failures: failedCalls } = stats;
    // A failure may outlive its own fire in the window; opossum's rate is infinite then.
    const value = (failedCalls / Math.max(1, bufferedCalls)) * 100;
    const threshold = this.#options.errorThresholdPercentage;
    return { kind: 'failure-rate', value, threshold, bufferedCalls, failedCalls, slowCalls: 0 };
  }

  /** Calls are fires, as in the library: rejected and unfinished ones are in the denominator. */
  #countsOf({ fires, failures }: Stats): WindowCounts {
    const known = fires > 0 && fires >= this.#options.volumeThreshold;
    const failureRate = known ? (failures / fires) * 100 : null;
    return { bufferedCalls: fires, failedCalls: failures, slowCalls: 0, failureRate, slowCallRate: null };
  }
}

/** opossum 9.0.0. */
export const opossumDialect: Dialect<OpossumOptions> = {
  id: ID,
  name: 'opossum',
  version: '9.0.0',
  options: opossumOptions,
  create(options, surroundings) {
    const { now } = surroundings;
    const make = (told: MachineListener) => new OpossumHost(options, null, now, told);
    return new DialectBreaker(ID, newHostMemory(now), make, surroundings);
  },
  restore(options, exported, surroundings) {
    const { now } = surroundings;
    const { host, machine } = readHosted(ID, exported, now);
    const memory = importMachine(machine, now);
    return new DialectBreaker(ID, host, (told) => new OpossumHost(options, memory, now, told), surroundings);
  },
};
