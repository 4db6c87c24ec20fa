import {
  decorrelatedJitterGenerator,
  fullJitterGenerator,
  halfJitterGenerator,
  type IExponentialBackoffOptions,
  noJitterGenerator,
} from 'cockatiel';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRandom } from '@/lib/simulation/random.ts';
import { nextWait, rewaited, type WaitPosition } from './backoff.ts';
import type { HalfOpenAfter } from './options.ts';

const exponential = { type: 'ExponentialBackoff', initialDelay: 100, maxDelay: 5_000, exponent: 2 } as const;
type Named = { generator: Extract<HalfOpenAfter, { type: 'ExponentialBackoff' }>['generator'] };

function waits(halfOpenAfter: HalfOpenAfter, times: number, random: () => number): number[] {
  const positions: WaitPosition[] = [];
  for (let n = 0; n < times; n += 1) positions.push(nextWait(halfOpenAfter, positions.at(-1) ?? null, random));
  return positions.map(({ durationMs }) => durationMs);
}

/** The installed generator's waits, fed with the same draws. */
function installedWaits<S>(
  generator: (state: S | undefined, options: IExponentialBackoffOptions<S>) => [number, S],
  times: number,
): number[] {
  const { initialDelay, maxDelay, exponent } = exponential;
  let state: S | undefined;
  return Array.from({ length: times }, () => {
    const [delay, next] = generator(state, { generator, initialDelay, maxDelay, exponent });
    state = next;
    return delay;
  });
}

describe('the waits of cockatiel 3.2.1', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each<[Named['generator'], () => number[]]>([
    ['noJitterGenerator', () => installedWaits(noJitterGenerator, 12)],
    ['fullJitterGenerator', () => installedWaits(fullJitterGenerator, 12)],
    ['halfJitterGenerator', () => installedWaits(halfJitterGenerator, 12)],
    ['decorrelatedJitterGenerator', () => installedWaits(decorrelatedJitterGenerator, 12)],
  ])('%s draws what the installed one draws', (generator, installed) => {
    vi.spyOn(Math, 'random').mockImplementation(createRandom('waits'));
    const ours = waits({ ...exponential, generator }, 12, createRandom('waits'));
    expect(ours).toEqual(installed());
  });

  it('stay finite after any number of failed trials', () => {
    const ours = waits({ ...exponential, generator: 'decorrelatedJitterGenerator' }, 1_200, () => 0.5);
    expect(ours.every((wait) => wait >= 0 && wait <= 5_000)).toBe(true);
  });

  it('of other options take the same place in their sequence; what was drawn stays, up to the longest', () => {
    const third = { durationMs: 30, attempt: 3, previous: 0 };
    expect(rewaited({ type: 'ConstantBackoff', interval: 7 }, third).durationMs).toBe(7);
    expect(rewaited({ type: 'IterableBackoff', durations: [1, 2, 3, 4] }, third).durationMs).toBe(3);
    expect(rewaited({ ...exponential, generator: 'noJitterGenerator' }, third).durationMs).toBe(400);
    expect(rewaited({ ...exponential, generator: 'fullJitterGenerator', maxDelay: 20 }, third).durationMs).toBe(20);
  });
});
