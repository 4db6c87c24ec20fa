import { expect, test } from 'vitest';
import { advance, fail, path, setUp, snapshot, succeed } from './breaker-fixtures.ts';

test('a breaker trips, waits, tries three probes and closes', () => {
  const bench = setUp();
  succeed(bench, 2);
  fail(bench, 2);
  expect(snapshot(bench)).toMatchObject({ state: 'open', retryAfterMs: 1_000, openingsInARow: 1 });
  advance(bench, 1_000);
  succeed(bench, 3);
  expect(path(bench)).toEqual([
    'closed → open (failure-rate)',
    'open → half-open (wait-over)',
    'half-open → closed (probes-good)',
  ]);
  expect(snapshot(bench)).toMatchObject({ state: 'closed', openingsInARow: 0, generation: 4 });
});
