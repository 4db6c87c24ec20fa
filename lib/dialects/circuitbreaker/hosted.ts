import { z } from 'zod';
import type { WindowCell } from '@/lib/engine/breaker.ts';
import { type BreakerConfig, DEFAULT_CONFIG } from '@/lib/engine/breaker-config.ts';
import type { CallOutcome, TransitionCause } from '@/lib/engine/breaker-event.ts';
import type { Dialect } from '../dialect.ts';
import { DialectBreaker } from '../hosting/dialect-breaker.ts';
import type { DialectMachine, MachineListener, MachineReading } from '../hosting/dialect-machine.ts';
import { newHostMemory, readHosted, readPart } from '../hosting/host-memory.ts';
import { ProbeBoard } from '../hosting/probe-board.ts';
import { CircuitbreakerMachine, newMemory } from './machine.ts';
import {
  type CircuitbreakerOptions,
  type CircuitbreakerVersion,
  circuitbreakerOptions,
  effectiveOptions,
} from './options.ts';

const count = z.number().int().min(0);

/** The machine's memory, the state that was last told, and how often it opened since it was last closed. */
const memorySchema = z.object({
  tripped: z.boolean(),
  failureCount: count,
  openedAt: z.number().min(0),
  lastFailure: z.string().nullable(),
  shown: z.enum(['closed', 'open', 'half-open']),
  openingsInARow: count,
});
type Memory = z.infer<typeof memorySchema>;

interface Call {
  readonly since: number;
}

/** The nearest native description, for display: it has no limit of trials, which shows as the native one's most. */
function nativeConfig(options: CircuitbreakerOptions): BreakerConfig {
  const { failureThreshold, recoveryTimeoutMs } = effectiveOptions(options);
  return {
    ...DEFAULT_CONFIG,
    slidingWindowSize: failureThreshold,
    minimumNumberOfCalls: failureThreshold,
    failureRateThreshold: null,
    slowCallRateThreshold: null,
    consecutiveFailuresThreshold: failureThreshold,
    waitDurationInOpenStateMs: Math.max(1, Math.ceil(recoveryTimeoutMs)),
    permittedNumberOfCallsInHalfOpenState: 10_000,
    successThresholdInHalfOpen: 1,
  };
}

/** fabfuel's circuitbreaker for a host, whose clock is the reader that sees half-open when the wait is over. */
class CircuitbreakerHost implements DialectMachine<Call> {
  readonly config: BreakerConfig;
  readonly #machine: CircuitbreakerMachine;
  readonly #memory: Memory;
  readonly #listener: MachineListener;
  readonly #probes = new ProbeBoard<Call>();

  constructor(options: CircuitbreakerOptions, memory: Memory, listener: MachineListener) {
    this.config = nativeConfig(options);
    this.#machine = new CircuitbreakerMachine(options, memory);
    this.#memory = memory;
    this.#listener = listener;
  }

  get state(): Memory['shown'] {
    return this.#memory.shown;
  }

  read(now: number): MachineReading {
    const { shown: state, failureCount, openingsInARow } = this.#memory;
    return {
      state,
      retryAfterMs: state === 'open' ? Math.max(0, this.#machine.waitEndsAt - now) : null,
      waitMs: state === 'open' ? this.#machine.recoveryTimeoutMs : null,
      openingsInARow,
      consecutiveFailures: failureCount,
      window: this.#window(),
      probes: state === 'half-open' ? this.#probes.slots(now, this.#probes.inFlight === 0 ? 1 : 0) : null,
    };
  }

  /** All that the library remembers of its calls: the failures in a row. */
  cells(): WindowCell[] {
    const length = Math.min(this.#memory.failureCount, this.config.slidingWindowSize);
    return Array.from({ length }, () => ({ kind: 'call', outcome: 'failure', slow: false }));
  }

  admit(now: number): Call | null {
    if (!this.#machine.permits(now)) return null;
    const call = { since: now };
    if (this.state === 'half-open') this.#probes.begin(call);
    return call;
  }

  /** An error that isn't expected counts as a success. */
  finish(call: Call, outcome: CallOutcome, durationMs: number, now: number): void {
    this.#probes.giveBack(call);
    if (outcome === 'success' || outcome === 'ignored') {
      const cause = { kind: 'probes-good', goodProbes: 1, probes: 1 } as const;
      this.#succeed(this.state === 'closed' ? null : cause, now);
      return;
    }
    const from = this.state;
    this.#machine.fail(outcome, now);
    if (!this.#memory.tripped) return;
    const failures = this.#memory.failureCount;
    const counted = { bufferedCalls: failures, failedCalls: failures, slowCalls: 0 };
    const threshold = this.config.slidingWindowSize;
    this.#memory.openingsInARow += 1;
    this.#move(
      'open',
      from === 'half-open'
        ? { kind: 'probe-failed', outcome, durationMs }
        : { kind: 'consecutive-failures', value: failures, threshold, ...counted },
      now,
    );
  }

  giveBack(call: Call): void {
    this.#probes.giveBack(call);
  }

  isSlow(): boolean {
    return false;
  }

  dueAt(): number | null {
    return this.state === 'open' ? this.#machine.waitEndsAt : null;
  }

  letTimeAct(now: number): void {
    const dueAt = this.dueAt();
    if (dueAt === null || now < dueAt) return;
    this.#move('half-open', { kind: 'wait-over', waitMs: this.#machine.recoveryTimeoutMs }, dueAt);
  }

  reset(cause: TransitionCause, now: number): void {
    this.#succeed(cause, now);
  }

  /** Half-open is a moment of its wait, not a state that it could be put into. */
  halfOpen(): boolean {
    return false;
  }

  hold(): boolean {
    return false;
  }

  toExport(): Memory {
    return { ...this.#memory };
  }

  #succeed(cause: TransitionCause | null, now: number): void {
    const window = this.#window();
    this.#machine.succeed();
    this.#memory.openingsInARow = 0;
    if (cause !== null) this.#move('closed', cause, now, window);
  }

  #move(to: Memory['shown'], cause: TransitionCause, at: number, window = this.#window()): void {
    const from = this.state;
    this.#memory.shown = to;
    this.#probes.clear();
    const waitMs = to === 'open' ? this.#machine.recoveryTimeoutMs : null;
    this.#listener.moved({ from, to, cause, at, window, waitMs });
  }

  #window() {
    const { failureCount: failedCalls } = this.#memory;
    return { bufferedCalls: failedCalls, failedCalls, slowCalls: 0, failureRate: null, slowCallRate: null };
  }
}

function dialectOf(version: CircuitbreakerVersion): Dialect<CircuitbreakerOptions> {
  const id = `circuitbreaker-${version}`;
  return {
    id,
    name: 'circuitbreaker',
    version,
    options: circuitbreakerOptions,
    create(options, surroundings) {
      const { now } = surroundings;
      const memory: Memory = { ...newMemory(now), shown: 'closed', openingsInARow: 0 };
      const make = (told: MachineListener) => new CircuitbreakerHost(options, memory, told);
      return new DialectBreaker(id, newHostMemory(now), make, surroundings);
    },
    restore(options, exported, surroundings) {
      const { now } = surroundings;
      const { host, machine } = readHosted(id, exported, now);
      const memory = readPart(memorySchema, machine, 'state.machine');
      // A clock that was set back makes no wait longer.
      memory.openedAt = Math.min(memory.openedAt, now);
      return new DialectBreaker(id, host, (told) => new CircuitbreakerHost(options, memory, told), surroundings);
    },
  };
}

/** The last version of fabfuel's circuitbreaker without coroutines. */
export const circuitbreaker140 = dialectOf('1.4.0');
/** The newest version; it decides as 1.4.0 does and writes its texts otherwise. */
export const circuitbreaker213 = dialectOf('2.1.3');
