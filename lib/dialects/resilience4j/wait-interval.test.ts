import { expect, it } from 'vitest';
import { waitForAttempt } from './wait-interval.ts';

const waits = (interval: Parameters<typeof waitForAttempt>[0], attempts: number, draw = 0.5) =>
  Array.from({ length: attempts }, (_, index) => waitForAttempt(interval, index + 1, () => draw));

it('grows from the previous wait, rounded down each time, and not beyond the maximum', () => {
  const interval = {
    type: 'exponentialBackoff',
    initialIntervalMs: 333,
    multiplier: 1.5,
    maxIntervalMs: 1_000,
  } as const;
  expect(waits(interval, 5)).toEqual([333, 499, 748, 1_000, 1_000]);
});

it('never grows where rounding down takes the growth away', () => {
  expect(waits({ type: 'exponentialBackoff', initialIntervalMs: 1, multiplier: 1.5 }, 3)).toEqual([1, 1, 1]);
});

it('stays a number that a clock can be added to, however often it opens', () => {
  const interval = { type: 'exponentialBackoff', initialIntervalMs: 60_000, multiplier: 1_000 } as const;
  expect(Number.isSafeInteger(1_700_000_000_000 + waitForAttempt(interval, 10_000, () => 0))).toBe(true);
});

it('draws within the factor around the wait', () => {
  const interval = { type: 'randomized', intervalMs: 1_000, randomizationFactor: 0.2 } as const;
  expect([0, 0.5, 1].map((draw) => waits(interval, 1, draw)[0])).toEqual([800, 1_000, 1_200]);
});
