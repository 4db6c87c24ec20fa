import { describe, expect, test } from 'vitest';
import {
  acquire,
  advance,
  call,
  command,
  fail,
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

test('a breaker trips, waits, tries three probes and closes', () => {
  const scene = setUp();
  succeed(scene, 2);
  fail(scene, 2);
  expect(snapshot(scene)).toMatchObject({ state: 'open', retryAfterMs: 1_000, openingsInARow: 1 });
  advance(scene, 1_000);
  succeed(scene, 3);
  expect(path(scene)).toEqual([
    'closed → open: failure-rate',
    'open → half-open: wait-over',
    'half-open → closed: probes-good',
  ]);
  expect(snapshot(scene)).toMatchObject({ state: 'closed', openingsInARow: 0, generation: 4 });
});

describe('[CB1] asking for permission', () => {
  test.each(['closed', 'forced-closed', 'metrics-only', 'disabled'] as const)(
    'while %s gives an ordinary permit',
    (state) => {
      const scene = setUpIn(state);
      expect(acquire(scene)).toMatchObject({ permitted: true, probe: false, generation: scene.breaker.generation });
    },
  );

  test('while half-open gives a probe', () => {
    const scene = setUpIn('half-open');
    expect(acquire(scene)).toMatchObject({ permitted: true, probe: true, generation: scene.breaker.generation });
  });

  test('while open is rejected with the rest of the wait', () => {
    const scene = setUpIn('open');
    advance(scene, 400);
    expect(scene.breaker.tryAcquirePermission(scene.now)).toEqual({
      permitted: false,
      state: 'open',
      retryAfterMs: 600,
    });
  });

  test('while forced open is rejected, and no moment is known', () => {
    const scene = setUpIn('forced-open');
    expect(scene.breaker.tryAcquirePermission(scene.now)).toEqual({
      permitted: false,
      state: 'forced-open',
      retryAfterMs: null,
    });
  });

  test('while half-open is rejected once all probes are out, and no moment is known', () => {
    const scene = setUpIn('half-open');
    for (let n = 0; n < 3; n += 1) acquire(scene);
    expect(scene.breaker.tryAcquirePermission(scene.now)).toEqual({
      permitted: false,
      state: 'half-open',
      retryAfterMs: null,
    });
  });

  test('a rejected call is told and counted as that, and is never a failure', () => {
    const scene = setUpIn('open');
    const before = snapshot(scene);
    scene.breaker.tryAcquirePermission(scene.now);
    expect(scene.told.at(-1)).toEqual({ kind: 'rejected', state: 'open', now: scene.now });
    expect(snapshot(scene)).toEqual({ ...before, totals: { ...before.totals, rejected: 1 } });
  });
});

describe('[CB2] a permit is settled exactly once', () => {
  const ends = ['success', 'failure', 'timeout', 'ignored', 'release'] as const;
  test.each(ends.flatMap((first) => ends.map((second) => [first, second] as const)))('%s, then %s', (first, second) => {
    for (const state of ['closed', 'half-open'] as const) {
      const scene = setUpIn(state);
      const permit = acquire(scene);
      const end = (how: (typeof ends)[number]) =>
        how === 'release' ? scene.breaker.release(permit, scene.now) : settle(scene, permit, how);
      expect(end(first)).toBe(true);
      const after = [snapshot(scene), scene.told.length];
      expect(end(second)).toBe(false);
      expect([snapshot(scene), scene.told.length]).toEqual(after);
    }
  });

  test('a released call leaves no trace', () => {
    const scene = setUp();
    const before = snapshot(scene);
    scene.breaker.release(acquire(scene), scene.now);
    expect([snapshot(scene), scene.told]).toEqual([before, []]);
  });

  test('a permit of another breaker is turned away', () => {
    const scene = setUp();
    const foreign = acquire(setUp());
    expect(() => settle(scene, foreign, 'failure')).toThrow(TypeError);
    expect(() => scene.breaker.release({ permitted: true, generation: 1, probe: false }, scene.now)).toThrow(TypeError);
  });
});

describe('[CB4] a late outcome changes totals and nothing else', () => {
  test.each(['success', 'failure', 'timeout', 'ignored'] as const)(
    '%s, in every state and whatever it was given in',
    (outcome) => {
      for (const given of ['closed', 'half-open', 'forced-closed', 'metrics-only', 'disabled'] as const) {
        for (const state of BREAKER_STATES) {
          const scene = setUpIn(given, { permittedNumberOfCallsInHalfOpenState: 5 });
          const permits = Array.from({ length: 5 }, () => acquire(scene));
          command(scene, 'reset');
          if (state === 'open' || state === 'half-open') fail(scene, 4);
          if (state === 'half-open') command(scene, 'half-open');
          if (state === 'forced-open') command(scene, 'force-open');
          if (state === 'forced-closed') command(scene, 'force-closed');
          if (state === 'metrics-only') command(scene, 'metrics-only');
          if (state === 'disabled') command(scene, 'disable');
          const { totals, ...before } = snapshot(scene);
          for (const permit of permits) expect(settle(scene, permit, outcome)).toBe(true);
          const { totals: after, ...rest } = snapshot(scene);
          expect(rest, `${given}, then ${state}`).toEqual(before);
          expect(after).toEqual({ ...totals, late: 5, [outcome]: totals[outcome] + 5 });
        }
      }
    },
  );

  test('it is announced as late, with its slowness', () => {
    const scene = setUp();
    const permit = acquire(scene);
    command(scene, 'reset');
    settle(scene, permit, 'failure', 500);
    expect(scene.told).toEqual([
      { kind: 'outcome', outcome: 'failure', durationMs: 500, slow: true, late: true, now: scene.now },
    ]);
  });

  test('a failure begun while closed does not disturb half-open', () => {
    const scene = setUp(RUN_OF_TWO);
    const late = acquire(scene);
    fail(scene, 2);
    advance(scene, 1_000);
    settle(scene, late, 'failure');
    expect(snapshot(scene)).toMatchObject({ state: 'half-open', window: { bufferedCalls: 0 } });
    succeed(scene);
    expect(scene.breaker.state).toBe('closed');
  });

  test('a late probe gives back no slot of newer probes', () => {
    const scene = setUpIn('half-open');
    const late = acquire(scene);
    reconfigure(scene, {});
    for (let n = 0; n < 3; n += 1) acquire(scene);
    scene.breaker.release(late, scene.now);
    expect(scene.breaker.tryAcquirePermission(scene.now).permitted).toBe(false);
  });

  test('every transition, reset and configuration begins a generation', () => {
    const scene = setUp();
    const generations = [scene.breaker.generation];
    const step = (act: () => void) => {
      act();
      generations.push(scene.breaker.generation);
    };
    step(() => fail(scene, 4));
    step(() => advance(scene, 1_000));
    step(() => succeed(scene, 3));
    step(() => command(scene, 'reset'));
    step(() => reconfigure(scene, {}));
    step(() => command(scene, 'disable'));
    step(() => command(scene, 'disable'));
    expect(generations).toEqual([1, 2, 3, 4, 5, 6, 7, 7]);
  });
});

describe('[CB5] an ignored outcome', () => {
  test('enters no window and leaves the run of failures', () => {
    const scene = setUp();
    fail(scene, 2);
    call(scene, 'ignored', 10, 500);
    expect(letters(scene)).toBe('ff');
    expect(snapshot(scene)).toMatchObject({ consecutiveFailures: 2, totals: { ignored: 10, slow: 0, failure: 2 } });
  });

  test('gives the probe back', () => {
    const scene = setUpIn('half-open');
    call(scene, 'ignored', 20);
    for (let n = 0; n < 3; n += 1) acquire(scene);
    expect(scene.breaker.tryAcquirePermission(scene.now).permitted).toBe(false);
  });
});

describe('[CB6] the outcome is announced before the transition it causes', () => {
  const kindsOf = (scene: ReturnType<typeof setUp>) => scene.told.map(({ kind }) => kind);

  test('when it opens, when it closes and when a probe fails', () => {
    const scene = setUp(RUN_OF_TWO);
    fail(scene, 2);
    expect(kindsOf(scene)).toEqual(['outcome', 'outcome', 'transition']);
    advance(scene, 1_000);
    succeed(scene);
    expect(kindsOf(scene).slice(3)).toEqual(['transition', 'outcome', 'transition']);
    fail(scene, 2);
    advance(scene, 1_000);
    fail(scene);
    expect(kindsOf(scene).slice(-2)).toEqual(['outcome', 'transition']);
  });

  test('the outcome that decides is in the window that the transition tells', () => {
    const scene = setUp();
    fail(scene, 4);
    expect(scene.told.at(-1)).toMatchObject({ transition: { window: { bufferedCalls: 4, failedCalls: 4 } } });
  });
});

test('totals are of a whole life', () => {
  const scene = setUp();
  succeed(scene, 2);
  call(scene, 'timeout', 1, 101);
  call(scene, 'failure', 1, 100);
  scene.breaker.tryAcquirePermission(scene.now);
  command(scene, 'reset');
  call(scene, 'ignored');
  command(scene, 'disable');
  call(scene, 'failure', 1, 101);
  expect(snapshot(scene).totals).toEqual({
    success: 2,
    failure: 2,
    timeout: 1,
    ignored: 1,
    slow: 2,
    rejected: 1,
    late: 0,
  });
});
