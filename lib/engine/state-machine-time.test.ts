import { describe, expect, test } from 'vitest';
import {
  acquire,
  advance,
  call,
  command,
  fail,
  lastTransition,
  path,
  RUN_OF_TWO,
  reconfigure,
  type Scene,
  START,
  settle,
  setUp,
  setUpIn,
  snapshot,
} from './breaker-fixtures.ts';

describe('[HO3] open goes half-open when the wait is over', () => {
  test('by the tick: at the wait, not a millisecond before', () => {
    const scene = setUpIn('open');
    expect(scene.breaker.nextTickAt()).toBe(START + 1_000);
    advance(scene, 999.999);
    expect(scene.breaker.state).toBe('open');
    advance(scene, 0.001);
    expect(path(scene).at(-1)).toBe('open → half-open: wait-over');
  });

  test.each([true, false])('by a call: at the wait, not before (automatic: %s)', (automatic) => {
    const scene = setUpIn('open', { automaticTransitionFromOpenToHalfOpenEnabled: automatic });
    scene.now += 999;
    expect(scene.breaker.tryAcquirePermission(scene.now)).toMatchObject({ permitted: false, retryAfterMs: 1 });
    scene.now += 1;
    expect(acquire(scene).probe).toBe(true);
    expect(snapshot(scene)).toMatchObject({ state: 'half-open', stateSince: START + 1_000 });
  });

  test('without the automatic transition no tick does it, and nothing is pending', () => {
    const scene = setUpIn('open', { automaticTransitionFromOpenToHalfOpenEnabled: false });
    expect(scene.breaker.nextTickAt()).toBeNull();
    advance(scene, 60_000);
    expect(snapshot(scene)).toMatchObject({ state: 'open', retryAfterMs: 0 });
  });

  test('a tick at the moment that is named always acts, whatever fraction the clock stands at', () => {
    for (const fraction of [0, 0.1, 0.3, 1 / 3, 0.7, 0.999_9]) {
      const scene = setUp({ waitDurationInOpenStateMs: 12_347 });
      scene.now += fraction;
      fail(scene, 4);
      scene.breaker.tick(scene.breaker.nextTickAt() ?? 0);
      expect(scene.breaker.state, `${fraction}`).toBe('half-open');
    }
  });

  test('a tick is idempotent', () => {
    const scene = setUpIn('open', { maxWaitDurationInHalfOpenStateMs: 10 });
    advance(scene, 86_400_000);
    const after = [snapshot(scene), scene.told.length];
    for (let n = 0; n < 5; n += 1) advance(scene, 0);
    expect([snapshot(scene), scene.told.length]).toEqual(after);
  });
});

describe('[HO4] half-open with a longest wait', () => {
  const LIMITED = {
    ...RUN_OF_TWO,
    maxWaitDurationInHalfOpenStateMs: 300,
    waitBackoff: { multiplier: 2, maxMs: 60_000, jitter: 0 },
  };

  /** Half-open since just now, after one opening. */
  function halfOpen(changes: object = {}): Scene {
    const scene = setUp({ ...LIMITED, ...changes });
    fail(scene, 2);
    scene.now += 1_000;
    command(scene, 'half-open');
    return scene;
  }

  test('goes back to open by the tick, that long after it was entered', () => {
    const scene = halfOpen();
    acquire(scene);
    expect(scene.breaker.nextTickAt()).toBe(scene.now + 300);
    advance(scene, 299);
    expect(scene.breaker.state).toBe('half-open');
    advance(scene, 1);
    expect(lastTransition(scene)).toMatchObject({
      to: 'open',
      cause: { kind: 'half-open-wait-over', waitMs: 300 },
      waitMs: 2_000,
    });
  });

  test('and by the call, which is then rejected', () => {
    const scene = halfOpen();
    acquire(scene);
    scene.now += 300;
    expect(scene.breaker.tryAcquirePermission(scene.now)).toEqual({
      permitted: false,
      state: 'open',
      retryAfterMs: 2_000,
    });
  });

  test('also where open is left only by a call', () => {
    const scene = halfOpen({ automaticTransitionFromOpenToHalfOpenEnabled: false });
    expect(scene.breaker.nextTickAt()).toBe(scene.now + 300);
    advance(scene, 300);
    expect(scene.breaker.state).toBe('open');
  });

  test('where no probe was asked for, the wait is the same again', () => {
    const scene = halfOpen();
    for (let n = 0; n < 5; n += 1) {
      advance(scene, 300);
      expect(snapshot(scene)).toMatchObject({ state: 'open', waitMs: 1_000, openingsInARow: 1 });
      advance(scene, 1_000);
    }
    acquire(scene);
    advance(scene, 300);
    expect(snapshot(scene)).toMatchObject({ waitMs: 2_000, openingsInARow: 2 });
  });

  test('the same again is the drawn wait again', () => {
    const scene = halfOpen({ waitBackoff: { multiplier: 2, maxMs: 60_000, jitter: 0.5 } });
    scene.draw = 0;
    advance(scene, 300);
    expect([snapshot(scene).waitMs, scene.draws]).toEqual([1_000, 1]);
  });

  test('a probe that was given back was asked for all the same', () => {
    const scene = halfOpen();
    call(scene, 'ignored');
    reconfigure(scene, {});
    advance(scene, 300);
    expect(snapshot(scene)).toMatchObject({ waitMs: 2_000, openingsInARow: 2 });
  });

  test('without an opening before, it is the first', () => {
    const scene = setUp(LIMITED);
    command(scene, 'force-open');
    command(scene, 'half-open');
    advance(scene, 300);
    expect(snapshot(scene)).toMatchObject({ state: 'open', waitMs: 1_000, openingsInARow: 1 });
  });

  test('the outcome of a probe counts until then, however late', () => {
    const scene = halfOpen();
    const probe = acquire(scene);
    scene.now += 10_000;
    settle(scene, probe, 'success');
    expect(scene.breaker.state).toBe('closed');
  });

  test('0 is no limit', () => {
    const scene = halfOpen({ maxWaitDurationInHalfOpenStateMs: 0 });
    expect(scene.breaker.nextTickAt()).toBeNull();
    advance(scene, 86_400_000);
    expect(scene.breaker.state).toBe('half-open');
  });
});

describe('[HO5] a clock that is stepped', () => {
  test('back moves nothing: time goes on from the newest that was told', () => {
    const scene = setUpIn('open');
    advance(scene, 900);
    advance(scene, -3_600_000);
    expect(snapshot(scene)).toMatchObject({ state: 'open', retryAfterMs: 100, stateSince: START });
    expect(scene.breaker.tryAcquirePermission(scene.now)).toMatchObject({ retryAfterMs: 100 });
    scene.now = START + 1_000;
    advance(scene, 0);
    expect(scene.breaker.state).toBe('half-open');
  });

  test('back never makes a duration or a time in a state negative', () => {
    const scene = setUp({ slidingWindowType: 'time-based', slidingWindowSize: 5 });
    const permit = acquire(scene);
    scene.now -= 10_000;
    settle(scene, permit, 'failure');
    fail(scene, 3);
    expect(lastTransition(scene)).toMatchObject({ at: START, previousStateMs: 0, waitMs: 1_000 });
    expect(snapshot(scene)).toMatchObject({ retryAfterMs: 1_000, window: { bufferedCalls: 4 } });
  });

  test('back while a guarded call is out makes it a call of no duration', async () => {
    const scene = setUp();
    await scene.breaker.run(
      () => {
        scene.now -= 5_000;
      },
      () => scene.now,
    );
    expect(scene.told).toMatchObject([{ durationMs: 0, slow: false, now: START }]);
  });

  test('forwards by years is one step, not many', () => {
    const scene = setUpIn('open', { maxWaitDurationInHalfOpenStateMs: 100 });
    advance(scene, 86_400_000 * 3_650);
    expect(path(scene).slice(1)).toEqual(['open → half-open: wait-over']);
  });
});
