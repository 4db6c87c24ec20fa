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
import { pybreakerDialect } from './hosted.ts';

const SMALL = { fail_max: 3, reset_timeout: 5, success_threshold: 2 };
const small = (changes = {}) => setUp(pybreakerDialect, { ...SMALL, ...changes });

const problemsOf = (given: unknown) =>
  pybreakerDialect.options.safeParse(given).error?.issues.map(({ message }) => message) ?? [];

describe('the options of PyBreaker', () => {
  it('have the library’s defaults', () => {
    expect(pybreakerDialect.options.parse({})).toEqual({
      fail_max: 5,
      reset_timeout: 60,
      success_threshold: 1,
      throw_new_error_on_trip: true,
      initial_state: 'closed',
    });
  });

  it.each([
    [{ fail_max: 2.5 }, 'fail_max must be a whole number from 0 to 1000000, received 2.5'],
    [{ reset_timeout: -1 }, 'reset_timeout must be a number of seconds from 0 to 86400, received -1'],
    [{ reset_timeout: '60' }, "reset_timeout must be a number of seconds from 0 to 86400, received '60'"],
    [{ initial_state: 'ajar' }, "initial_state must be one of closed, open, half-open, received 'ajar'"],
    [{ failMax: 3, exclude: [] }, 'failMax, exclude: not an option of PyBreaker here'],
  ])('%j is refused with name, range and value', (given, message) => {
    expect(problemsOf(given)).toEqual([message]);
  });
});

describe('PyBreaker 1.4.1, hosted', () => {
  it('trips on failures in a row; an ignored error ends the row as a success does', () => {
    const bench = small();
    call(bench, 'failure', 2);
    call(bench, 'ignored');
    call(bench, 'failure', 2);
    expect(snapshot(bench)).toMatchObject({ state: 'closed', consecutiveFailures: 2 });
    call(bench, 'timeout');
    expect(bench.transitions).toMatchObject([
      { to: 'open', cause: { kind: 'consecutive-failures', value: 3, threshold: 3 }, waitMs: 5_000 },
    ]);
    expect(bench.breaker.windowCells(bench.now)).toHaveLength(3);
  });

  it('goes half-open at the wait by a call, and closes after enough trials', () => {
    const bench = small();
    call(bench, 'failure', 3);
    advance(bench, 4_999);
    expect(bench.breaker.tryAcquirePermission(bench.now)).toMatchObject({ permitted: false, retryAfterMs: 1 });
    advance(bench, 1);
    call(bench, 'success');
    expect(snapshot(bench).probes).toEqual([{ kind: 'good', durationMs: 10 }, { kind: 'free' }]);
    call(bench, 'success');
    expect(path(bench).slice(1)).toEqual(['open → half-open (wait-over)', 'half-open → closed (probes-good)']);
  });

  it('lets a late trial that succeeds close an open breaker', () => {
    const bench = small({ success_threshold: 1, reset_timeout: 0 });
    call(bench, 'failure', 3);
    const trial = acquire(bench);
    call(bench, 'failure');
    expect(bench.breaker.state).toBe('open');
    settle(bench, trial, 'success');
    expect(path(bench).at(-1)).toBe('open → closed (probes-good)');
    expect(bench.outcomes.at(-1)).toEqual({ outcome: 'success', late: true });
  });

  it('starts the wait again with a late failure, in a new generation and without a transition', () => {
    const bench = small();
    const straggler = acquire(bench);
    call(bench, 'failure', 3);
    advance(bench, 4_000);
    const { generation } = bench.breaker;
    settle(bench, straggler, 'failure');
    expect(bench.breaker.generation).toBe(generation + 1);
    expect(path(bench)).toEqual(['closed → open (consecutive-failures)']);
    expect(snapshot(bench)).toMatchObject({ retryAfterMs: 5_000, openingsInARow: 2 });
  });

  it('is held open by the panel, and its wait runs on behind it', () => {
    const bench = small();
    call(bench, 'failure', 3);
    command(bench, 'force-open');
    advance(bench, 60_000);
    expect(permits(bench)).toBe(false);
    expect(snapshot(bench)).toMatchObject({ state: 'forced-open', computedState: 'open' });
    command(bench, 'release');
    expect(bench.transitions.at(-1)).toMatchObject({ to: 'open', waitMs: 0 });
    call(bench, 'success', 2);
    expect(path(bench).slice(1)).toEqual([
      'open → forced-open (command)',
      'forced-open → open (command)',
      'open → half-open (wait-over)',
      'half-open → closed (probes-good)',
    ]);
  });

  it('in metrics-only permits what it would have rejected, and says when it would have opened', () => {
    const bench = small();
    command(bench, 'metrics-only');
    call(bench, 'failure', 5);
    expect(bench.wouldOpen).toMatchObject([{ kind: 'consecutive-failures', value: 3 }]);
    expect(snapshot(bench)).toMatchObject({ state: 'metrics-only', computedState: 'open' });
  });

  it('hears nothing while disabled, and is as new afterwards', () => {
    const bench = small();
    call(bench, 'failure', 2);
    command(bench, 'disable');
    call(bench, 'failure', 5);
    expect(snapshot(bench)).toMatchObject({ state: 'disabled', computedState: null, totals: { failure: 7 } });
    command(bench, 'release');
    expect(snapshot(bench)).toMatchObject({ state: 'closed', consecutiveFailures: 0 });
  });

  it('runs the first call of a breaker that starts open', () => {
    const bench = small({ initial_state: 'open' });
    expect(snapshot(bench)).toMatchObject({ state: 'open', retryAfterMs: 0 });
    expect(permits(bench)).toBe(true);
  });

  it('is the same after a restart, and waits no longer because the clock was set back', () => {
    const bench = small();
    call(bench, 'failure', 3);
    bench.restart(3_000);
    expect(snapshot(bench)).toMatchObject({ state: 'open', retryAfterMs: 2_000, totals: { failure: 3 } });
    bench.restart(-3_600_000);
    expect(snapshot(bench).retryAfterMs).toBe(5_000);
  });
});
