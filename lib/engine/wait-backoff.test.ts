import { describe, expect, test } from 'vitest';
import { resolveConfig } from './breaker-config.ts';
import {
  advance,
  command,
  fail,
  RUN_OF_TWO,
  reconfigure,
  restart,
  type Scene,
  setUp,
  snapshot,
  succeed,
} from './breaker-fixtures.ts';
import { waitForOpening } from './wait-backoff.ts';

const configOf = (wait: number, multiplier: number, maxMs: number, jitter = 0) =>
  resolveConfig({ waitDurationInOpenStateMs: wait, waitBackoff: { multiplier, maxMs, jitter } });

const waits = (config: ReturnType<typeof configOf>, openings: number) =>
  Array.from({ length: openings }, (_, index) => waitForOpening(config, index + 1, null));

describe('the wait of the nth opening in a row', () => {
  test('without back-off it is always the wait', () => {
    const config = resolveConfig({ waitDurationInOpenStateMs: 1_234 });
    expect([1, 2, 1_000_000].map((opening) => waitForOpening(config, opening, null))).toEqual([1_234, 1_234, 1_234]);
  });

  test('each is the one before × multiplier, rounded down, up to the cap', () => {
    expect(waits(configOf(101, 1.5, 500), 6)).toEqual([101, 151, 226, 339, 500, 500]);
    expect(waits(configOf(1_000, 2, 8_000), 5)).toEqual([1_000, 2_000, 4_000, 8_000, 8_000]);
  });

  test('rounding down can keep it where it is', () => {
    expect(waits(configOf(1, 1.5, 500), 3)).toEqual([1, 1, 1]);
    expect(waits(configOf(1_000, 1, 8_000), 3)).toEqual([1_000, 1_000, 1_000]);
  });

  test('an absurd number of openings is answered at once', () => {
    expect(waitForOpening(configOf(1_000, 1.01, 86_400_000), Number.MAX_SAFE_INTEGER, null)).toBe(86_400_000);
    expect(waitForOpening(configOf(1, Number.MAX_VALUE, 86_400_000), 2, null)).toBe(86_400_000);
  });

  test('jitter places it between 1 − j and 1 + j, under the cap, and at least 1 ms', () => {
    const config = configOf(1_000, 2, 1_100, 0.2);
    expect([0, 0.25, 0.5, 0.75, 1].map((draw) => waitForOpening(config, 1, draw))).toEqual([
      800, 900, 1_000, 1_100, 1_100,
    ]);
    expect(waitForOpening(configOf(101, 2, 8_000, 0.5), 1, 0.25)).toBe(75);
    expect(waitForOpening(configOf(1_000, 2, 8_000, 1), 1, 0)).toBe(1);
  });

  test('jitter grows from the plain wait, not from the drawn one', () => {
    expect(waitForOpening(configOf(1_000, 2, 8_000, 0.5), 2, 0)).toBe(1_000);
  });
});

const BACKOFF = { ...RUN_OF_TWO, waitBackoff: { multiplier: 2, maxMs: 5_000, jitter: 0 } };

/** Opens it, and as often again as wanted by a bad probe; returns every wait. */
function open(scene: Scene, times: number): (number | null)[] {
  return Array.from({ length: times }, () => {
    if (scene.breaker.state === 'closed') fail(scene, 2);
    else fail(scene);
    const { waitMs } = snapshot(scene);
    advance(scene, waitMs ?? 0);
    return waitMs;
  });
}

describe('a breaker that backs off', () => {
  test('waits longer with each opening since it was last closed', () => {
    const scene = setUp(BACKOFF);
    expect(open(scene, 4)).toEqual([1_000, 2_000, 4_000, 5_000]);
    expect(snapshot(scene).openingsInARow).toBe(4);
    succeed(scene);
    expect(snapshot(scene)).toMatchObject({ state: 'closed', openingsInARow: 0 });
    expect(open(scene, 2)).toEqual([1_000, 2_000]);
  });

  test('[ST7] a reset begins the waits anew', () => {
    const scene = setUp(BACKOFF);
    open(scene, 3);
    command(scene, 'reset');
    expect(open(scene, 1)).toEqual([1_000]);
  });

  test('draws once per opening, and the draw is part of the state', () => {
    const scene = setUp({ ...BACKOFF, waitBackoff: { multiplier: 2, maxMs: 5_000, jitter: 0.5 } });
    scene.draw = 0.25;
    fail(scene, 2);
    scene.draw = 0.9;
    expect(snapshot(scene)).toMatchObject({ waitMs: 750, retryAfterMs: 750 });
    expect(snapshot(restart(scene)).waitMs).toBe(750);
    expect(scene.draws).toBe(1);
  });

  test('draws nothing where there is no jitter', () => {
    const scene = setUp(BACKOFF);
    open(scene, 3);
    expect(scene.draws).toBe(0);
  });

  test('[ST8] a new configuration keeps the draw of the opening', () => {
    const scene = setUp({ ...BACKOFF, waitBackoff: { multiplier: 2, maxMs: 5_000, jitter: 0.5 } });
    scene.draw = 0.25;
    fail(scene, 2);
    reconfigure(scene, { waitDurationInOpenStateMs: 2_000 });
    expect(snapshot(scene).waitMs).toBe(1_500);
    expect(scene.draws).toBe(1);
  });

  test('[ST8] a new configuration with jitter draws for the opening that goes on', () => {
    const scene = setUp(BACKOFF);
    fail(scene, 2);
    scene.draw = 0;
    reconfigure(scene, { waitBackoff: { multiplier: 2, maxMs: 5_000, jitter: 0.5 } });
    expect([snapshot(scene).waitMs, scene.draws]).toEqual([500, 1]);
  });
});
