import { describe, expect, test } from 'vitest';
import {
  acquire,
  advance,
  call,
  command,
  fail,
  lastTransition,
  letters,
  path,
  RUN_OF_TWO,
  restart,
  START,
  settle,
  setUp,
  setUpIn,
  snapshot,
  succeed,
  succeedSlowly,
} from './breaker-fixtures.ts';
import { BREAKER_STATES } from './breaker-state.ts';

describe('[HO6] a breaker comes back as it was', () => {
  test.each(BREAKER_STATES.filter((state) => state !== 'half-open'))('%s, at once', (state) => {
    for (const slidingWindowType of ['count-based', 'time-based'] as const) {
      const scene = setUpIn(state, { slidingWindowType, slidingWindowSize: 30 });
      if (scene.breaker.tryAcquirePermission(scene.now).permitted) {
        succeedSlowly(scene);
        call(scene, 'timeout', 2, 200);
        call(scene, 'ignored');
      }
      const again = restart(scene);
      expect(snapshot(again)).toEqual(snapshot(scene));
      expect(again.breaker.windowCells(again.now)).toEqual(scene.breaker.windowCells(scene.now));
      expect(again.breaker.nextTickAt()).toBe(scene.breaker.nextTickAt());
      expect(again.breaker.exportState()).toEqual(scene.breaker.exportState());
      expect(again.told).toEqual([]);
    }
  });

  test('and goes on from there: the window, the run, the announced', () => {
    const scene = setUpIn('metrics-only');
    fail(scene, 3);
    const again = restart(scene);
    fail(again);
    expect(again.told.at(-1)).toMatchObject({ kind: 'would-open' });
    const twice = restart(again);
    fail(twice);
    expect(twice.told.map(({ kind }) => kind)).toEqual(['outcome']);
  });
});

describe('[HO6] time away counts', () => {
  test.each([
    [400, 600],
    [1_000, 0],
    [86_400_000, 0],
  ])('of an open breaker that was away %d ms, %d ms of the wait are left', (awayMs, left) => {
    const again = restart(setUpIn('open'), awayMs);
    expect(snapshot(again)).toMatchObject({ state: 'open', waitMs: 1_000, retryAfterMs: left, stateSince: START });
    expect(again.breaker.nextTickAt()).toBe(START + 1_000);
    advance(again, left);
    expect(again.breaker.state).toBe('half-open');
  });

  test('a clock that was set back meanwhile makes no wait longer than the wait', () => {
    const scene = setUpIn('open');
    advance(scene, 400);
    const again = restart(scene, -3_600_000);
    expect(snapshot(again)).toMatchObject({ retryAfterMs: 1_000, stateSince: again.now });
  });

  test('a time window ages, a frozen one does not', () => {
    const timeBased = { slidingWindowType: 'time-based', slidingWindowSize: 10 } as const;
    const closed = setUp(timeBased);
    fail(closed, 3);
    expect(snapshot(restart(closed, 9_999)).window.bufferedCalls).toBe(3);
    expect(snapshot(restart(closed, 10_000)).window.bufferedCalls).toBe(0);
    const open = restart(setUpIn('open', timeBased), 60_000);
    expect(snapshot(open).window).toMatchObject({ bufferedCalls: 4, failureRate: 100 });
  });

  test('the wait below a hold runs on', () => {
    const scene = setUpIn('open');
    command(scene, 'force-open');
    const again = restart(scene, 400);
    expect(snapshot(again)).toMatchObject({ state: 'forced-open', computedState: 'open' });
    command(again, 'release');
    expect(snapshot(again)).toMatchObject({ state: 'open', retryAfterMs: 600, openingsInARow: 1 });
  });
});

describe('[HO6] a half-open breaker', () => {
  test('comes back open with no wait left, as a transition that is told', () => {
    const scene = setUpIn('half-open');
    call(scene, 'timeout');
    const before = snapshot(scene);
    const again = restart(scene, 5_000);
    expect(path(again)).toEqual(['half-open → open: restored']);
    expect(lastTransition(again)).toMatchObject({
      at: START + 5_000,
      generation: before.generation + 1,
      previousStateMs: 5_000,
      window: { bufferedCalls: 1, failedCalls: 1 },
      waitMs: 0,
    });
    expect(snapshot(again)).toMatchObject({ state: 'open', retryAfterMs: 0, waitMs: 1_000, openingsInARow: 1 });
    expect(letters(again)).toBe('t');
    expect(acquire(again).probe).toBe(true);
  });

  test('goes half-open by the first tick, if that is automatic', () => {
    const again = restart(setUpIn('half-open'));
    expect(again.breaker.nextTickAt()).toBe(again.now);
    advance(again, 0);
    expect(snapshot(again).probes).toHaveLength(3);
  });

  test('does not wait longer for it afterwards', () => {
    const scene = setUp({ ...RUN_OF_TWO, waitBackoff: { multiplier: 2, maxMs: 60_000, jitter: 0 } });
    fail(scene, 2);
    advance(scene, 1_000);
    const again = restart(scene, 10);
    advance(again, 0);
    fail(again);
    expect(snapshot(again)).toMatchObject({ waitMs: 2_000, openingsInARow: 2 });
  });
});

describe('[HO6] [ST8] a configuration that changed meanwhile', () => {
  test('fits the window, as on a live breaker', () => {
    const scene = setUp();
    succeed(scene);
    fail(scene, 2);
    expect(letters(restart(scene, 0, { slidingWindowSize: 2, minimumNumberOfCalls: 2 }))).toBe('ff');
    expect(snapshot(restart(scene, 0, { slidingWindowType: 'time-based' })).window.bufferedCalls).toBe(0);
  });

  test('leaves a wait that has begun as it was drawn', () => {
    expect(snapshot(restart(setUpIn('open'), 0, { waitDurationInOpenStateMs: 9_000 })).waitMs).toBe(1_000);
  });

  test('is checked', () => {
    expect(() => restart(setUp(), 0, { slidingWindowSize: 0 })).toThrow(
      expect.objectContaining({ code: 'INVALID_CONFIG' }),
    );
  });
});

test('[HO6] a permit of the breaker before is foreign to the one after', () => {
  const scene = setUp();
  const permit = acquire(scene);
  expect(() => settle(restart(scene), permit, 'failure')).toThrow(TypeError);
});
