import { CountWindow } from '@/lib/engine/count-window.ts';
import { type RecordedOutcome, rateOf, type SlidingWindow, type WindowSums } from '@/lib/engine/sliding-window.ts';
import { TimeWindow } from '@/lib/engine/time-window.ts';
import type { Resilience4jOptions } from './options.ts';

/** What a state counts. An open state goes on with the metrics of the state before it. */
export interface Metrics {
  /** Null in FORCED_OPEN and DISABLED, and in an OPEN that follows one of them: a window of size 0. */
  readonly window: SlidingWindow | null;
  /** Below this many recorded calls there is no rate. */
  readonly minimumNumberOfCalls: number;
  notPermittedCalls: number;
}

/** Percent, as the 32-bit floats that the library compares; null below the minimum number of calls (−1 there). */
export interface Rates {
  readonly failureRate: number | null;
  readonly slowCallRate: number | null;
}

const NO_CALLS: WindowSums = { calls: 0, failed: 0, slow: 0 };

/** Resilience4j 2.4.0: closed and metrics-only states have the configured window; a count window caps the minimum. */
export function newMetrics(options: Resilience4jOptions): Metrics {
  const { slidingWindowType, slidingWindowSize, minimumNumberOfCalls } = options;
  if (slidingWindowType === 'TIME_BASED') {
    return { window: new TimeWindow(slidingWindowSize), minimumNumberOfCalls, notPermittedCalls: 0 };
  }
  return countMetrics(slidingWindowSize, minimumNumberOfCalls);
}

/** Resilience4j 2.4.0: half-open counts calls, as many as it permits, whatever the window type. */
export function newHalfOpenMetrics(options: Resilience4jOptions): Metrics {
  return countMetrics(options.permittedNumberOfCallsInHalfOpenState, options.minimumNumberOfCalls);
}

const countMetrics = (size: number, minimumNumberOfCalls: number): Metrics => ({
  window: new CountWindow(size),
  minimumNumberOfCalls: Math.min(minimumNumberOfCalls, size),
  notPermittedCalls: 0,
});

/** Of a forced-open or disabled state, which records nothing. */
export const newEmptyMetrics = (): Metrics => ({ window: null, minimumNumberOfCalls: 1, notPermittedCalls: 0 });

export function sumsOf({ window }: Metrics, now: number): WindowSums {
  return window?.sumsAt(now) ?? NO_CALLS;
}

export function ratesOf({ calls, failed, slow }: WindowSums, { minimumNumberOfCalls }: Metrics): Rates {
  if (calls < minimumNumberOfCalls) return { failureRate: null, slowCallRate: null };
  return { failureRate: Math.fround(rateOf(failed, calls)), slowCallRate: Math.fround(rateOf(slow, calls)) };
}

/** Records a call; in a window of size 0 the library throws (a known defect), and here nothing happens. */
export function recordCall({ window }: Metrics, outcome: RecordedOutcome, slow: boolean, now: number): void {
  window?.record(outcome, slow, now);
}

/** How many of the calls that count at `now` were slow and failed. Walks the window: for readers, not for decisions. */
export function slowFailedCalls({ window }: Metrics, now: number): number {
  const exported = window?.toExport();
  if (exported === undefined) return 0;
  if (exported.type === 'count-based') return exported.calls.replace(/[^FT]/g, '').length;
  const oldest = Math.floor(now / 1_000) - exported.size + 1;
  return exported.seconds.reduce((sum, [second, , , , , slowFailed]) => sum + (second >= oldest ? slowFailed : 0), 0);
}
