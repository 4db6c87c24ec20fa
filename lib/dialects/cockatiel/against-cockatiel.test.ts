import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRandom, type Random } from '@/lib/simulation/random.ts';
import { sameValue } from '../conformance/replay.ts';
import type { TraceStep } from '../conformance/trace.ts';
import { InstalledCockatiel } from './installed-cockatiel-fixtures.ts';
import { cockatielOptions } from './options.ts';
import { cockatielReplayer } from './replayer.ts';

const START = 1_700_000_000_000;
const PROGRAMS = Number(process.env.PROGRAMS ?? 60);
const STEPS = 120;

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

function drawConfig(type: string, random: Random): Record<string, unknown> {
  const threshold = pick(random, [0.1, 0.25, 0.5, 0.66, 0.9]);
  const size = pick(random, [1, 2, 3, 5, 8]);
  const breakers: Record<string, object> = {
    ConsecutiveBreaker: { type, threshold: pick(random, [0, 1, 2, 3, 5]) },
    CountBreaker: {
      type,
      threshold,
      size,
      ...(random() < 0.6 && { minimumNumberOfCalls: Math.ceil(random() * size) }),
    },
    SamplingBreaker: {
      type,
      threshold,
      duration: pick(random, [1, 99, 500, 1_000, 5_000, 7_500]),
      ...(random() < 0.8 && { minimumRps: pick(random, [0, 0.2, 1, 4, 7]) }),
    },
  };
  const halfOpenAfter = pick<unknown>(random, [
    0,
    50,
    200,
    { type: 'ExponentialBackoff', generator: 'noJitterGenerator', initialDelay: 20, maxDelay: 150 },
    { type: 'IterableBackoff', durations: [100, 0, 50] },
  ]);
  return { breaker: breakers[type], halfOpenAfter };
}

type Bare = { readonly op: string } & Record<string, unknown>;

/** What has been seen so far decides what can be done: ids in flight, handles held, and whether a call would wait. */
class Program {
  readonly #random: Random;
  readonly inFlight = new Set<number>();
  readonly handles: number[] = [];
  #ids = 0;
  halfOpen = false;

  constructor(random: Random) {
    this.#random = random;
  }

  next(): Bare {
    const random = this.#random;
    const outcome = pick(random, ['success', 'failure', 'failure', 'ignored']);
    const via =
      outcome === 'success' ? 'result' : outcome === 'ignored' ? 'exception' : pick(random, ['result', 'exception']);
    const durationMs = pick(random, [0, 0, 10, 60]);
    const draw = random();
    if (draw < 0.3 && this.inFlight.size > 0) {
      return { op: 'complete', id: pick(random, [...this.inFlight]), outcome, via, durationMs: 0 };
    }
    if (draw < 0.6) return { op: 'acquire', id: ++this.#ids };
    if (draw < 0.75) return { op: 'advance', ms: pick(random, [0, 1, 20, 49, 50, 100, 300, 3_000]) };
    if (draw < 0.78) return { op: 'forceOpen', handle: this.handles.push(this.handles.length) - 1 };
    if (draw < 0.84 && this.handles.length > 0) return { op: 'releaseForce', handle: pick(random, this.handles) };
    if (this.halfOpen) return { op: 'advance', ms: 1 };
    return { op: 'call', outcome, via, durationMs };
  }

  note(step: Bare, shown: Record<string, unknown>): void {
    const id = Number(step.id);
    if (step.op === 'acquire' && shown.permitted === true) this.inFlight.add(id);
    if (step.op === 'complete') this.inFlight.delete(id);
    for (const started of Array.isArray(shown.started) ? shown.started : []) this.inFlight.add(started);
    this.halfOpen = shown.state === 'HalfOpen';
  }
}

interface Pair {
  step(bare: Bare): Promise<{ readonly expected: Record<string, unknown>; readonly received: Record<string, unknown> }>;
}

/** The installed one and ours, with the same options, at the same moment. */
function pair(config: Record<string, unknown>): Pair {
  vi.setSystemTime(START);
  const about = { id: 'pair', library: 'cockatiel', version: '3.2.1', initial: { state: 'Closed' } };
  const session = cockatielReplayer.start({ ...about, config, startMs: START, steps: [] });
  const installed = new InstalledCockatiel(cockatielOptions.parse(config));
  return {
    step: async (bare) => {
      const step = { ...bare, t: 0, expect: {} } as unknown as TraceStep;
      return { expected: await installed.step(step), received: session.step(step) };
    },
  };
}

/** Leads both through one program; answers the first difference, or null. */
async function compare(type: string, seed: string) {
  const random = createRandom(seed);
  const config = drawConfig(type, random);
  const both = pair(config);
  const program = new Program(random);
  const past: Bare[] = [];
  for (let at = 0; at < STEPS; at += 1) {
    const bare = program.next();
    past.push(bare);
    const { expected, received } = await both.step(bare);
    if (!sameValue(expected, received)) return { seed, config, at, expected, received, past };
    program.note(bare, received);
  }
  return null;
}

describe('beside the installed cockatiel 3.2.1', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each(['ConsecutiveBreaker', 'CountBreaker', 'SamplingBreaker'])(
    'takes the same decisions with a %s',
    async (type) => {
      for (let number = 0; number < PROGRAMS; number += 1) {
        expect(await compare(type, `${type}/${number}`)).toBeNull();
      }
    },
  );

  it.each([0, 1, 2, 3, 4, 5, 6])(
    'settles in the same order when the trial had to ask %i times before',
    async (times) => {
      const durations = [...Array.from({ length: times }, () => 0), 1_000];
      const { step } = pair({
        breaker: { type: 'ConsecutiveBreaker', threshold: 1 },
        halfOpenAfter: { type: 'IterableBackoff', durations: times === 0 ? [0, 1_000] : [0, ...durations] },
      });
      const fail = (id: number) => step({ op: 'complete', id, outcome: 'failure', via: 'exception', durationMs: 0 });
      await step({ op: 'call', outcome: 'failure', via: 'exception', durationMs: 0 });
      const last = times + 1;
      for (let id = 1; id <= last; id += 1) await step({ op: 'acquire', id });
      for (let id = 1; id < last; id += 1) {
        await step({ op: 'acquire', id: 10 + id });
        await fail(id);
      }
      await step({ op: 'acquire', id: 100 });
      const { expected, received } = await fail(last);
      expect(received).toEqual(expected);
      expect(received.settled).toHaveLength(last + 1);
    },
  );
});
