import { describe, expect, test } from 'vitest';
import type { BreakerObserver } from './breaker-event.ts';
import {
  acquire,
  advance,
  call,
  command,
  fail,
  path,
  RUN_OF_TWO,
  reconfigure,
  type Scene,
  START,
  settle,
  setUp,
  setUpIn,
  snapshot,
  succeed,
} from './breaker-fixtures.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';

/** Two trips and a shadow mode: everything an observer can be told. */
function live(scene: Scene): void {
  fail(scene, 4);
  scene.breaker.tryAcquirePermission(scene.now);
  advance(scene, 1_000);
  succeed(scene, 3);
  command(scene, 'metrics-only');
  fail(scene, 4);
  command(scene, 'release');
}

describe('[CB7] an observer that throws breaks nothing', () => {
  const thrown = new Error('observer');
  const hostile = Object.fromEntries(
    ['outcome', 'rejected', 'transition', 'wouldOpen'].map((method) => [
      method,
      () => {
        throw thrown;
      },
    ]),
  ) as unknown as BreakerObserver;

  test('the breaker lives as without it, and every error is reported', () => {
    const scene = setUp({}, hostile);
    const quiet = setUp();
    live(scene);
    live(quiet);
    expect(snapshot(scene)).toEqual(snapshot(quiet));
    expect(scene.errors).toHaveLength(quiet.told.length);
    expect(new Set(scene.errors)).toEqual(new Set([thrown]));
  });

  test('nor does one whose errors nobody takes, or whose reporter throws', () => {
    for (const onObserverError of [
      undefined,
      () => {
        throw thrown;
      },
    ]) {
      const breaker = createCircuitBreaker(
        {},
        { now: () => START, random: () => 0, observer: hostile, onObserverError },
      );
      breaker.execute({ kind: 'force-open', actor: 'operator', reason: 'test' }, START);
      expect(breaker.tryAcquirePermission(START).permitted).toBe(false);
    }
  });

  test('an observer may leave out what it does not want to hear', () => {
    const scene = setUp({}, {});
    live(scene);
    expect(scene.breaker.state).toBe('open');
    expect(scene.errors).toEqual([]);
  });
});

describe('[CB7] watchers change nothing', () => {
  test.each(['closed', 'open', 'half-open', 'forced-open', 'metrics-only', 'disabled'] as const)(
    'while %s',
    (state) => {
      for (const slidingWindowType of ['count-based', 'time-based'] as const) {
        const watched = setUpIn(state, { slidingWindowType });
        const alone = setUpIn(state, { slidingWindowType });
        for (const laterMs of [0, 500, 1_000, 3_000, 60_000, 0]) {
          const at = START + laterMs;
          watched.breaker.snapshot(at);
          watched.breaker.windowCells(at);
          watched.breaker.exportState();
          watched.breaker.nextTickAt();
        }
        expect(watched.breaker.exportState()).toEqual(alone.breaker.exportState());
        expect(watched.told).toEqual(alone.told);
        expect(snapshot(watched)).toEqual(snapshot(alone));
      }
    },
  );

  test('a snapshot is a copy: neither later calls nor its reader reach it', () => {
    const scene = setUp();
    const before = snapshot(scene);
    const kept = structuredClone(before);
    fail(scene, 2);
    expect(before).toEqual(kept);
  });
});

describe('an observer that gives commands while it is told', () => {
  test('a reset on the outcome leaves nothing for that outcome to open', () => {
    const scene: Scene = setUp(RUN_OF_TWO, {
      outcome: (outcome) => {
        if (outcome === 'failure') command(scene, 'reset');
      },
    });
    fail(scene, 10);
    expect(snapshot(scene)).toMatchObject({ state: 'closed', consecutiveFailures: 0, window: { bufferedCalls: 0 } });
  });

  test('a reset on the outcome that meets the rate opens nothing either', () => {
    let heard = 0;
    const scene: Scene = setUp(
      {},
      {
        outcome: () => {
          heard += 1;
          if (heard === 4) command(scene, 'reset');
        },
      },
    );
    fail(scene, 4);
    expect(snapshot(scene)).toMatchObject({ state: 'closed', window: { bufferedCalls: 0 } });
  });

  test('half-open begun anew on a failed probe is not decided by that probe', () => {
    const scene: Scene = setUp(RUN_OF_TWO, {
      outcome: () => {
        if (scene.breaker.state !== 'half-open') return;
        command(scene, 'force-open');
        command(scene, 'half-open');
      },
    });
    fail(scene, 2);
    advance(scene, 1_000);
    fail(scene);
    expect(snapshot(scene)).toMatchObject({ state: 'half-open', window: { bufferedCalls: 0 } });
  });

  test('a reset on the way to half-open makes the call that asked an ordinary one', () => {
    const scene: Scene = setUp(RUN_OF_TWO, {
      transition: ({ to }) => {
        if (to === 'half-open') command(scene, 'reset');
      },
    });
    fail(scene, 2);
    scene.now += 1_000;
    const permit = acquire(scene);
    expect(permit).toMatchObject({ probe: false, generation: scene.breaker.generation });
    settle(scene, permit, 'success');
    expect(snapshot(scene).window.bufferedCalls).toBe(1);
  });
});

describe('[ST4] metrics-only announces when it would have opened', () => {
  const announced = (scene: Scene) => scene.told.flatMap((one) => (one.kind === 'would-open' ? [one.threshold] : []));

  test('once, until no threshold is met any more', () => {
    const scene = setUpIn('metrics-only');
    fail(scene, 3);
    expect(announced(scene)).toEqual([]);
    fail(scene, 3);
    expect(announced(scene)).toMatchObject([{ kind: 'failure-rate', value: 100, threshold: 50 }]);
    succeed(scene, 4);
    fail(scene, 1);
    expect(announced(scene)).toHaveLength(1);
    fail(scene, 1);
    expect(announced(scene)).toMatchObject([{ value: 100 }, { value: 50 }]);
    expect(path(scene)).toEqual(['closed → metrics-only: command']);
  });

  test('a window in which nothing fails meets none any more', () => {
    const scene = setUpIn('metrics-only', { failureRateThreshold: 25 });
    fail(scene, 4);
    succeed(scene, 4);
    fail(scene);
    expect(announced(scene)).toMatchObject([{ value: 100 }, { value: 25 }]);
  });

  test('the outcome comes first', () => {
    const scene = setUpIn('metrics-only');
    fail(scene, 4);
    expect(scene.told.slice(-2).map(({ kind }) => kind)).toEqual(['outcome', 'would-open']);
  });

  test('[ST8] a new configuration announces anew only what it had not met before', () => {
    const scene = setUpIn('metrics-only');
    fail(scene, 4);
    reconfigure(scene, { failureRateThreshold: 90 });
    fail(scene);
    expect(announced(scene)).toHaveLength(1);
  });

  test('forced-closed does not', () => {
    const scene = setUpIn('forced-closed');
    fail(scene, 10);
    call(scene, 'timeout', 10);
    expect(announced(scene)).toEqual([]);
    expect(scene.breaker.state).toBe('forced-closed');
  });
});
