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
  START,
  settle,
  setUp,
  setUpIn,
  snapshot,
  succeed,
  succeedSlowly,
  transitions,
} from './breaker-fixtures.ts';
import { BREAKER_STATES } from './breaker-state.ts';

describe('[ST1] each state shows only its own data', () => {
  test.each(BREAKER_STATES)('%s', (state) => {
    const shown = snapshot(setUpIn(state));
    expect(shown.state).toBe(state);
    expect(shown.retryAfterMs === null).toBe(state !== 'open');
    expect(shown.waitMs === null).toBe(state !== 'open');
    expect(shown.probes === null).toBe(state !== 'half-open');
    const computed = { 'forced-open': 'closed', 'forced-closed': 'closed', 'metrics-only': 'closed' };
    expect(shown.computedState).toBe(computed[state as keyof typeof computed] ?? null);
  });

  test('a new breaker is closed, and knows nothing', () => {
    expect(snapshot(setUp())).toEqual({
      state: 'closed',
      computedState: null,
      generation: 1,
      stateSince: START,
      retryAfterMs: null,
      waitMs: null,
      openingsInARow: 0,
      consecutiveFailures: 0,
      window: { bufferedCalls: 0, failedCalls: 0, slowCalls: 0, failureRate: null, slowCallRate: null },
      probes: null,
      totals: { success: 0, failure: 0, timeout: 0, ignored: 0, slow: 0, rejected: 0, late: 0 },
    });
  });

  test('open counts its wait down, to 0', () => {
    const scene = setUpIn('open', { automaticTransitionFromOpenToHalfOpenEnabled: false });
    advance(scene, 250);
    expect(snapshot(scene)).toMatchObject({ stateSince: START, waitMs: 1_000, retryAfterMs: 750 });
    advance(scene, 5_000);
    expect(snapshot(scene)).toMatchObject({ state: 'open', waitMs: 1_000, retryAfterMs: 0 });
  });
});

test('[ST3] a transition tells all that happened', () => {
  const scene = setUp();
  scene.now += 700;
  fail(scene, 4);
  expect(transitions(scene)).toEqual([
    {
      from: 'closed',
      to: 'open',
      cause: {
        kind: 'failure-rate',
        value: 100,
        threshold: 50,
        bufferedCalls: 4,
        failedCalls: 4,
        slowCalls: 0,
      },
      at: START + 700,
      generation: 2,
      previousStateMs: 700,
      window: { bufferedCalls: 4, failedCalls: 4, slowCalls: 0, failureRate: 100, slowCallRate: 0 },
      waitMs: 1_000,
    },
  ]);
  advance(scene, 1_001);
  expect(lastTransition(scene)).toMatchObject({
    cause: { kind: 'wait-over', waitMs: 1_000 },
    previousStateMs: 1_001,
    window: { bufferedCalls: 4 },
    waitMs: null,
  });
});

describe('[ST6] the window of the state that is left is frozen', () => {
  test('while open it is what was met, and does not age', () => {
    const scene = setUp({ slidingWindowType: 'time-based', slidingWindowSize: 5, waitDurationInOpenStateMs: 60_000 });
    succeedSlowly(scene);
    fail(scene, 3);
    const shown = { bufferedCalls: 4, failedCalls: 3, slowCalls: 1, failureRate: 75, slowCallRate: 25 };
    const cells = scene.breaker.windowCells(scene.now);
    advance(scene, 59_000);
    expect(snapshot(scene).window).toEqual(shown);
    expect(scene.breaker.windowCells(scene.now)).toEqual(cells);
  });

  test('a new configuration does not rewrite it', () => {
    const scene = setUpIn('open');
    reconfigure(scene, { slidingWindowSize: 2, minimumNumberOfCalls: 1, slidingWindowType: 'time-based' });
    expect(snapshot(scene).window).toMatchObject({ bufferedCalls: 4, failureRate: 100 });
    expect(letters(scene)).toBe('ffff');
  });

  test('a rate that did not exist stays null', () => {
    const scene = setUp({ failureRateThreshold: null, consecutiveFailuresThreshold: 2 });
    fail(scene, 2);
    reconfigure(scene, { minimumNumberOfCalls: 1 });
    expect(snapshot(scene).window).toMatchObject({ bufferedCalls: 2, failureRate: null });
  });

  test('half-open has a window of its own, of the permitted calls; closed begins with an empty one', () => {
    const scene = setUpIn('half-open', { slidingWindowType: 'time-based', slidingWindowSize: 60 });
    expect(snapshot(scene).window).toMatchObject({ bufferedCalls: 0, failureRate: null });
    call(scene, 'success', 2);
    expect(letters(scene)).toBe('ss');
    expect(snapshot(scene).window).toMatchObject({ bufferedCalls: 2, failureRate: null });
    succeed(scene);
    expect(lastTransition(scene).window).toMatchObject({ bufferedCalls: 3, failureRate: 0 });
    expect(snapshot(scene)).toMatchObject({ state: 'closed', window: { bufferedCalls: 0 }, consecutiveFailures: 0 });
  });

  test('half-open that opens again freezes its probes', () => {
    const scene = setUpIn('half-open');
    fail(scene, 3);
    expect(letters(scene)).toBe('fff');
  });

  test('forced open keeps what it found; disabled has none', () => {
    const scene = setUp();
    succeed(scene, 3);
    command(scene, 'force-open');
    expect(letters(scene)).toBe('sss');
    command(scene, 'disable');
    expect(lastTransition(scene).window.bufferedCalls).toBe(3);
    call(scene, 'failure', 5);
    expect(letters(scene)).toBe('');
    expect(snapshot(scene)).toMatchObject({ window: { bufferedCalls: 0, failureRate: null }, consecutiveFailures: 0 });
  });
});

describe('[ST8] a new configuration on a live breaker', () => {
  test('is a generation and no transition', () => {
    for (const state of BREAKER_STATES) {
      const scene = setUpIn(state);
      const told = scene.told.length;
      const before = snapshot(scene);
      scene.now += 300;
      reconfigure(scene, { permittedNumberOfCallsInHalfOpenState: 2 });
      expect(scene.told).toHaveLength(told);
      expect(snapshot(scene)).toMatchObject({
        state,
        generation: before.generation + 1,
        stateSince: before.stateSince,
        totals: before.totals,
      });
      expect(scene.breaker.config.permittedNumberOfCallsInHalfOpenState).toBe(2);
    }
  });

  test('closed keeps the newest outcomes and is judged at the next one', () => {
    const scene = setUp({ slidingWindowSize: 6, minimumNumberOfCalls: 6 });
    succeed(scene, 2);
    fail(scene, 3);
    reconfigure(scene, { slidingWindowSize: 4, minimumNumberOfCalls: 4 });
    expect(letters(scene)).toBe('sfff');
    expect(snapshot(scene)).toMatchObject({ state: 'closed', window: { failureRate: 75 }, consecutiveFailures: 3 });
    succeed(scene);
    expect(lastTransition(scene).cause).toMatchObject({ kind: 'failure-rate', value: 75 });
  });

  test('closed keeps the newest seconds of a time window', () => {
    const scene = setUp({ slidingWindowType: 'time-based', slidingWindowSize: 60, minimumNumberOfCalls: 100 });
    fail(scene, 3);
    advance(scene, 10_000);
    succeed(scene, 2);
    reconfigure(scene, { slidingWindowSize: 10 });
    expect(snapshot(scene).window).toMatchObject({ bufferedCalls: 2, failedCalls: 0 });
    reconfigure(scene, { slidingWindowSize: 3_600 });
    expect(snapshot(scene).window.bufferedCalls).toBe(2);
  });

  test('of another window type it begins with an empty one', () => {
    const scene = setUp();
    fail(scene, 3);
    reconfigure(scene, { slidingWindowType: 'time-based' });
    expect(snapshot(scene).window.bufferedCalls).toBe(0);
  });

  test('metrics-only keeps its outcomes as closed does', () => {
    const scene = setUpIn('metrics-only');
    fail(scene, 3);
    reconfigure(scene, { slidingWindowSize: 2, minimumNumberOfCalls: 2 });
    expect(snapshot(scene)).toMatchObject({ computedState: 'open', window: { bufferedCalls: 2 } });
  });

  test('open takes the new wait from when it opened', () => {
    const scene = setUpIn('open');
    advance(scene, 600);
    reconfigure(scene, { waitDurationInOpenStateMs: 5_000 });
    expect(snapshot(scene)).toMatchObject({ waitMs: 5_000, retryAfterMs: 4_400 });
    reconfigure(scene, { waitDurationInOpenStateMs: 500 });
    expect(snapshot(scene)).toMatchObject({ state: 'open', retryAfterMs: 0 });
    expect(scene.breaker.nextTickAt()).toBe(START + 500);
    advance(scene, 0);
    expect(scene.breaker.state).toBe('half-open');
  });

  test('half-open starts its probes again', () => {
    const scene = setUpIn('half-open');
    const late = acquire(scene);
    call(scene, 'success', 2);
    reconfigure(scene, { permittedNumberOfCallsInHalfOpenState: 4 });
    expect(snapshot(scene).probes).toEqual(Array.from({ length: 4 }, () => ({ kind: 'free' })));
    settle(scene, late, 'failure');
    succeed(scene, 4);
    expect(scene.breaker.state).toBe('closed');
  });

  test('what is impossible is turned away, and nothing changes', () => {
    const scene = setUp();
    fail(scene, 3);
    const before = snapshot(scene);
    expect(() => reconfigure(scene, { slidingWindowSize: 0 })).toThrow(
      expect.objectContaining({ code: 'INVALID_CONFIG' }),
    );
    expect(snapshot(scene)).toEqual(before);
    expect(scene.breaker.config.slidingWindowSize).toBe(4);
  });
});

test('[ST2] half-open goes back to open, and open to closed only through half-open or a reset', () => {
  const scene = setUp(RUN_OF_TWO);
  fail(scene, 2);
  advance(scene, 1_000);
  fail(scene);
  command(scene, 'reset');
  expect(path(scene)).toEqual([
    'closed → open: consecutive-failures',
    'open → half-open: wait-over',
    'half-open → open: probe-failed',
    'open → closed: command',
  ]);
});
