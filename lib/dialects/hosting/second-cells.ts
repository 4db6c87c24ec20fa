import type { WindowCell } from '@/lib/engine/breaker.ts';

/** Calls of some stretch of time that began at `at`, epoch milliseconds. */
export interface CountedCalls {
  readonly at: number;
  readonly success: number;
  readonly timeout: number;
  readonly failure: number;
}

/**
 * A library's own buckets as the seconds that the panel draws, as many as the window has. A bucket stands in the second
 * in which it began; what is older than the window but still counts there stands in the first.
 */
export function secondCells(buckets: readonly CountedCalls[], seconds: number, now: number): WindowCell[] {
  const newest = Math.floor(now / 1_000);
  const oldest = newest - seconds + 1;
  const cells = Array.from({ length: seconds }, (_, index) => ({
    kind: 'second' as const,
    at: (oldest + index) * 1_000,
    success: 0,
    slow: 0,
    timeout: 0,
    failure: 0,
  }));
  for (const { at, success, timeout, failure } of buckets) {
    const cell = cells[Math.min(Math.max(Math.floor(at / 1_000), oldest), newest) - oldest];
    if (cell === undefined) continue;
    cell.success += success;
    cell.timeout += timeout;
    cell.failure += failure;
  }
  return cells;
}
