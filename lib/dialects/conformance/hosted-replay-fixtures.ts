import { join } from 'node:path';
import { expect } from 'vitest';
import type { Permit } from '@/lib/engine/breaker.ts';
import { findConfigProblems } from '@/lib/engine/breaker-config.ts';
import type { Dialect } from '../dialect.ts';
import { advance, type Bench, settle, setUp, snapshot } from './hosted-fixtures.ts';
import { sameValue } from './replay.ts';
import { readRecording, type Trace, type TraceStep } from './trace.ts';

const RESTART_EVERY = 7;

/** What a library shows that the engine's interface can show too. */
export interface Comparable {
  readonly state: string;
  readonly bufferedCalls: unknown;
  readonly failedCalls: unknown;
}

/** How a library's recordings are led through its hosted breaker. */
export interface Lead {
  /** Named in a recording's configuration, but told by each call's outcome. */
  readonly classifiers: readonly string[];
  /** What the step shows; null: from here on the panel's ways part from the library's. */
  recordedOf(step: TraceStep): Comparable | null;
  /** Carries a manual step out; false where the panel has no such command. */
  byHand(bench: Bench, step: TraceStep): boolean;
}

/** Where a comparison ends: the panel has no such thing. */
class PartWays extends Error {}

class HostedSession {
  readonly #bench: Bench;
  readonly #lead: Lead;
  readonly #permits = new Map<number, Permit>();
  #steps = 0;

  constructor(dialect: Dialect<unknown>, lead: Lead, { config, startMs }: Trace) {
    const options = Object.fromEntries(Object.entries(config).filter(([name]) => !lead.classifiers.includes(name)));
    this.#bench = setUp(dialect, options, startMs);
    this.#lead = lead;
    expect(findConfigProblems(this.#bench.breaker.config)).toEqual([]);
  }

  /** Answers whether a call was permitted; null where none asked. */
  step(step: TraceStep): boolean | null {
    this.#restartSometimes();
    const bench = this.#bench;
    const permitted = this.#carryOut(step);
    bench.breaker.tick(bench.now);
    return permitted;
  }

  #carryOut(step: TraceStep): boolean | null {
    const bench = this.#bench;
    if (step.op === 'advance') advance(bench, step.ms);
    else if (step.op === 'complete') this.#complete(step.id, step.outcome, step.durationMs);
    else if (step.op === 'call' || step.op === 'acquire') {
      const answer = bench.breaker.tryAcquirePermission(bench.now);
      if (!answer.permitted) return false;
      if (step.op === 'acquire') this.#permits.set(step.id, answer);
      else {
        advance(bench, step.durationMs);
        settle(bench, answer, step.outcome, step.durationMs);
      }
      return true;
    } else if (!this.#lead.byHand(bench, step)) throw new PartWays();
    return null;
  }

  #complete(id: number, outcome: 'success' | 'failure' | 'ignored', durationMs: number): void {
    const permit = this.#permits.get(id);
    if (permit === undefined) throw new Error(`call ${id} is not in flight`);
    this.#permits.delete(id);
    settle(this.#bench, permit, outcome, durationMs);
  }

  /** Nothing that is exported may be missing: from now and then on it is another breaker, made of JSON. */
  #restartSometimes(): void {
    this.#steps += 1;
    if (this.#steps % RESTART_EVERY !== 0 || this.#permits.size > 0) return;
    // opossum can be half-open with its trial gone for good; a restart, there as here, lets another call try.
    const stuck = snapshot(this.#bench).probes?.every(({ kind }) => kind !== 'free') ?? false;
    if (!stuck) this.#bench.restart(0);
  }

  shown(): Comparable {
    const { state, window } = snapshot(this.#bench);
    return { state, bufferedCalls: window.bufferedCalls, failedCalls: window.failedCalls };
  }
}

function compareTrace(dialect: Dialect<unknown>, lead: Lead, trace: Trace): number {
  const session = new HostedSession(dialect, lead, trace);
  let compared = 0;
  for (const [index, step] of trace.steps.entries()) {
    const comparable = step.quirks === undefined ? lead.recordedOf(step) : null;
    if (comparable === null) break;
    try {
      const shown = { permitted: session.step(step), ...session.shown() };
      const recorded = { permitted: step.expect.permitted ?? null, ...comparable };
      if (!sameValue(recorded, shown)) expect(shown, `${trace.id}, step ${index} (${step.op})`).toEqual(recorded);
    } catch (error) {
      if (error instanceof PartWays) break;
      throw error;
    }
    compared += 1;
  }
  return compared;
}

/** Leads the hosted breaker through a whole recording, restarted every few steps; answers how many steps were compared. */
export function compareHosted(dialect: Dialect<unknown>, lead: Lead, recording: string): number {
  const traces = readRecording(join(import.meta.dirname, '..', 'conformance', 'recordings', `${recording}.jsonl.gz`));
  return traces.reduce((sum, trace) => sum + compareTrace(dialect, lead, trace), 0);
}
