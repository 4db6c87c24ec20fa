import type { WindowCell } from '@/lib/engine/breaker.ts';
import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import type { CallOutcome, TransitionCause, WindowCounts } from '@/lib/engine/breaker-event.ts';
import type { BreakerState, HeldState } from '@/lib/engine/breaker-state.ts';
import type { Dialect } from '../dialect.ts';
import { DialectBreaker } from '../hosting/dialect-breaker.ts';
import type { DialectMachine, MachineListener, MachineReading } from '../hosting/dialect-machine.ts';
import { newHostMemory, readHosted } from '../hosting/host-memory.ts';
import { ProbeBoard } from '../hosting/probe-board.ts';
import { type ExportedMachine, importMachine } from './exported-machine.ts';
import { type CockatielEvent, CockatielMachine, type CockatielState, type Run } from './machine.ts';
import { nativeConfig } from './native-config.ts';
import { type CockatielOptions, cockatielOptions } from './options.ts';
import { cellsOf, countsOf, thresholdMet } from './window-view.ts';

const ID = 'cockatiel';

const SHOWN: Readonly<Record<CockatielState, BreakerState>> = {
  Closed: 'closed',
  Open: 'open',
  HalfOpen: 'half-open',
  Isolated: 'forced-open',
};

interface Call {
  /** A reset makes a new policy, which knows nothing of the calls of the one before. */
  readonly machine: CockatielMachine;
  readonly run: Run;
  readonly since: number;
}

/**
 * cockatiel 3.2.1 for a host. Nothing in it is timed: only a call finds that the wait is over. A call that would wait
 * there for the trial is rejected here, since a host's answer can't wait.
 */
class CockatielHost implements DialectMachine<Call> {
  readonly config: BreakerConfig;
  readonly #options: CockatielOptions;
  readonly #random: () => number;
  readonly #listener: MachineListener;
  readonly #probes = new ProbeBoard<Call>();
  #machine: CockatielMachine;
  /** For the page alone: two of the three breakers don't count them. */
  #consecutiveFailures: number;
  #shown: BreakerState;
  /** Why the state is about to change; null: the counter says so. */
  #cause: TransitionCause | null = null;
  /** The window before the result that is being told: a good trial empties it. */
  #windowBefore: WindowCounts | null = null;

  constructor(
    options: CockatielOptions,
    memory: ExportedMachine | null,
    random: () => number,
    listener: MachineListener,
  ) {
    this.config = nativeConfig(options);
    this.#options = options;
    this.#random = random;
    this.#listener = listener;
    this.#consecutiveFailures = memory?.consecutiveFailures ?? 0;
    this.#machine = this.#newMachine(memory);
    this.#shown = this.state;
  }

  #newMachine(memory: ExportedMachine | null): CockatielMachine {
    const onEvent = (event: CockatielEvent, now: number) => {
      if (event.type === 'stateChange') this.#moved(event.to, now);
    };
    return new CockatielMachine(this.#options, { random: this.#random, onEvent }, memory?.memory);
  }

  get state(): BreakerState {
    return SHOWN[this.#machine.state];
  }

  read(now: number): MachineReading {
    const { wait, openedAt } = this.#machine;
    const waitMs = wait?.durationMs ?? 0;
    return {
      state: this.state,
      retryAfterMs: openedAt === null ? null : Math.max(0, openedAt + waitMs - now),
      waitMs: openedAt === null ? null : waitMs,
      openingsInARow: wait?.attempt ?? 0,
      consecutiveFailures: this.#consecutiveFailures,
      window: this.#window(),
      probes: this.state === 'half-open' ? this.#probes.slots(now, this.#probes.inFlight === 0 ? 1 : 0) : null,
    };
  }

  cells(now: number): WindowCell[] {
    return cellsOf(this.#machine.counter, this.config.slidingWindowSize, now);
  }

  admit(now: number): Call | null {
    const machine = this.#machine;
    this.#cause = { kind: 'wait-over', waitMs: machine.wait?.durationMs ?? 0 };
    const run = machine.ask(now);
    if (run.kind !== 'run') return null;
    const call = { machine, run, since: now };
    if (run.trial !== null) this.#probes.begin(call);
    return call;
  }

  finish(call: Call, outcome: CallOutcome, durationMs: number, now: number): void {
    if (call.machine !== this.#machine) return;
    this.#probes.giveBack(call);
    this.#windowBefore = this.#window();
    const { run } = call;
    const failed = outcome === 'failure' || outcome === 'timeout';
    if (outcome !== 'ignored') this.#consecutiveFailures = failed ? this.#consecutiveFailures + 1 : 0;
    if (!failed) this.#cause = { kind: 'probes-good', goodProbes: 1, probes: 1 };
    else this.#cause = run.trial === null ? null : { kind: 'probe-failed', outcome, durationMs };
    this.#machine.finish(run, failed ? 'failure' : outcome, now);
    this.#windowBefore = null;
  }

  giveBack(call: Call): void {
    this.#probes.giveBack(call);
    call.machine.abandon(call.run);
  }

  isSlow(): boolean {
    return false;
  }

  dueAt(): null {
    return null;
  }

  letTimeAct(): void {}

  /** A hold's end gives the isolation back, which leaves the counters; a reset, which cockatiel lacks, begins anew. */
  reset(cause: TransitionCause, now: number): void {
    this.#cause = cause;
    if (this.state === 'forced-open' && !(cause.kind === 'command' && cause.command === 'reset')) {
      this.#machine.endIsolation(now);
      return;
    }
    const from = this.state;
    const window = this.#window();
    this.#machine = this.#newMachine(null);
    this.#consecutiveFailures = 0;
    this.#probes.clear();
    this.#shown = 'closed';
    this.#listener.moved({ from, to: 'closed', cause, at: now, window, waitMs: null });
  }

  halfOpen(): boolean {
    return false;
  }

  hold(hold: HeldState, cause: TransitionCause, now: number): boolean {
    if (hold !== 'forced-open') return false;
    this.#cause = cause;
    this.#machine.isolate(now);
    return true;
  }

  toExport(): ExportedMachine {
    return { memory: this.#machine.toMemory(), consecutiveFailures: this.#consecutiveFailures };
  }

  #moved(to: CockatielState, at: number): void {
    const machine = this.#machine;
    const from = this.#shown;
    this.#shown = SHOWN[to];
    this.#probes.clear();
    const waitMs = to === 'Open' ? (machine.wait?.durationMs ?? 0) : null;
    const cause = this.#cause ?? thresholdMet(this.#options.breaker, machine.counter);
    const window = (to === 'Closed' ? this.#windowBefore : null) ?? this.#window();
    this.#listener.moved({ from, to: this.#shown, cause, at, window, waitMs });
  }

  #window(): WindowCounts {
    return countsOf(this.#options.breaker, this.#machine.counter);
  }
}

/** cockatiel 3.2.1 with any of its three breakers. */
export const cockatielDialect: Dialect<CockatielOptions> = {
  id: ID,
  name: 'cockatiel',
  version: '3.2.1',
  options: cockatielOptions,
  create(options, surroundings) {
    const { now, random } = surroundings;
    const make = (told: MachineListener) => new CockatielHost(options, null, random, told);
    return new DialectBreaker(ID, newHostMemory(now), make, surroundings);
  },
  restore(options, exported, surroundings) {
    const { now, random } = surroundings;
    const { host, machine } = readHosted(ID, exported, now);
    const memory = importMachine(options, machine, now);
    return new DialectBreaker(ID, host, (told) => new CockatielHost(options, memory, random, told), surroundings);
  },
};
