import type { WaitInterval } from './options.ts';

/**
 * How long the given opening waits, milliseconds (Resilience4j 2.4.0, `IntervalFunction`): the n-th attempt since the
 * breaker was last closed, from 1. Growth rounds down at each attempt; the maximum, if any, is applied last.
 */
export function waitForAttempt(interval: WaitInterval, attempt: number, random: () => number): number {
  switch (interval.type) {
    case 'constant':
      return interval.intervalMs;
    case 'randomized':
      return Math.floor(randomized(interval.intervalMs, interval.randomizationFactor, random));
    case 'exponentialBackoff':
      return atMost(interval.maxIntervalMs, grown(interval, attempt));
    default: {
      const wait = grown(interval, attempt);
      return atMost(interval.maxIntervalMs, Math.floor(randomized(wait, interval.randomizationFactor, random)));
    }
  }
}

/** Where growth without a maximum ends: 140,000 years, still a whole number of milliseconds after any now. */
const FOREVER_MS = 2 ** 52;

const atMost = (maxMs: number | undefined, waitMs: number): number => Math.min(waitMs, maxMs ?? FOREVER_MS);

function grown(interval: { readonly initialIntervalMs: number; readonly multiplier: number }, attempt: number): number {
  let waitMs = interval.initialIntervalMs;
  for (let nth = 1; nth < attempt && waitMs < FOREVER_MS; nth += 1) {
    const next = Math.floor(waitMs * interval.multiplier);
    // 1 ms × 1.5 rounds back down to 1 ms: from there on it never grows.
    if (next === waitMs) return waitMs;
    waitMs = next;
  }
  return waitMs;
}

const randomized = (waitMs: number, factor: number, random: () => number): number =>
  waitMs * (1 - factor + 2 * factor * random());
