import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Permit } from '@/lib/engine/breaker.ts';
import { findConfigProblems } from '@/lib/engine/breaker-config.ts';
import type { CommandKind } from '@/lib/engine/breaker-event.ts';
import { circuitbreaker140, circuitbreaker213 } from '../circuitbreaker/hosted.ts';
import type { Dialect } from '../dialect.ts';
import { pybreakerDialect } from '../pybreaker/hosted.ts';
import { resilience4jDialect } from '../resilience4j/hosted.ts';
import { advance, type Bench, command, settle, setUp, snapshot } from './hosted-fixtures.ts';
import { sameValue } from './replay.ts';
import { readRecording, type Trace, type TraceStep } from './trace.ts';

const COMMANDS: Readonly<Partial<Record<TraceStep['op'], CommandKind>>> = {
  forceOpen: 'force-open',
  forceClosed: 'reset',
  reset: 'reset',
  toHalfOpen: 'half-open',
  disable: 'disable',
  metricsOnly: 'metrics-only',
};
const HOLDS: Readonly<Partial<Record<CommandKind, string>>> = {
  'force-open': 'forced-open',
  disable: 'disabled',
  'metrics-only': 'metrics-only',
};
/** Told to the replayers by each call's outcome, and no option of a dialect. */
const CLASSIFIERS = ['exclude', 'expected_exception'];
const RESTART_EVERY = 7;

/** Ends the comparison: a panel has no such command, or means another thing by it. */
class PartWays extends Error {}

const inPanelsWords = (state: unknown) => String(state).toLowerCase().replace('_', '-');

/** A dialect's breaker behind the engine's interface, led through a trace. */
class HostedSession {
  readonly #bench: Bench;
  readonly #library: string;
  readonly #permits = new Map<number, Permit>();
  #steps = 0;

  constructor(dialect: Dialect<unknown>, { config, library, startMs }: Trace) {
    const options = Object.fromEntries(Object.entries(config).filter(([name]) => !CLASSIFIERS.includes(name)));
    this.#bench = setUp(dialect, options, startMs);
    this.#library = library;
    expect(findConfigProblems(this.#bench.breaker.config)).toEqual([]);
  }

  step(step: TraceStep): boolean | null {
    if (step.quirks !== undefined) throw new PartWays();
    this.#restartSometimes();
    const bench = this.#bench;
    switch (step.op) {
      case 'advance':
        advance(bench, step.ms);
        return null;
      case 'call': {
        const answer = bench.breaker.tryAcquirePermission(bench.now);
        if (!answer.permitted) return false;
        advance(bench, step.durationMs);
        settle(bench, answer, step.outcome, step.durationMs);
        return true;
      }
      case 'acquire': {
        const answer = bench.breaker.tryAcquirePermission(bench.now);
        if (answer.permitted) this.#permits.set(step.id, answer);
        return answer.permitted;
      }
      case 'complete':
        settle(bench, this.#take(step.id), step.outcome, step.durationMs);
        return null;
      case 'release':
        bench.breaker.release(this.#take(step.id), bench.now);
        return null;
      default:
        this.#byHand(step.op);
        return null;
    }
  }

  /** What both sides show, in the panel's words. */
  shown() {
    const { state, window } = snapshot(this.#bench);
    return { state, window };
  }

  /** The panel opens by hand only to hold, half-opens only what is open, and the same hold again changes nothing. */
  #byHand(op: TraceStep['op']): void {
    const kind = COMMANDS[op];
    const { state } = this.#bench.breaker;
    const resilience4j = this.#library === 'resilience4j';
    if (kind === undefined || HOLDS[kind] === state || (kind === 'force-open' && !resilience4j)) throw new PartWays();
    const refusedByBoth = resilience4j && (state === 'closed' || state === 'metrics-only');
    if (kind === 'half-open' && state !== 'open' && state !== 'forced-open' && !refusedByBoth) throw new PartWays();
    command(this.#bench, kind);
  }

  /** Nothing that is exported may be missing: from now and then on it is another breaker, made of JSON. */
  #restartSometimes(): void {
    this.#steps += 1;
    if (this.#steps % RESTART_EVERY !== 0 || this.#permits.size > 0) return;
    // A half-open breaker of Resilience4j comes back open: its probes are lost.
    if (this.#bench.breaker.state === 'half-open' && this.#library === 'resilience4j') return;
    this.#bench.restart(0);
  }

  #take(id: number): Permit {
    const permit = this.#permits.get(id);
    if (permit === undefined) throw new Error(`call ${id} is not in flight`);
    this.#permits.delete(id);
    return permit;
  }
}

/** What the recording shows, in the panel's words. */
function recordedOf({ expect: shown }: TraceStep, library: string) {
  const state = inPanelsWords(shown.state);
  if (library !== 'resilience4j') {
    const failures = shown.fail_counter ?? shown.failure_count;
    const none = { slowCalls: 0, failureRate: null, slowCallRate: null };
    return { state, window: { bufferedCalls: failures, failedCalls: failures, ...none } };
  }
  const metrics = shown.metrics as Record<string, number>;
  const rate = (value = -1) => (value < 0 ? null : Math.fround(value));
  const window = {
    bufferedCalls: metrics.numberOfBufferedCalls,
    failedCalls: metrics.numberOfFailedCalls,
    slowCalls: metrics.numberOfSlowCalls,
    failureRate: rate(metrics.failureRate),
    slowCallRate: rate(metrics.slowCallRate),
  };
  return { state, window };
}

function compareTrace(dialect: Dialect<unknown>, trace: Trace): number {
  let compared = 0;
  try {
    const session = new HostedSession(dialect, trace);
    for (const [index, step] of trace.steps.entries()) {
      const permitted = session.step(step);
      const recorded = { permitted: step.expect.permitted ?? null, ...recordedOf(step, trace.library) };
      const shown = { permitted, ...session.shown() };
      if (!sameValue(recorded, shown)) expect(shown, `${trace.id}, step ${index} (${step.op})`).toEqual(recorded);
      compared += 1;
    }
  } catch (error) {
    if (!(error instanceof PartWays)) throw error;
  }
  return compared;
}

const CASES: readonly (readonly [string, Dialect<unknown>, number])[] = [
  ['resilience4j', resilience4jDialect, 20_000],
  ['pybreaker', pybreakerDialect, 9_500],
  ['circuitbreaker-1.4.0', circuitbreaker140, 15_000],
  ['circuitbreaker-2.1.3', circuitbreaker213, 15_000],
];

describe('behind the engine’s interface, restarted every few steps, a dialect decides as its library', () => {
  it.each(CASES)('%s', { timeout: 60_000 }, (file, dialect, steps) => {
    const traces = readRecording(join(import.meta.dirname, 'recordings', `${file}.jsonl.gz`));
    expect(traces.reduce((sum, trace) => sum + compareTrace(dialect, trace), 0)).toBeGreaterThan(steps);
  });
});
