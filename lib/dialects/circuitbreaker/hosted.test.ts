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
import { circuitbreaker140, circuitbreaker213 } from './hosted.ts';

const small = (changes = {}) => setUp(circuitbreaker213, { failure_threshold: 3, recovery_timeout: 10, ...changes });

const problemsOf = (given: unknown) =>
  circuitbreaker140.options.safeParse(given).error?.issues.map(({ message }) => message) ?? [];

describe('the options of circuitbreaker', () => {
  it('have the library’s defaults, and 0 stands for them', () => {
    expect(circuitbreaker140.options.parse({})).toEqual({ failure_threshold: 5, recovery_timeout: 30 });
    const bench = small({ failure_threshold: 0, recovery_timeout: 0 });
    expect(bench.breaker.config).toMatchObject({
      consecutiveFailuresThreshold: 5,
      waitDurationInOpenStateMs: 30_000,
    });
  });

  it.each([
    [{ failure_threshold: -1 }, 'failure_threshold must be a whole number from 0 to 1000000, received -1'],
    [{ recovery_timeout: null }, 'recovery_timeout must be a number of seconds from 0 to 86400, received null'],
    [{ expected_exception: 'IOError' }, 'expected_exception: not an option of circuitbreaker here'],
  ])('%j is refused with name, range and value', (given, message) => {
    expect(problemsOf(given)).toEqual([message]);
  });
});

describe('circuitbreaker 2.1.3, hosted', () => {
  it('trips on failures in a row and is half-open the moment its wait is over', () => {
    const bench = small();
    call(bench, 'failure', 3);
    expect(bench.breaker.tryAcquirePermission(bench.now)).toMatchObject({ permitted: false, retryAfterMs: 10_000 });
    advance(bench, 10_000);
    expect(path(bench)).toEqual(['closed → open (consecutive-failures)', 'open → half-open (wait-over)']);
    expect(snapshot(bench).probes).toEqual([{ kind: 'free' }]);
    call(bench, 'ignored');
    expect(path(bench).at(-1)).toBe('half-open → closed (probes-good)');
  });

  it('permits every trial; one that fails opens it with a count that goes on', () => {
    const bench = small();
    call(bench, 'failure', 3);
    advance(bench, 10_000);
    const trials = [acquire(bench), acquire(bench)];
    for (const trial of trials) settle(bench, trial, 'timeout', 250);
    expect(bench.transitions.at(-1)).toMatchObject({
      to: 'open',
      cause: { kind: 'probe-failed', outcome: 'timeout', durationMs: 250 },
    });
    expect(snapshot(bench)).toMatchObject({ consecutiveFailures: 5, openingsInARow: 3, retryAfterMs: 10_000 });
  });

  it('lets a late success close an open breaker at once, and a late failure start the wait again', () => {
    const bench = small();
    const [first, second] = [acquire(bench), acquire(bench)];
    call(bench, 'failure', 3);
    advance(bench, 9_000);
    settle(bench, first, 'failure');
    expect(snapshot(bench)).toMatchObject({ state: 'open', retryAfterMs: 10_000 });
    settle(bench, second, 'success');
    expect(path(bench).at(-1)).toBe('open → closed (probes-good)');
  });

  it('has no half-open by hand, and a reset from everywhere', () => {
    const bench = small();
    call(bench, 'failure', 3);
    expect(command(bench, 'half-open')).toBe(false);
    expect(command(bench, 'reset')).toBe(true);
    expect(snapshot(bench)).toMatchObject({ state: 'closed', consecutiveFailures: 0, openingsInARow: 0 });
  });

  it('is held by the panel in front of it', () => {
    const bench = small();
    command(bench, 'force-open');
    expect(permits(bench)).toBe(false);
    command(bench, 'force-closed');
    call(bench, 'failure', 4);
    command(bench, 'release');
    expect(path(bench)).toEqual([
      'closed → forced-open (command)',
      'forced-open → forced-closed (command)',
      'forced-closed → open (command)',
    ]);
  });

  it('is the same after a restart, time away included', () => {
    const bench = small();
    call(bench, 'failure', 3);
    bench.restart(4_000);
    expect(snapshot(bench)).toMatchObject({ state: 'open', retryAfterMs: 6_000 });
    bench.restart(60_000);
    advance(bench, 0);
    expect(bench.breaker.state).toBe('half-open');
  });
});
