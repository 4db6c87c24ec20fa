import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Permit } from '@/lib/engine/breaker.ts';
import type { CallOutcome, CommandKind } from '@/lib/engine/breaker-event.ts';
import type { BreakerState } from '@/lib/engine/breaker-state.ts';
import { type CircuitBreaker, createCircuitBreaker } from '@/lib/engine/circuit-breaker.ts';
import { nativeConfig } from '../resilience4j/native-config.ts';
import { type Resilience4jOptions, resilience4jOptions, waitIntervalOf } from '../resilience4j/options.ts';
import { readRecording, type StepOf, type Trace, type TraceStep } from './trace.ts';

const STATES: Readonly<Record<string, BreakerState>> = {
  CLOSED: 'closed',
  OPEN: 'open',
  HALF_OPEN: 'half-open',
  FORCED_OPEN: 'forced-open',
  DISABLED: 'disabled',
  METRICS_ONLY: 'metrics-only',
};
const COMMANDS: Readonly<Partial<Record<TraceStep['op'], CommandKind>>> = {
  forceOpen: 'force-open',
  forceClosed: 'reset',
  reset: 'reset',
  toHalfOpen: 'half-open',
  disable: 'disable',
  metricsOnly: 'metrics-only',
};
/** What brings a native breaker into a recorded breaker's first state. */
const WAY_TO: Readonly<Record<Resilience4jOptions['initialState'], readonly (CommandKind | 'failures')[]>> = {
  CLOSED: [],
  OPEN: ['failures'],
  HALF_OPEN: ['failures', 'half-open'],
  FORCED_OPEN: ['failures', 'force-open'],
  DISABLED: ['disable'],
  METRICS_ONLY: ['metrics-only'],
};

/** Nothing that follows can be compared: here the two differ by decision, or one has no such thing. */
class PartWays extends Error {}

/** The native engine, led through a trace of Resilience4j as far as the two mean the same. */
class NativeSession {
  readonly #breaker: CircuitBreaker;
  readonly #permits = new Map<number, Permit>();
  readonly #grows: boolean;
  readonly #closesAfterWait: boolean;
  /** The native minimum is clipped to the window for the probes too, as by Resilience4j's `slidingWindow` alone. */
  readonly #clippedForProbes: boolean;
  #now: number;
  /** A probe was asked for in this half-open state; without, the native wait doesn't grow ([HO4]). */
  #asked = false;
  /** Forced open since it was last closed, which counts as an attempt in Resilience4j alone. */
  #forced = false;

  constructor({ config, startMs }: Trace) {
    const options = resilience4jOptions.parse(config);
    const { minimumNumberOfCalls, permittedNumberOfCallsInHalfOpenState: permitted } = options;
    const native = nativeConfig(options);
    this.#grows = waitIntervalOf(options).type !== 'constant';
    this.#closesAfterWait = options.transitionToStateAfterWaitDuration === 'CLOSED';
    this.#clippedForProbes =
      Math.min(native.minimumNumberOfCalls, permitted) < Math.min(minimumNumberOfCalls, permitted);
    this.#now = startMs;
    this.#breaker = createCircuitBreaker(native, { now: () => startMs, random: () => 0.5 });
    for (const way of WAY_TO[options.initialState]) {
      if (way === 'failures') this.#failUntilOpen();
      else this.#command(way);
    }
  }

  get state(): BreakerState {
    return this.#breaker.state;
  }

  /** What was permitted; null where the step asks for nothing. */
  step(step: TraceStep): boolean | null {
    if (step.quirks !== undefined) throw new PartWays();
    switch (step.op) {
      case 'advance':
        this.#pass(step.ms);
        return null;
      case 'call':
        return this.#call(step);
      case 'acquire': {
        const permit = this.#ask();
        if (permit !== null) this.#permits.set(step.id, permit);
        return permit !== null;
      }
      case 'complete':
        this.#settle(this.#take(step.id), step.outcome, step.durationMs);
        return null;
      case 'release':
        this.#settle(this.#take(step.id), 'released');
        return null;
      default:
        this.#byHand(step.op);
        return null;
    }
  }

  #call({ outcome, durationMs }: StepOf<'call'>): boolean {
    const permit = this.#ask();
    if (permit === null) return false;
    this.#pass(durationMs);
    this.#settle(permit, outcome, durationMs);
    return true;
  }

  /** The boundary: at exactly the wait a call finds Resilience4j's breaker still open, and the native one half-open. */
  get #told(): number {
    const { state, waitMs, stateSince } = this.#breaker.snapshot(this.#now);
    return state === 'open' && this.#now === stateSince + (waitMs ?? 0) ? this.#now - 0.5 : this.#now;
  }

  #ask(): Permit | null {
    const answer = this.#breaker.tryAcquirePermission(this.#told);
    if (this.state === 'half-open' && this.#clippedForProbes) throw new PartWays();
    this.#asked ||= this.state === 'half-open';
    return answer.permitted ? answer : null;
  }

  /** [CB4] A late outcome changes nothing here; there it counts while closed, and gives or takes a probe. */
  #settle(permit: Permit, outcome: CallOutcome | 'released', durationMs = 0): void {
    const late = permit.generation !== this.#breaker.generation;
    const recorded = outcome !== 'ignored' && outcome !== 'released';
    if (late && (this.state === 'half-open' || (this.state === 'closed' && recorded))) throw new PartWays();
    if (outcome === 'released') this.#breaker.release(permit, this.#told);
    else this.#breaker.settle(permit, outcome, durationMs, this.#told);
  }

  #pass(ms: number): void {
    const breaker = this.#breaker;
    this.#now += ms;
    for (let at = breaker.nextTickAt(); at !== null && at <= this.#now; at = breaker.nextTickAt()) {
      const unlike = this.#closesAfterWait || (this.#grows && !this.#asked);
      if (this.state === 'half-open' && unlike) throw new PartWays();
      this.#asked = false;
      breaker.tick(at);
    }
  }

  #byHand(op: TraceStep['op']): void {
    const kind = COMMANDS[op];
    if (kind === undefined) throw new PartWays();
    if (kind === 'half-open') {
      // Resilience4j allows it from these two as well.
      if (this.state === 'disabled' || this.state === 'half-open') throw new PartWays();
      if (this.#forced && this.#grows) throw new PartWays();
      this.#asked = false;
    }
    if (kind === 'force-open') this.#forced = true;
    if (kind === 'reset') this.#forced = false;
    this.#command(kind);
  }

  #failUntilOpen(): void {
    while (this.state === 'closed') {
      const permit = this.#ask();
      if (permit !== null) this.#settle(permit, 'failure');
    }
  }

  #command(kind: CommandKind): void {
    this.#breaker.execute({ kind, actor: 'recording', reason: 'recorded' }, this.#now);
  }

  #take(id: number): Permit {
    const permit = this.#permits.get(id);
    if (permit === undefined) throw new Error(`call ${id} is not in flight`);
    this.#permits.delete(id);
    return permit;
  }
}

/** How many steps were compared, and the first in which the two differ. */
function compareTrace(trace: Trace): { readonly compared: number; readonly difference: string[] } {
  let compared = 0;
  try {
    const session = new NativeSession(trace);
    for (const [index, step] of trace.steps.entries()) {
      const permitted = session.step(step);
      compared += 1;
      const shown = `${permitted} ${session.state}`;
      const recorded = `${step.expect.permitted ?? null} ${STATES[String(step.expect.state)]}`;
      if (shown !== recorded) {
        return { compared, difference: [`${trace.id}, step ${index} (${step.op}): ${shown}, recorded ${recorded}`] };
      }
    }
  } catch (error) {
    if (!(error instanceof PartWays)) throw error;
  }
  return { compared, difference: [] };
}

it('the native engine decides as Resilience4j does wherever the two mean the same', { timeout: 60_000 }, () => {
  const traces = readRecording(join(import.meta.dirname, 'recordings', 'resilience4j.jsonl.gz'));
  const results = traces.map(compareTrace);
  expect(results.flatMap(({ difference }) => difference)).toEqual([]);
  expect(results.reduce((sum, { compared }) => sum + compared, 0)).toBeGreaterThan(20_000);
});
