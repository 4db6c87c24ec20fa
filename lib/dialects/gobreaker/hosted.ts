import type { WindowCell } from '@/lib/engine/breaker.ts';
import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import type { CallOutcome, TransitionCause, WindowCounts } from '@/lib/engine/breaker-event.ts';
import type { Dialect } from '../dialect.ts';
import { DialectBreaker } from '../hosting/dialect-breaker.ts';
import type { DialectMachine, MachineListener, MachineReading } from '../hosting/dialect-machine.ts';
import { newHostMemory, readHosted } from '../hosting/host-memory.ts';
import { ProbeBoard } from '../hosting/probe-board.ts';
import { secondCells } from '../hosting/second-cells.ts';
import type { Counts } from './counts.ts';
import { type ExportedMachine, exportMachine, importMachine } from './exported-machine.ts';
import { type Admission, GobreakerMachine, type GobreakerState } from './machine.ts';
import { failuresThatTrip, MOST_PROBES, nativeConfig } from './native-config.ts';
import { type GobreakerOptions, gobreakerOptions, maxRequestsOf, timeoutMsOf } from './options.ts';

const ID = 'gobreaker';

interface Call {
  /** A reset makes a new breaker, which knows nothing of the calls of the one before. */
  readonly machine: GobreakerMachine;
  readonly admission: Admission;
  readonly since: number;
}

/** The call whose result is being told; it explains what it leads to. */
interface Result {
  readonly outcome: CallOutcome;
  readonly durationMs: number;
}

/** gobreaker 2.4.0 for a host, whose clock reads the state when the wait is over. */
class GobreakerHost implements DialectMachine<Call> {
  readonly config: BreakerConfig;
  readonly #options: GobreakerOptions;
  readonly #listener: MachineListener;
  readonly #probes = new ProbeBoard<Call>();
  #machine: GobreakerMachine;
  #openingsInARow: number;
  #result: Result | null = null;

  constructor(options: GobreakerOptions, memory: ExportedMachine | null, now: number, listener: MachineListener) {
    this.config = nativeConfig(options);
    this.#options = options;
    this.#listener = listener;
    this.#openingsInARow = memory?.openingsInARow ?? 0;
    this.#machine = this.#newMachine(now, memory);
  }

  #newMachine(now: number, memory: ExportedMachine | null): GobreakerMachine {
    return new GobreakerMachine(this.#options, now, this.#moved.bind(this), memory?.memory);
  }

  get state(): GobreakerState {
    return this.#machine.state;
  }

  read(now: number): MachineReading {
    const { state, expiresAt } = this.#machine;
    const { counts } = this.#asOf(now);
    return {
      state,
      retryAfterMs: expiresAt === null ? null : Math.max(0, expiresAt - now),
      waitMs: state === 'open' ? timeoutMsOf(this.#options) : null,
      openingsInARow: this.#openingsInARow,
      consecutiveFailures: counts.ConsecutiveFailures,
      window: this.#window(counts),
      probes: state === 'half-open' ? this.#probes.slots(now, this.#placesFree(counts)) : null,
    };
  }

  /** A closed breaker as reading it now would leave it; reading the machine itself would begin its next interval. */
  #asOf(now: number): GobreakerMachine {
    if (this.state !== 'closed' || this.#options.IntervalMs <= 0) return this.#machine;
    const copy = new GobreakerMachine(this.#options, now, () => {}, this.#machine.toMemory());
    copy.read(now);
    return copy;
  }

  #placesFree({ Requests, TotalExclusions }: Counts): number {
    return Math.min(MOST_PROBES, Math.max(0, maxRequestsOf(this.#options) - Requests + TotalExclusions));
  }

  /** Where only a run of failures counts and nothing clears it, the run; else what the buckets hold. */
  cells(now: number): WindowCell[] {
    const { slidingWindowType, slidingWindowSize, failureRateThreshold } = this.config;
    const machine = this.#asOf(now);
    if (slidingWindowType === 'count-based' && failureRateThreshold === null) {
      const length = Math.min(machine.counts.ConsecutiveFailures, slidingWindowSize);
      return Array.from({ length }, () => ({ kind: 'call', outcome: 'failure', slow: false }));
    }
    const buckets = machine.buckets().map(({ at, counts }) => {
      return { at, success: counts.TotalSuccesses, timeout: 0, failure: counts.TotalFailures };
    });
    return secondCells(buckets, slidingWindowType === 'time-based' ? slidingWindowSize : 1, now);
  }

  admit(now: number): Call | null {
    const machine = this.#machine;
    const admission = machine.admit(now);
    if (!admission.admitted) return null;
    const call = { machine, admission, since: now };
    if (machine.state === 'half-open') this.#probes.begin(call);
    return call;
  }

  finish(call: Call, outcome: CallOutcome, durationMs: number, now: number): void {
    if (outcome === 'ignored') this.giveBack(call, now);
    else if (call.machine === this.#machine) {
      const success = outcome === 'success';
      const probe = this.state === 'half-open' && call.admission.generation === call.machine.generation;
      if (probe) this.#probes.settle(call, outcome, durationMs);
      this.#result = { outcome, durationMs };
      call.machine.finish(call.admission, success ? 'success' : 'failure', now);
      this.#result = null;
    }
  }

  /** As a result that is excluded, which frees the place. */
  giveBack(call: Call, now: number): void {
    this.#probes.giveBack(call);
    if (call.machine === this.#machine) call.machine.finish(call.admission, 'excluded', now);
  }

  isSlow(): boolean {
    return false;
  }

  /** Half-open is strictly after the wait. */
  dueAt(): number | null {
    const { expiresAt } = this.#machine;
    return expiresAt === null ? null : expiresAt + 1;
  }

  /** A read of the state, which can begin an interval; nothing asks for one while closed. */
  letTimeAct(now: number): void {
    this.#machine.read(now);
  }

  /** gobreaker has no reset: a new breaker takes its place. */
  reset(cause: TransitionCause, now: number): void {
    const { state: from, counts } = this.#machine;
    this.#machine = this.#newMachine(now, null);
    this.#openingsInARow = 0;
    this.#probes.clear();
    this.#listener.moved({ from, to: 'closed', cause, at: now, window: this.#window(counts), waitMs: null });
  }

  halfOpen(): boolean {
    return false;
  }

  hold(): boolean {
    return false;
  }

  toExport(): ExportedMachine {
    return exportMachine(this.#options, this.#machine.toMemory(), this.#openingsInARow);
  }

  #moved(from: GobreakerState, to: GobreakerState, counts: Counts, at: number): void {
    this.#probes.clear();
    if (to === 'open') this.#openingsInARow += 1;
    if (to === 'closed') this.#openingsInARow = 0;
    const waitMs = to === 'open' ? timeoutMsOf(this.#options) : null;
    const cause = this.#causeOf(from, to, counts);
    this.#listener.moved({ from, to, cause, at, window: this.#window(counts), waitMs });
  }

  #causeOf(from: GobreakerState, to: GobreakerState, counts: Counts): TransitionCause {
    if (to === 'half-open') return { kind: 'wait-over', waitMs: timeoutMsOf(this.#options) };
    if (to === 'closed') {
      return { kind: 'probes-good', goodProbes: counts.TotalSuccesses, probes: maxRequestsOf(this.#options) };
    }
    const { outcome, durationMs } = this.#result ?? { outcome: 'failure', durationMs: 0 };
    if (from === 'half-open') {
      return { kind: 'probe-failed', outcome: outcome === 'timeout' ? outcome : 'failure', durationMs };
    }
    const { bufferedCalls, failedCalls } = this.#window(counts);
    const { ReadyToTrip } = this.#options;
    const run = { kind: 'consecutive-failures', value: counts.ConsecutiveFailures } as const;
    const share = { kind: 'failure-rate', value: (failedCalls / Math.max(1, bufferedCalls)) * 100 } as const;
    const met =
      ReadyToTrip.kind === 'failureRatio'
        ? { ...share, threshold: ReadyToTrip.ratio * 100 }
        : { ...run, threshold: failuresThatTrip(ReadyToTrip) ?? 1 };
    return { ...met, bufferedCalls, failedCalls, slowCalls: 0 };
  }

  /** Calls are admissions, as in the library: unfinished and excluded ones are in the denominator. */
  #window({ Requests, TotalFailures }: Counts): WindowCounts {
    const { ReadyToTrip } = this.#options;
    const known = ReadyToTrip.kind === 'failureRatio' && Requests > 0 && Requests >= ReadyToTrip.minRequests;
    const failureRate = known ? (TotalFailures / Requests) * 100 : null;
    return { bufferedCalls: Requests, failedCalls: TotalFailures, slowCalls: 0, failureRate, slowCallRate: null };
  }
}

/** sony/gobreaker v2, 2.4.0. */
export const gobreakerDialect: Dialect<GobreakerOptions> = {
  id: ID,
  name: 'gobreaker',
  version: '2.4.0',
  options: gobreakerOptions,
  create(options, surroundings) {
    const { now } = surroundings;
    const make = (told: MachineListener) => new GobreakerHost(options, null, now, told);
    return new DialectBreaker(ID, newHostMemory(now), make, surroundings);
  },
  restore(options, exported, surroundings) {
    const { now } = surroundings;
    const { host, machine } = readHosted(ID, exported, now);
    const memory = importMachine(options, machine, now);
    return new DialectBreaker(ID, host, (told) => new GobreakerHost(options, memory, now, told), surroundings);
  },
};
