import { describe, expect, it } from 'vitest';
import {
  acquire,
  advance,
  call,
  command,
  path,
  permits,
  settle,
  setUp,
  snapshot,
} from '../conformance/hosted-fixtures.ts';
import { compareHosted } from '../conformance/hosted-replay-fixtures.ts';
import { gobreakerDialect } from './hosted.ts';

const SMALL = { MaxRequests: 2, TimeoutMs: 1_000, ReadyToTrip: { kind: 'consecutiveFailures', n: 3 } };
const small = (changes = {}) => setUp(gobreakerDialect, { ...SMALL, ...changes });
const HALF = { kind: 'failureRatio', minRequests: 4, ratio: 0.5 };

it('behind the engine’s interface decides as recorded, restarted every few steps', { timeout: 60_000 }, () => {
  const steps = compareHosted(
    gobreakerDialect,
    {
      classifiers: ['IsExcluded', 'IsSuccessful'],
      recordedOf: ({ expect: { state, counts } }) => {
        const { Requests, TotalFailures } = Object(counts);
        return { state: String(state), bufferedCalls: Requests, failedCalls: TotalFailures };
      },
      byHand: () => false,
    },
    'gobreaker',
  );
  expect(steps).toBeGreaterThan(15_000);
});

describe('gobreaker 2.4.0, hosted', () => {
  it('trips on failures in a row, is read half-open after its timeout, and closes on successes in a row', () => {
    const bench = small();
    call(bench, 'failure', 2);
    call(bench, 'ignored');
    call(bench, 'timeout');
    expect(snapshot(bench)).toMatchObject({ state: 'open', retryAfterMs: 1_000, waitMs: 1_000, openingsInARow: 1 });
    advance(bench, 1_000);
    expect(bench.breaker.tryAcquirePermission(bench.now)).toMatchObject({ permitted: false, retryAfterMs: 0 });
    advance(bench, 1);
    expect(snapshot(bench)).toMatchObject({ state: 'half-open', probes: [{ kind: 'free' }, { kind: 'free' }] });
    call(bench, 'success');
    expect(snapshot(bench).probes).toEqual([{ kind: 'good', durationMs: 10 }, { kind: 'free' }]);
    call(bench, 'success');
    expect(path(bench)).toEqual([
      'closed → open (consecutive-failures)',
      'open → half-open (wait-over)',
      'half-open → closed (probes-good)',
    ]);
    expect(bench.transitions[0]).toMatchObject({ cause: { value: 3, threshold: 3 }, window: { failedCalls: 3 } });
  });

  it('opens at a share of its requests, unfinished ones among them', () => {
    const bench = small({ ReadyToTrip: HALF });
    const unfinished = acquire(bench);
    call(bench, 'success');
    call(bench, 'failure');
    expect(snapshot(bench).window).toMatchObject({ bufferedCalls: 3, failureRate: null });
    call(bench, 'failure');
    expect(bench.transitions).toMatchObject([
      { to: 'open', cause: { kind: 'failure-rate', value: 50, threshold: 50, bufferedCalls: 4 } },
    ]);
    settle(bench, unfinished, 'success');
    expect(bench.outcomes.at(-1)).toEqual({ outcome: 'success', late: true });
    expect(snapshot(bench)).toMatchObject({ state: 'open', window: { bufferedCalls: 0 } });
  });

  it('admits no more than MaxRequests half-open, and gives a place back for a call that says nothing', () => {
    const bench = small();
    call(bench, 'failure', 3);
    advance(bench, 1_001);
    const first = acquire(bench);
    const second = acquire(bench);
    expect(permits(bench)).toBe(false);
    bench.breaker.release(first, bench.now);
    settle(bench, second, 'ignored');
    expect(snapshot(bench).probes).toEqual([{ kind: 'free' }, { kind: 'free' }]);
    call(bench, 'failure');
    expect(bench.transitions.at(-1)).toMatchObject({ to: 'open', cause: { kind: 'probe-failed', outcome: 'failure' } });
  });

  it('shows rolling counters as of now, and reading them moves nothing', () => {
    const bench = small({ IntervalMs: 3_000, BucketPeriodMs: 1_000, ReadyToTrip: HALF });
    call(bench, 'failure', 2);
    bench.now += 1_500;
    call(bench, 'success');
    const cells = bench.breaker.windowCells(bench.now);
    expect(cells).toMatchObject([{ failure: 0 }, { failure: 2 }, { success: 1 }]);
    bench.now += 1_600;
    expect(snapshot(bench).window).toMatchObject({ bufferedCalls: 1, failedCalls: 0 });
    expect(bench.breaker.exportState(bench.now)).toMatchObject({ machine: { memory: { counts: { Requests: 3 } } } });
  });

  it('keeps a half-open breaker usable over a restart that loses its calls', () => {
    const bench = small({ MaxRequests: 1 });
    call(bench, 'failure', 3);
    advance(bench, 1_001);
    acquire(bench);
    expect(permits(bench)).toBe(false);
    bench.restart(0);
    expect(permits(bench)).toBe(true);
  });

  it('waits out the rest over a restart, and no longer than the timeout if the clock was set back', () => {
    const bench = small();
    call(bench, 'failure', 3);
    bench.restart(400);
    expect(snapshot(bench)).toMatchObject({ state: 'open', retryAfterMs: 600, totals: { failure: 3 } });
    bench.restart(-3_600_000);
    expect(snapshot(bench).retryAfterMs).toBe(1_000);
    bench.restart(100, { TimeoutMs: 300 });
    expect(snapshot(bench).retryAfterMs).toBe(200);
  });

  it('starts an empty window under another parting of it', () => {
    const bench = small({ IntervalMs: 3_000, BucketPeriodMs: 1_000 });
    call(bench, 'failure', 2);
    bench.restart(0, { BucketPeriodMs: 500 });
    expect(snapshot(bench)).toMatchObject({ state: 'closed', window: { bufferedCalls: 0 } });
  });

  it('has no half-open by hand; a reset makes a new one that knows no earlier call', () => {
    const bench = small();
    const earlier = acquire(bench);
    call(bench, 'failure', 3);
    expect(command(bench, 'half-open')).toBe(false);
    expect(command(bench, 'reset')).toBe(true);
    settle(bench, earlier, 'failure');
    expect(snapshot(bench)).toMatchObject({ state: 'closed', consecutiveFailures: 0, totals: { late: 1 } });
  });

  it('is held by the panel, and runs on behind it', () => {
    const bench = small();
    call(bench, 'failure', 3);
    command(bench, 'force-open');
    advance(bench, 2_000);
    expect(permits(bench)).toBe(false);
    command(bench, 'release');
    expect(path(bench).slice(1)).toEqual(['open → forced-open (command)', 'forced-open → half-open (command)']);
  });

  it('names the place where an exported state is damaged', () => {
    const exported = { version: 1, dialect: 'gobreaker', host: {}, machine: {} };
    const around = { now: 0, random: () => 0 };
    expect(() => gobreakerDialect.restore(gobreakerDialect.options.parse({}), exported, around)).toThrow(/state\.host/);
  });
});
