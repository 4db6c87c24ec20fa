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
  reconfigure,
  settle,
  setUp,
  setUpIn,
  snapshot,
  succeed,
} from './breaker-fixtures.ts';
import { BREAKER_STATES } from './breaker-state.ts';

describe('[ST5] the computed state is where a release leads', () => {
  test('forced-open over closed: closed, with an empty window', () => {
    const scene = setUp();
    fail(scene, 3);
    command(scene, 'force-open');
    expect(snapshot(scene).computedState).toBe('closed');
    command(scene, 'release');
    expect(snapshot(scene)).toMatchObject({ state: 'closed', window: { bufferedCalls: 0 }, consecutiveFailures: 0 });
  });

  test('forced-open over open: the wait runs on, and a release is no new opening', () => {
    const scene = setUpIn('open');
    advance(scene, 300);
    command(scene, 'force-open');
    advance(scene, 300);
    expect(snapshot(scene)).toMatchObject({ computedState: 'open', waitMs: null, retryAfterMs: null });
    command(scene, 'release');
    expect(lastTransition(scene)).toMatchObject({ from: 'forced-open', to: 'open', waitMs: 400 });
    expect(snapshot(scene)).toMatchObject({ waitMs: 1_000, retryAfterMs: 400, openingsInARow: 1 });
    expect(letters(scene)).toBe('ffff');
    advance(scene, 400);
    expect(scene.breaker.state).toBe('half-open');
  });

  test('forced-open over open whose wait is over: half-open', () => {
    const scene = setUpIn('open');
    command(scene, 'force-open');
    advance(scene, 999);
    expect(snapshot(scene).computedState).toBe('open');
    advance(scene, 1);
    expect(snapshot(scene).computedState).toBe('half-open');
    command(scene, 'release');
    expect(scene.breaker.state).toBe('half-open');
  });

  test('the same without the automatic transition: open, and the next call goes half-open', () => {
    const scene = setUpIn('open', { automaticTransitionFromOpenToHalfOpenEnabled: false });
    command(scene, 'force-open');
    advance(scene, 5_000);
    expect(snapshot(scene).computedState).toBe('open');
    command(scene, 'release');
    expect(snapshot(scene)).toMatchObject({ state: 'open', retryAfterMs: 0 });
    expect(acquire(scene).probe).toBe(true);
  });

  test('forced-open over half-open: half-open, entered anew', () => {
    const scene = setUpIn('half-open', { maxWaitDurationInHalfOpenStateMs: 1_000 });
    succeed(scene, 2);
    command(scene, 'force-open');
    advance(scene, 5_000);
    expect(snapshot(scene).computedState).toBe('half-open');
    scene.breaker.expireHold(scene.now);
    expect(snapshot(scene)).toMatchObject({ state: 'half-open', window: { bufferedCalls: 0 } });
    expect(scene.breaker.nextTickAt()).toBe(scene.now + 1_000);
  });

  test('forced-open over metrics-only: what that had computed', () => {
    for (const [failures, computed] of [
      [0, 'closed'],
      [4, 'open'],
    ] as const) {
      const scene = setUpIn('metrics-only', { automaticTransitionFromOpenToHalfOpenEnabled: false });
      fail(scene, failures);
      command(scene, 'force-open');
      expect(snapshot(scene)).toMatchObject({ computedState: computed, openingsInARow: 0 });
      command(scene, 'release');
      expect(snapshot(scene)).toMatchObject({ state: computed, openingsInARow: computed === 'open' ? 1 : 0 });
    }
  });

  test.each(['force-closed', 'metrics-only'] as const)(
    '%s: open while a threshold is met by its window, else closed',
    (kind) => {
      const scene = setUp();
      command(scene, kind);
      fail(scene, 3);
      expect(snapshot(scene).computedState).toBe('closed');
      fail(scene);
      expect(snapshot(scene).computedState).toBe('open');
      succeed(scene, 3);
      expect(snapshot(scene).computedState).toBe('closed');
      fail(scene, 1);
      succeed(scene, 1);
      command(scene, 'release');
      expect(scene.breaker.state).toBe('closed');
    },
  );

  test('metrics-only over a time window: what is met ages', () => {
    const scene = setUpIn('metrics-only', { slidingWindowType: 'time-based', slidingWindowSize: 10 });
    fail(scene, 4);
    advance(scene, 9_999);
    expect(snapshot(scene).computedState).toBe('open');
    advance(scene, 1);
    expect(snapshot(scene).computedState).toBe('closed');
  });

  test('a release into open is an opening, with the window that was met', () => {
    const scene = setUpIn('metrics-only');
    fail(scene, 4);
    scene.now += 250;
    command(scene, 'release');
    expect(lastTransition(scene)).toMatchObject({ to: 'open', waitMs: 1_000, window: { failureRate: 100 } });
    expect(snapshot(scene)).toMatchObject({ retryAfterMs: 1_000, openingsInARow: 1, window: { failedCalls: 4 } });
  });

  test('disabled: null, and a release closes', () => {
    const scene = setUpIn('open');
    command(scene, 'disable');
    expect(snapshot(scene).computedState).toBeNull();
    command(scene, 'release');
    expect(scene.breaker.state).toBe('closed');
  });

  test('[ST8] a new wait reaches an open breaker below a hold', () => {
    const scene = setUpIn('open');
    command(scene, 'force-open');
    reconfigure(scene, { waitDurationInOpenStateMs: 3_000 });
    command(scene, 'release');
    expect(snapshot(scene)).toMatchObject({ waitMs: 3_000, retryAfterMs: 3_000 });
  });

  test('openings in a row outlive a hold', () => {
    const scene = setUp({ ...RUN_OF_TWO, waitBackoff: { multiplier: 2, maxMs: 60_000, jitter: 0 } });
    fail(scene, 2);
    advance(scene, 1_000);
    fail(scene);
    command(scene, 'force-open');
    advance(scene, 500);
    command(scene, 'release');
    expect(snapshot(scene)).toMatchObject({ openingsInARow: 2, waitMs: 2_000, retryAfterMs: 1_500 });
  });
});

describe('[ST7] reset', () => {
  test.each(BREAKER_STATES)('closes %s with an empty window, and nothing is pending', (state) => {
    const scene = setUpIn(state, { maxWaitDurationInHalfOpenStateMs: 500 });
    if (state === 'closed') fail(scene, 3);
    command(scene, 'reset');
    const after = snapshot(scene);
    expect(after).toMatchObject({
      state: 'closed',
      openingsInARow: 0,
      consecutiveFailures: 0,
      window: { bufferedCalls: 0, failureRate: null },
    });
    expect(scene.breaker.nextTickAt()).toBeNull();
    const told = scene.told.length;
    advance(scene, 86_400_000);
    expect([snapshot(scene), scene.told.length]).toEqual([after, told]);
  });

  test('makes outcomes of calls that are out late, also in closed', () => {
    const scene = setUp();
    const permits = Array.from({ length: 4 }, () => acquire(scene));
    command(scene, 'reset');
    for (const permit of permits) settle(scene, permit, 'failure');
    expect(snapshot(scene)).toMatchObject({ state: 'closed', totals: { late: 4 } });
    expect(path(scene)).toEqual([]);
  });
});

test('half-open by command over closed and forced open: its first bad verdict is a first opening', () => {
  const scene = setUpIn('forced-open');
  command(scene, 'half-open');
  call(scene, 'failure', 3);
  expect(snapshot(scene)).toMatchObject({ state: 'open', openingsInARow: 1 });
});
