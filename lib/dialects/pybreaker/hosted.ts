import { z } from 'zod';
import type { WindowCell } from '@/lib/engine/breaker.ts';
import type { CallOutcome, TransitionCause } from '@/lib/engine/breaker-event.ts';
import type { Dialect } from '../dialect.ts';
import { DialectBreaker } from '../hosting/dialect-breaker.ts';
import type { DialectMachine, MachineListener, MachineReading } from '../hosting/dialect-machine.ts';
import { newHostMemory, readHosted, readPart } from '../hosting/host-memory.ts';
import { ProbeBoard } from '../hosting/probe-board.ts';
import { newMemory, type PybreakerEvent, PybreakerMachine, type PybreakerState } from './machine.ts';
import { nativeConfig } from './native-config.ts';
import { type PybreakerOptions, pybreakerOptions } from './options.ts';

const ID = 'pybreaker';
const count = z.number().int().min(0);

/** The machine's memory and how often it opened since it was last closed, which PyBreaker doesn't count. */
const memorySchema = z.object({
  state: z.enum(['closed', 'open', 'half-open']),
  failCounter: count,
  successCounter: count,
  openedAt: z.number().min(0).nullable(),
  openingsInARow: count,
});
type Memory = z.infer<typeof memorySchema>;

interface Call {
  readonly admittedIn: 'closed' | 'half-open';
  readonly since: number;
}

/** PyBreaker 1.4.1 for a host. Nothing in it is timed: only a call finds that the wait is over. */
class PybreakerHost implements DialectMachine<Call> {
  readonly config;
  readonly #machine: PybreakerMachine;
  readonly #memory: Memory;
  readonly #listener: MachineListener;
  readonly #trialsNeeded: number;
  readonly #probes = new ProbeBoard<Call>();
  /** Why the state is about to change. */
  #cause: TransitionCause = { kind: 'restored' };

  constructor(options: PybreakerOptions, memory: Memory, listener: MachineListener) {
    this.config = nativeConfig(options);
    this.#memory = memory;
    this.#listener = listener;
    this.#trialsNeeded = Math.max(1, options.success_threshold);
    this.#machine = new PybreakerMachine(options, memory, (event, now) => this.#hear(event, now));
  }

  get state(): PybreakerState {
    return this.#memory.state;
  }

  read(now: number): MachineReading {
    const { state, failCounter, openingsInARow } = this.#memory;
    return {
      state,
      retryAfterMs: state === 'open' ? Math.max(0, this.#waitEndsAt(now) - now) : null,
      waitMs: state === 'open' ? this.#machine.waitMs : null,
      openingsInARow,
      consecutiveFailures: failCounter,
      window: this.#window(),
      probes: state === 'half-open' ? this.#probes.slots(now, this.#trialsMissing()) : null,
    };
  }

  /** All that PyBreaker remembers of its calls: the failures in a row. */
  cells(): WindowCell[] {
    const length = Math.min(this.#memory.failCounter, this.config.slidingWindowSize);
    return Array.from({ length }, () => ({ kind: 'call', outcome: 'failure', slow: false }));
  }

  admit(now: number): Call | null {
    this.#cause = { kind: 'wait-over', waitMs: this.#machine.waitMs };
    const admittedIn = this.#machine.admit(now);
    if (admittedIn === null) return null;
    const call = { admittedIn, since: now };
    if (admittedIn === 'half-open') this.#probes.begin(call);
    return call;
  }

  /** An excluded error counts as a success, everywhere. */
  finish(call: Call, outcome: CallOutcome, durationMs: number, now: number): void {
    const failed = outcome === 'failure' || outcome === 'timeout';
    const trial = call.admittedIn === 'half-open';
    if (trial && this.state === 'half-open') this.#probes.settle(call, failed ? outcome : 'success', durationMs);
    this.#cause = failed ? this.#whyOpen(trial, outcome, durationMs) : this.#whyClosed();
    this.#machine.finish(call.admittedIn, failed, now);
  }

  giveBack(call: Call): void {
    this.#probes.giveBack(call);
  }

  isSlow(): boolean {
    return false;
  }

  dueAt(): null {
    return null;
  }

  letTimeAct(): void {}

  reset(cause: TransitionCause, now: number): void {
    this.#cause = cause;
    this.#machine.close(now);
  }

  halfOpen(cause: TransitionCause, now: number): boolean {
    this.#cause = cause;
    this.#machine.halfOpen(now);
    return true;
  }

  /** PyBreaker's own `open()` holds nothing: its wait is over some time. */
  hold(): boolean {
    return false;
  }

  toExport(): Memory {
    return { ...this.#memory };
  }

  #hear(event: PybreakerEvent, at: number): void {
    if (event.type !== 'state_change') return;
    const { from, to } = event;
    const memory = this.#memory;
    if (to === 'open') memory.openingsInARow += 1;
    if (to === 'closed') memory.openingsInARow = 0;
    this.#probes.clear();
    const waitMs = to === 'open' ? this.#machine.waitMs : null;
    this.#listener.moved({ from, to, cause: this.#cause, at, window: this.#window(), waitMs });
  }

  #whyOpen(trial: boolean, outcome: 'failure' | 'timeout', durationMs: number): TransitionCause {
    if (trial) return { kind: 'probe-failed', outcome, durationMs };
    const failures = this.#memory.failCounter + 1;
    const counted = { bufferedCalls: failures, failedCalls: failures, slowCalls: 0 };
    const threshold = this.config.consecutiveFailuresThreshold ?? 1;
    return { kind: 'consecutive-failures', value: failures, threshold, ...counted };
  }

  #whyClosed(): TransitionCause {
    const probes = this.#memory.successCounter + 1;
    return { kind: 'probes-good', goodProbes: probes, probes };
  }

  #window() {
    const { failCounter: failedCalls } = this.#memory;
    return { bufferedCalls: failedCalls, failedCalls, slowCalls: 0, failureRate: null, slowCallRate: null };
  }

  #waitEndsAt(now: number): number {
    const { openedAt } = this.#memory;
    return openedAt === null ? now : openedAt + this.#machine.waitMs;
  }

  /** Trials have no limit; what may still be missing is shown as free. */
  #trialsMissing(): number {
    return Math.max(0, this.#trialsNeeded - this.#memory.successCounter - this.#probes.inFlight);
  }
}

/** PyBreaker 1.4.1 with memory storage. */
export const pybreakerDialect: Dialect<PybreakerOptions> = {
  id: ID,
  name: 'PyBreaker',
  version: '1.4.1',
  options: pybreakerOptions,
  create(options, surroundings) {
    const memory = { ...newMemory(options), openingsInARow: 0 };
    const host = newHostMemory(surroundings.now);
    return new DialectBreaker(ID, host, (told) => new PybreakerHost(options, memory, told), surroundings);
  },
  restore(options, exported, surroundings) {
    const { host, machine } = readHosted(ID, exported, surroundings.now);
    const memory = readPart(memorySchema, machine, 'state.machine');
    // A clock that was set back makes no wait longer.
    if (memory.openedAt !== null) memory.openedAt = Math.min(memory.openedAt, surroundings.now);
    return new DialectBreaker(ID, host, (told) => new PybreakerHost(options, memory, told), surroundings);
  },
};
