import type { WindowCell } from './breaker.ts';
import type { BreakerConfig } from './breaker-config.ts';
import type { CallOutcome, WindowCounts } from './breaker-event.ts';
import { CountWindow } from './count-window.ts';
import { TimeWindow } from './time-window.ts';

/** An outcome that a window keeps; ignored calls are in none ([CB5]). */
export type RecordedOutcome = Exclude<CallOutcome, 'ignored'>;

export interface WindowSums {
  readonly calls: number;
  /** Failures and timeouts. */
  readonly failed: number;
  /** Slow calls, whether they succeeded or failed. */
  readonly slow: number;
}

/** The last calls, by number or by time. Its own sums are as of the newest recorded call. */
export interface SlidingWindow extends WindowSums {
  record(outcome: RecordedOutcome, slow: boolean, now: number): void;
  /** The sums with what is too old at `now` left out; nothing changes. */
  sumsAt(now: number): WindowSums;
  /** [SW4] Cell by cell, oldest first; nothing changes. */
  cells(now: number): WindowCell[];
  toExport(): ExportedWindow;
}

/** A window as plain JSON, oldest first. */
export type ExportedWindow =
  /** One letter a call: success, failure or timeout, in upper case if it was slow. */
  | { readonly type: 'count-based'; readonly size: number; readonly calls: string }
  /** Per second that isn't empty: epoch second, fast and slow successes, failures, timeouts, slow ones of those two. */
  | { readonly type: 'time-based'; readonly size: number; readonly seconds: readonly ExportedSecond[] };
export type ExportedSecond = readonly [
  second: number,
  success: number,
  slow: number,
  failure: number,
  timeout: number,
  slowFailed: number,
];

/** An empty window as the configuration wants it. */
export function createWindow(config: BreakerConfig): SlidingWindow {
  const { slidingWindowType, slidingWindowSize } = config;
  return slidingWindowType === 'count-based' ? new CountWindow(slidingWindowSize) : new TimeWindow(slidingWindowSize);
}

/** The exported window again, with the newest of its calls if `size` holds fewer. `now` is milliseconds. */
export function importWindow(exported: ExportedWindow, size: number, now: number): SlidingWindow {
  return exported.type === 'count-based'
    ? CountWindow.from(exported.calls, size)
    : TimeWindow.from(exported.seconds, size, now);
}

/** [ST8] A window of the configuration with the newest outcomes of another; empty if the type is another. */
export function refitWindow(config: BreakerConfig, exported: ExportedWindow, now: number): SlidingWindow {
  return exported.type === config.slidingWindowType
    ? importWindow(exported, config.slidingWindowSize, now)
    : createWindow(config);
}

/** [SW3] Percent. Multiplied first, so that 1 of 3 is the nearest double to a third of 100. */
export function rateOf(part: number, calls: number): number {
  return (part * 100) / calls;
}

/** Sums as they are told; the rates are null below the minimum number of calls. */
export function countsOf({ calls, failed, slow }: WindowSums, minimumNumberOfCalls: number): WindowCounts {
  const rated = calls >= minimumNumberOfCalls;
  return {
    bufferedCalls: calls,
    failedCalls: failed,
    slowCalls: slow,
    failureRate: rated ? rateOf(failed, calls) : null,
    slowCallRate: rated ? rateOf(slow, calls) : null,
  };
}
