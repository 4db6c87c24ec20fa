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
import { opossumDialect } from './hosted.ts';

const SMALL = {
  timeout: 100,
  resetTimeout: 1_000,
  volumeThreshold: 4,
  rollingCountTimeout: 5_000,
  rollingCountBuckets: 5,
};
const small = (changes = {}) => setUp(opossumDialect, { ...SMALL, ...changes });

/** opossum's `open()` and `close()` hold nothing, and its shutdown is final: the panel has other commands. */
function obey(bench: Bench, { op }: TraceStep): boolean {
  if (op !== 'disable' && op !== 'enable') return false;
  command(bench, op === 'disable' ? 'disable' : 'release');
  return true;
}

it('behind the engine’s interface decides as recorded, restarted every few steps', { timeout: 60_000 }, () => {
  const steps = compareHosted(
    opossumDialect,
    {
      classifiers: ['errorFilter'],
      recordedOf: ({ expect: { state, enabled, stats } }) => {
        const { fires, failures } = Object(stats);
        const shown = state === 'halfOpen' ? 'half-open' : String(state);
        return { state: enabled === true ? shown : 'disabled', bufferedCalls: fires, failedCalls: failures };
      },
      byHand: obey,
    },
    'opossum',
  );
  expect(steps).toBeGreaterThan(9_000);
});

describe('opossum 9.0.0, hosted', () => {
  it('opens above its share of fires, asks for its timer, and closes with one trial', () => {
    const bench = small();
    call(bench, 'success', 2);
    call(bench, 'failure', 2);
    expect(snapshot(bench)).toMatchObject({ state: 'closed', window: { bufferedCalls: 4, failureRate: 50 } });
    call(bench, 'failure');
    expect(bench.transitions).toMatchObject([
      { to: 'open', cause: { kind: 'failure-rate', value: 60, threshold: 50 }, waitMs: 1_000 },
    ]);
    expect(bench.breaker.nextTickAt()).toBe(bench.now + 1_000);
    expect(bench.breaker.tryAcquirePermission(bench.now)).toMatchObject({ state: 'open', retryAfterMs: 1_000 });
    advance(bench, 1_000);
    expect(snapshot(bench)).toMatchObject({ state: 'half-open', probes: [{ kind: 'free' }] });
    const trial = acquire(bench);
    expect(permits(bench)).toBe(false);
    settle(bench, trial, 'ignored');
    expect(path(bench).slice(1)).toEqual(['open → half-open (wait-over)', 'half-open → closed (probes-good)']);
  });

  it('times a call out by itself, and lets what it answers later change nothing', () => {
    const bench = small({ volumeThreshold: 0 });
    const slow = acquire(bench);
    advance(bench, 99);
    expect(bench.breaker.state).toBe('closed');
    advance(bench, 1);
    expect(bench.transitions).toMatchObject([
      { to: 'open', at: bench.now, cause: { kind: 'failure-rate', value: 100 } },
    ]);
    expect(bench.breaker.windowCells(bench.now).at(-1)).toMatchObject({ timeout: 1, failure: 0 });
    settle(bench, slow, 'success', 150);
    expect(snapshot(bench)).toMatchObject({ state: 'open', window: { bufferedCalls: 1, failedCalls: 1 } });
  });

  it('counts a call above its capacity as a failure', () => {
    const bench = small({ capacity: 1, volumeThreshold: 2, errorThresholdPercentage: 40 });
    acquire(bench);
    expect(permits(bench)).toBe(false);
    expect(path(bench)).toEqual(['closed → open (failure-rate)']);
  });

  it('is closed or opened half-open by any call, also by one from before', () => {
    const bench = small({ timeout: false });
    const [early, earlier] = [acquire(bench), acquire(bench)];
    call(bench, 'failure', 3);
    advance(bench, 1_000);
    settle(bench, early, 'timeout', 1_000);
    expect(bench.transitions.at(-1)).toMatchObject({ to: 'open', cause: { kind: 'probe-failed', outcome: 'timeout' } });
    advance(bench, 1_000);
    settle(bench, earlier, 'success');
    expect(path(bench).at(-1)).toBe('half-open → closed (probes-good)');
    expect(bench.outcomes.at(-1)).toEqual({ outcome: 'success', late: true });
  });

  it('turns its window whether anybody looks or not, and reading it turns nothing', () => {
    const bench = small();
    call(bench, 'failure', 2);
    bench.now += 4_999;
    expect(snapshot(bench).window.bufferedCalls).toBe(2);
    bench.now += 1;
    expect(snapshot(bench).window.bufferedCalls).toBe(0);
    expect(bench.breaker.exportState(bench.now)).toMatchObject({ machine: { memory: { window: { buckets: [{}] } } } });
    call(bench, 'failure', 3);
    expect(bench.breaker.state).toBe('closed');
  });

  it('does not open while it warms up', () => {
    const bench = small({ allowWarmUp: true });
    call(bench, 'failure', 9);
    bench.restart(0);
    expect(bench.breaker.state).toBe('closed');
    advance(bench, 5_000);
    call(bench, 'failure', 4);
    expect(bench.breaker.state).toBe('open');
  });

  it('is disabled in its own way: calls run unguarded, and its timers go on', () => {
    const bench = small();
    call(bench, 'failure', 4);
    command(bench, 'disable');
    bench.restart(0);
    call(bench, 'failure', 3);
    expect(snapshot(bench)).toMatchObject({ state: 'disabled', window: { bufferedCalls: 7, failedCalls: 4 } });
    advance(bench, 1_000);
    expect(bench.breaker.state).toBe('disabled');
    command(bench, 'release');
    expect(path(bench).slice(1)).toEqual(['open → disabled (command)', 'disabled → half-open (command)']);
  });

  it('is held open by the panel, since its own open() would end', () => {
    const bench = small();
    command(bench, 'force-open');
    advance(bench, 60_000);
    expect(permits(bench)).toBe(false);
    command(bench, 'release');
    expect(bench.breaker.state).toBe('closed');
    expect(command(bench, 'half-open')).toBe(false);
  });

  it('is as new after a reset, and the calls of before are not its own', () => {
    const bench = small();
    const before = acquire(bench);
    call(bench, 'failure', 3);
    command(bench, 'reset');
    settle(bench, before, 'failure');
    advance(bench, 1_000);
    expect(snapshot(bench)).toMatchObject({
      state: 'closed',
      consecutiveFailures: 0,
      openingsInARow: 0,
      window: { bufferedCalls: 0 },
      totals: { failure: 4 },
    });
  });

  it('starts in the state that it is given; shut down it rejects until it is reset', () => {
    const lastTimerAt = 1_699_999_990_000;
    expect(small({ state: { closed: false, lastTimerAt } }).breaker.state).toBe('half-open');
    expect(small({ state: { closed: false } }).breaker.state).toBe('open');
    expect(small({ enabled: false }).breaker.state).toBe('disabled');
    const bench = small({ state: { shutdown: true } });
    expect(permits(bench)).toBe(false);
    command(bench, 'reset');
    call(bench, 'success');
    expect(bench.breaker.state).toBe('closed');
  });

  it('waits out the rest over a restart, gives a lost trial’s place to another, and knows its window again', () => {
    const bench = small();
    call(bench, 'failure', 4);
    bench.restart(400);
    expect(snapshot(bench)).toMatchObject({ retryAfterMs: 600, window: { bufferedCalls: 4, failedCalls: 4 } });
    bench.restart(0, { resetTimeout: 500 });
    expect(snapshot(bench).retryAfterMs).toBe(100);
    advance(bench, 100);
    acquire(bench);
    bench.restart(0);
    const trial = acquire(bench);
    bench.breaker.release(trial, bench.now);
    call(bench, 'success');
    expect(bench.breaker.state).toBe('closed');
    bench.restart(0, { rollingCountBuckets: 10 });
    expect(snapshot(bench).window.bufferedCalls).toBe(0);
  });
});
