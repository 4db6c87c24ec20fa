import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRandom, type Random } from '@/lib/simulation/random.ts';
import { sameValue } from '../conformance/replay.ts';
import type { TraceStep } from '../conformance/trace.ts';
import { InstalledOpossum } from './installed-opossum-fixtures.ts';
import { opossumOptions } from './options.ts';
import { opossumReplayer } from './replayer.ts';

const START = 1_700_000_000_000;
const PROGRAMS = Number(process.env.PROGRAMS ?? 60);
const STEPS = 120;

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

function drawState(random: Random): Record<string, unknown> {
  const chance = () => random() < 0.5;
  const lastTimerAt = START - pick(random, [-50, 0, 49, 50, 51, 200, 201, 5_000]);
  return {
    enabled: random() < 0.9,
    closed: random() < 0.2,
    halfOpen: chance(),
    open: chance(),
    warmUp: random() < 0.3,
    shutdown: random() < 0.1,
    ...(chance() && { lastTimerAt }),
  };
}

function drawConfig(random: Random): Record<string, unknown> {
  const draw = random();
  return {
    timeout: pick(random, [false, 0, 50, 100, 100, 300]),
    errorThresholdPercentage: pick(random, [0, 1, 25, 50, 66, 100]),
    resetTimeout: pick(random, [1, 50, 100, 200, 1_000]),
    rollingCountTimeout: pick(random, [100, 500, 1_000, 999]),
    rollingCountBuckets: pick(random, [1, 2, 3, 10]),
    volumeThreshold: pick(random, [0, 1, 3, 6]),
    allowWarmUp: random() < 0.2,
    ...(random() < 0.4 && { capacity: pick(random, [0, 1, 2, 3]) }),
    ...(draw < 0.1 && { enabled: false }),
    ...(draw > 0.6 && { state: drawState(random) }),
    enableSnapshots: random() < 0.5,
    rollingPercentilesEnabled: random() < 0.5,
  };
}

type Bare = { readonly op: string } & Record<string, unknown>;

function drawStep(random: Random, inFlight: readonly number[], nextId: number): Bare {
  const outcome = pick(random, ['success', 'failure', 'failure', 'ignored']);
  const draw = random();
  if (draw < 0.2 && inFlight.length > 0) {
    return { op: 'complete', id: pick(random, inFlight), outcome, durationMs: 0 };
  }
  if (draw < 0.45) return { op: 'acquire', id: nextId };
  if (draw < 0.65) return { op: 'advance', ms: pick(random, [0, 1, 10, 49, 50, 50, 100, 200, 1_000]) };
  if (draw < 0.68) return { op: pick(random, ['forceOpen', 'forceClosed']) };
  if (draw < 0.7) return { op: pick(random, ['enable', 'disable', 'enable']) };
  if (draw < 0.704) return { op: 'shutdown' };
  return { op: 'call', outcome, durationMs: pick(random, [0, 0, 0, 10, 50, 100, 350]) };
}

/** Leads both through one program; answers the first difference, or null. */
async function compare(seed: string) {
  const random = createRandom(seed);
  const config = drawConfig(random);
  vi.setSystemTime(START);
  const about = { id: seed, library: 'opossum', version: '9.0.0', initial: { state: 'closed' } };
  const session = opossumReplayer.start({ ...about, config, startMs: START, steps: [] });
  const installed = new InstalledOpossum(opossumOptions.parse(config));
  if (session.initialState() !== installed.state) return { seed, config, at: 'initial' };
  const inFlight = new Set<number>();
  const past: Bare[] = [];
  for (let at = 0; at < STEPS; at += 1) {
    const bare = drawStep(random, [...inFlight], at + 1);
    past.push(bare);
    const step = { ...bare, t: 0, expect: {} } as unknown as TraceStep;
    const expected = await installed.step(step);
    const received = session.step(step);
    if (!sameValue(expected, received)) return { seed, config, at, expected, received, past };
    if (bare.op === 'acquire' && received.permitted === true) inFlight.add(Number(bare.id));
    if (bare.op === 'complete') inFlight.delete(Number(bare.id));
  }
  installed.stop();
  return null;
}

describe('beside the installed opossum 9.0.0', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('takes the same decisions, tells the same events and settles the same promises', async () => {
    for (let number = 0; number < PROGRAMS; number += 1) expect(await compare(`opossum/${number}`)).toBeNull();
  });
});
