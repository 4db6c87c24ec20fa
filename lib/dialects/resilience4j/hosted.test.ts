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
import { resilience4jDialect } from './hosted.ts';

/** Trips on 2 of 4, waits a second, and decides on 2 probes. */
const SMALL = {
  slidingWindowSize: 4,
  minimumNumberOfCalls: 4,
  slowCallDurationThresholdMs: 100,
  permittedNumberOfCallsInHalfOpenState: 2,
  waitDurationInOpenStateMs: 1_000,
};
const small = (changes = {}) => setUp(resilience4jDialect, { ...SMALL, ...changes });

describe('Resilience4j 2.4.0, hosted', () => {
  it('trips at the threshold and says why', () => {
    const bench = small();
    call(bench, 'success', 2);
    call(bench, 'failure', 2);
    expect(bench.transitions).toMatchObject([
      {
        from: 'closed',
        to: 'open',
        cause: { kind: 'failure-rate', value: 50, threshold: 50, bufferedCalls: 4, failedCalls: 2 },
        generation: 2,
        waitMs: 1_000,
      },
    ]);
    expect(bench.breaker.tryAcquirePermission(bench.now)).toMatchObject({ permitted: false, retryAfterMs: 1_000 });
  });

  it('compares 32-bit floats: a third of the calls meets 33.333333 percent', () => {
    const bench = small({ failureRateThreshold: 33.333_333, slidingWindowSize: 3, minimumNumberOfCalls: 3 });
    call(bench, 'success', 2);
    call(bench, 'failure');
    expect(bench.breaker.state).toBe('open');
  });

  it('goes half-open strictly after the wait, by a call alone', () => {
    const bench = small();
    call(bench, 'timeout', 4);
    expect(bench.breaker.nextTickAt()).toBeNull();
    advance(bench, 1_000);
    expect(permits(bench)).toBe(false);
    advance(bench, 1);
    expect(permits(bench)).toBe(true);
    expect(bench.breaker.state).toBe('half-open');
    expect(snapshot(bench).probes).toEqual([{ kind: 'in-flight', sinceMs: 0 }, { kind: 'free' }]);
  });

  it('with the automatic transition asks for a tick at exactly the wait', () => {
    const bench = small({ automaticTransitionFromOpenToHalfOpenEnabled: true });
    call(bench, 'failure', 4);
    expect(bench.breaker.nextTickAt()).toBe(bench.now + 1_000);
    advance(bench, 1_000);
    expect(path(bench)).toEqual(['closed → open (failure-rate)', 'open → half-open (wait-over)']);
  });

  it('acts on a late tick as of when it was due', () => {
    const bench = small({ automaticTransitionFromOpenToHalfOpenEnabled: true, maxWaitDurationInHalfOpenStateMs: 300 });
    call(bench, 'failure', 4);
    const trippedAt = bench.now;
    bench.now += 1_400;
    bench.breaker.tick(bench.now);
    expect(bench.transitions.map(({ to, at }) => [to, at - trippedAt])).toEqual([
      ['open', 0],
      ['half-open', 1_000],
      ['open', 1_300],
    ]);
  });

  it('lets late results decide a half-open breaker, and tells them as late', () => {
    const bench = small();
    const stragglers = [acquire(bench), acquire(bench)];
    call(bench, 'failure', 4);
    advance(bench, 1_001);
    acquire(bench);
    for (const straggler of stragglers) settle(bench, straggler, 'success');
    expect(path(bench).at(-1)).toBe('half-open → closed (probes-good)');
    expect(bench.outcomes.slice(-2)).toEqual([
      { outcome: 'success', late: true },
      { outcome: 'success', late: true },
    ]);
    expect(snapshot(bench).totals).toMatchObject({ success: 2, failure: 4, late: 2 });
  });

  it('has forced-open, disabled and metrics-only of its own, and a release closes', () => {
    const bench = small();
    command(bench, 'force-open');
    expect(permits(bench)).toBe(false);
    command(bench, 'disable');
    call(bench, 'failure', 9);
    expect(snapshot(bench).window.bufferedCalls).toBe(0);
    command(bench, 'metrics-only');
    call(bench, 'failure', 9);
    expect(bench.wouldOpen.map(({ kind }) => kind)).toEqual(['failure-rate']);
    expect(snapshot(bench)).toMatchObject({ state: 'metrics-only', computedState: 'closed' });
    expect(command(bench, 'release')).toBe(true);
    expect(path(bench).at(-1)).toBe('metrics-only → closed (command)');
  });

  it('is held forced-closed by the panel, and lives on behind it', () => {
    const bench = small();
    command(bench, 'force-open');
    command(bench, 'force-closed');
    call(bench, 'failure', 9);
    expect(snapshot(bench)).toMatchObject({ state: 'forced-closed', computedState: 'open', retryAfterMs: null });
    bench.breaker.expireHold(bench.now);
    expect(path(bench).slice(1)).toEqual([
      'forced-open → forced-closed (command)',
      'forced-closed → open (hold-expired)',
    ]);
    expect(permits(bench)).toBe(false);
  });

  it('takes the same hold again as done, and refuses what it can’t', () => {
    const bench = small();
    command(bench, 'force-open');
    const { generation } = bench.breaker;
    expect(command(bench, 'force-open')).toBe(true);
    expect(bench.breaker.generation).toBe(generation);
    command(bench, 'reset');
    expect(bench.breaker.execute({ kind: 'half-open', actor: 'operator', reason: '' }, bench.now)).toEqual({
      code: 'ILLEGAL_TRANSITION',
      from: 'closed',
      command: 'half-open',
      message: "A resilience4j breaker that is closed can't carry out 'half-open'",
    });
    expect(command(bench, 'release')).toBe(false);
  });

  it('comes back open with its wait over where it was half-open: its probes are lost', () => {
    const bench = small();
    call(bench, 'failure', 4);
    advance(bench, 1_001);
    acquire(bench);
    bench.restart(60_000);
    expect(path(bench).at(-1)).toBe('half-open → open (restored)');
    expect(snapshot(bench).retryAfterMs).toBe(0);
    call(bench, 'success', 2);
    expect(bench.breaker.state).toBe('closed');
  });

  it('takes new options by a restore, and keeps the newest calls', () => {
    const bench = small();
    call(bench, 'success', 2);
    call(bench, 'failure');
    bench.restart(0, { slidingWindowSize: 2, minimumNumberOfCalls: 2 });
    expect(snapshot(bench).window).toMatchObject({ bufferedCalls: 2, failedCalls: 1, failureRate: 50 });
    expect(() => bench.breaker.reconfigure(bench.breaker.config, bench.now)).toThrow(/options of its own/);
  });

  it('waits no longer because the clock was set back', () => {
    const bench = small();
    call(bench, 'failure', 4);
    bench.restart(-3_600_000);
    expect(snapshot(bench).retryAfterMs).toBe(1_000);
  });

  it('names the place of a damaged state', () => {
    const { breaker, now } = small();
    const exported = JSON.parse(JSON.stringify(breaker.exportState(now)));
    const restore = (damaged: unknown) => () =>
      resilience4jDialect.restore(resilience4jDialect.options.parse(SMALL), damaged, { now, random: () => 0 });
    expect(restore({ ...exported, dialect: 'pybreaker' })).toThrow(/state.dialect/);
    exported.machine.state.metrics.window.calls = 'x';
    expect(restore(exported)).toThrow(/state.machine.state.metrics.window.calls/);
    exported.machine.state.name = 'AJAR';
    expect(restore(exported)).toThrow(expect.objectContaining({ code: 'DAMAGED_STATE' }));
    expect(restore(exported)).toThrow(/state.machine.state.name/);
  });

  it('settles a permit once, and only its own', () => {
    const bench = small();
    const permit = acquire(bench);
    expect(bench.breaker.settle(permit, 'success', 1, bench.now)).toBe(true);
    expect(bench.breaker.settle(permit, 'failure', 1, bench.now)).toBe(false);
    expect(bench.breaker.release(permit, bench.now)).toBe(false);
    expect(() => small().breaker.settle(permit, 'success', 1, bench.now)).toThrow(/another breaker/);
  });
});
