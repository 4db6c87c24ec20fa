import type { BreakerConfig } from './breaker-config.ts';

/** Whether openings under this configuration wait for a drawn time. */
export function hasJitter({ waitBackoff }: BreakerConfig): boolean {
  return waitBackoff !== null && waitBackoff.jitter > 0;
}

/**
 * How long the given opening in a row (1: the first) waits, in milliseconds. `draw` in [0, 1) places the wait in
 * [1 − jitter, 1 + jitter]; null is the middle. Growth rounds down as Resilience4j's IntervalFunction does.
 */
export function waitForOpening(config: BreakerConfig, opening: number, draw: number | null): number {
  const { waitBackoff, waitDurationInOpenStateMs } = config;
  if (waitBackoff === null) return waitDurationInOpenStateMs;
  const { multiplier, maxMs, jitter } = waitBackoff;
  const wait = grow(waitDurationInOpenStateMs, opening, multiplier, maxMs);
  const factor = draw === null ? 1 : 1 - jitter + 2 * jitter * draw;
  return Math.max(1, Math.min(maxMs, Math.floor(wait * factor)));
}

function grow(first: number, opening: number, multiplier: number, maxMs: number): number {
  let wait = Math.min(first, maxMs);
  for (let nth = 2; nth <= opening && wait < maxMs; nth += 1) {
    const next = Math.min(maxMs, Math.floor(wait * multiplier));
    // 1 ms × 1.5 rounds back down to 1 ms: from there on it never grows.
    if (next === wait) return wait;
    wait = next;
  }
  return wait;
}
