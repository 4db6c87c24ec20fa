import { describe, expect, it } from 'vitest';
import {
  acquire,
  advance,
  type Bench,
  call,
  command,
  path,
  permits,
  settle,
  setUp,
  snapshot,
} from '../conformance/hosted-fixtures.ts';
import { compareHosted } from '../conformance/hosted-replay-fixtures.ts';
import type { TraceStep } from '../conformance/trace.ts';
import { cockatielDialect } from './hosted.ts';

const CONSECUTIVE = { breaker: { type: 'ConsecutiveBreaker', threshold: 3 }, halfOpenAfter: 1_000 };
const COUNT = { breaker: { type: 'CountBreaker', threshold: 0.5, size: 4 }, halfOpenAfter: 1_000 };
const SAMPLING = { breaker: { type: 'SamplingBreaker', threshold: 0.5, duration: 5_000, minimumRps: 0.8 } };
const STATES: Readonly<Record<string, string>> = {
  Closed: 'closed',
  Open: 'open',
  HalfOpen: 'half-open',
  Isolated: 'forced-open',
};

/** The panel has one hold where cockatiel counts handles. */
class Handles {
  readonly #held = new Map<Bench, Set<number>>();

  obey(bench: Bench, step: TraceStep): boolean {
    const held = this.#held.get(bench) ?? new Set();
    this.#held.set(bench, held);
    if (step.op === 'forceOpen') {
      held.add(step.handle ?? 0);
      command(bench, 'force-open');
    } else if (step.op === 'releaseForce') {
      if (held.delete(step.handle) && held.size === 0) command(bench, 'release');
    } else return false;
    return true;
  }
}

it.each(['consecutive', 'count', 'sampling'])(
  'behind the engine’s interface a %s breaker decides as recorded, restarted every few steps',
  { timeout: 60_000 },
  (kind) => {
    const handles = new Handles();
    const steps = compareHosted(
      cockatielDialect,
      {
        classifiers: ['handled'],
        recordedOf: ({ expect: { state, breakerState, queued } }) => {
          // A call that waits there is rejected here; what it does afterwards the panel's breaker never sees.
          if (queued === true) return null;
          const { successes = 0, failures } = Object(breakerState);
          return {
            state: STATES[String(state)] ?? String(state),
            bufferedCalls: successes + failures,
            failedCalls: failures,
          };
        },
        byHand: (bench, step) => handles.obey(bench, step),
      },
      `cockatiel-${kind}`,
    );
    expect(steps).toBeGreaterThan(11_000);
  },
);

describe('cockatiel 3.2.1, hosted', () => {
  it('trips at the n-th failure in a row, and an ignored error ends no run', () => {
    const bench = setUp(cockatielDialect, CONSECUTIVE);
    call(bench, 'failure', 2);
    call(bench, 'ignored');
    call(bench, 'timeout');
    expect(bench.transitions).toMatchObject([
      { to: 'open', cause: { kind: 'consecutive-failures', value: 3, threshold: 3 }, waitMs: 1_000 },
    ]);
    expect(snapshot(bench)).toMatchObject({ state: 'open', consecutiveFailures: 3, openingsInARow: 1 });
    expect(bench.breaker.windowCells(bench.now)).toHaveLength(3);
  });

  it('opens above its share of the last calls, strictly, and shows them', () => {
    const bench = setUp(cockatielDialect, COUNT);
    call(bench, 'success', 2);
    call(bench, 'failure', 2);
    expect(snapshot(bench)).toMatchObject({ state: 'closed', window: { bufferedCalls: 4, failureRate: 50 } });
    call(bench, 'failure');
    expect(bench.transitions).toMatchObject([
      { to: 'open', cause: { kind: 'failure-rate', value: 75, threshold: 50 } },
    ]);
    expect(bench.breaker.windowCells(bench.now)).toMatchObject([
      { outcome: 'success' },
      { outcome: 'failure' },
      { outcome: 'failure' },
      { outcome: 'failure' },
    ]);
  });

  it('shows the windows of a sampling breaker as seconds', () => {
    const bench = setUp(cockatielDialect, { ...SAMPLING, halfOpenAfter: 1_000 });
    call(bench, 'success');
    advance(bench, 1_000);
    call(bench, 'failure', 2);
    expect(snapshot(bench).window).toMatchObject({ bufferedCalls: 3, failedCalls: 2, failureRate: null });
    expect(bench.breaker.windowCells(bench.now).slice(-2)).toMatchObject([{ success: 1 }, { failure: 2 }]);
    call(bench, 'failure');
    expect(bench.transitions).toMatchObject([{ to: 'open', cause: { kind: 'failure-rate', value: 75 } }]);
  });

  it('goes half-open on the first call at the wait; one that would wait for the trial is rejected', () => {
    const bench = setUp(cockatielDialect, CONSECUTIVE);
    call(bench, 'failure', 3);
    advance(bench, 999);
    expect(bench.breaker.tryAcquirePermission(bench.now)).toMatchObject({ state: 'open', retryAfterMs: 1 });
    advance(bench, 1);
    expect(snapshot(bench)).toMatchObject({ state: 'open', retryAfterMs: 0 });
    const trial = acquire(bench);
    expect(trial.probe).toBe(true);
    expect(bench.breaker.tryAcquirePermission(bench.now)).toMatchObject({ state: 'half-open', retryAfterMs: null });
    expect(snapshot(bench).probes).toEqual([{ kind: 'in-flight', sinceMs: 0 }]);
    settle(bench, trial, 'ignored');
    expect(path(bench).slice(1)).toEqual(['open → half-open (wait-over)', 'half-open → closed (probes-good)']);
  });

  it('waits longer each time a trial fails, and anew once it was closed', () => {
    const halfOpenAfter = { type: 'IterableBackoff', durations: [100, 300] };
    const bench = setUp(cockatielDialect, { ...CONSECUTIVE, halfOpenAfter });
    call(bench, 'failure', 3);
    for (const wait of [100, 300, 300]) {
      expect(snapshot(bench).waitMs).toBe(wait);
      advance(bench, wait);
      call(bench, 'failure');
    }
    expect(bench.transitions.at(-1)).toMatchObject({ cause: { kind: 'probe-failed', outcome: 'failure' } });
    advance(bench, 300);
    call(bench, 'success');
    call(bench, 'failure', 3);
    expect(snapshot(bench)).toMatchObject({ waitMs: 100, openingsInARow: 1 });
  });

  it('is opened again by a late failure while half-open', () => {
    const bench = setUp(cockatielDialect, CONSECUTIVE);
    const straggler = acquire(bench);
    call(bench, 'failure', 3);
    advance(bench, 1_000);
    acquire(bench);
    settle(bench, straggler, 'failure');
    expect(bench.outcomes.at(-1)).toEqual({ outcome: 'failure', late: true });
    expect(path(bench).at(-1)).toBe('half-open → open (consecutive-failures)');
  });

  it('makes the next call the trial when the trial is given back, or lost with a restart', () => {
    const bench = setUp(cockatielDialect, CONSECUTIVE);
    call(bench, 'failure', 3);
    advance(bench, 1_000);
    bench.breaker.release(acquire(bench), bench.now);
    expect(snapshot(bench)).toMatchObject({ state: 'half-open', probes: [{ kind: 'free' }] });
    acquire(bench);
    expect(permits(bench)).toBe(false);
    bench.restart(0);
    call(bench, 'success');
    expect(path(bench).at(-1)).toBe('half-open → closed (probes-good)');
  });

  it('is isolated by hand, and closed by the end of it with its counters as they were', () => {
    const bench = setUp(cockatielDialect, CONSECUTIVE);
    call(bench, 'failure', 2);
    command(bench, 'force-open');
    bench.restart(0);
    expect(permits(bench)).toBe(false);
    expect(snapshot(bench)).toMatchObject({ state: 'forced-open', computedState: 'closed' });
    command(bench, 'release');
    call(bench, 'failure');
    expect(path(bench)).toEqual([
      'closed → forced-open (command)',
      'forced-open → closed (command)',
      'closed → open (consecutive-failures)',
    ]);
  });

  it('is as new after a reset from isolation too', () => {
    const bench = setUp(cockatielDialect, CONSECUTIVE);
    call(bench, 'failure', 2);
    command(bench, 'force-open');
    command(bench, 'reset');
    call(bench, 'failure', 2);
    expect(bench.breaker.state).toBe('closed');
  });

  it('is as new after a reset, and the calls of before are not its own', () => {
    const bench = setUp(cockatielDialect, CONSECUTIVE);
    const before = acquire(bench);
    call(bench, 'failure', 2);
    command(bench, 'reset');
    settle(bench, before, 'failure');
    expect(snapshot(bench)).toMatchObject({ state: 'closed', consecutiveFailures: 0, totals: { late: 1 } });
    expect(command(bench, 'half-open')).toBe(false);
  });

  it('comes back under other options with the newest calls that they hold, and with their wait', () => {
    const bench = setUp(cockatielDialect, COUNT);
    call(bench, 'success', 2);
    call(bench, 'failure', 2);
    bench.restart(0, { breaker: { type: 'CountBreaker', threshold: 0.9, size: 3 } });
    expect(snapshot(bench).window).toMatchObject({ bufferedCalls: 3, failedCalls: 2 });
    call(bench, 'failure');
    bench.restart(0, { breaker: { type: 'CountBreaker', threshold: 0.9, size: 3 }, halfOpenAfter: 50 });
    expect(snapshot(bench)).toMatchObject({ state: 'open', waitMs: 50 });
    bench.restart(0, { breaker: { type: 'ConsecutiveBreaker', threshold: 2 } });
    expect(snapshot(bench).window.bufferedCalls).toBe(0);
  });
});
