import type { Histogram } from 'hdr-histogram-js';
import type { Second } from '@/lib/protocol/breaker-resource.ts';
import { newLatencyHistogram, percentiles, recordLatency } from './latency-histogram.ts';

/** What a person can tell apart on a chart. `slow` is a success over the slow-call threshold. */
export type MeteredOutcome = 'success' | 'slow' | 'timeout' | 'failure' | 'rejected';
export const METERED_OUTCOMES = ['success', 'slow', 'timeout', 'failure', 'rejected'] as const;

/** A minute of whole seconds, the one in progress, and some to spare. */
const SECONDS_KEPT = 64;
const WIDTH = METERED_OUTCOMES.length;
/** Rates and percentiles are over this many seconds. */
export const RATE_SECONDS = 10;

export interface LiveRates {
  readonly callsPerSecond: number;
  readonly rejectedPerSecond: number;
  readonly latencyMsP50: number | null;
  readonly latencyMsP95: number | null;
  readonly latencyMsP99: number | null;
}

/** Counts a breaker's calls by second, for its strip, its rates and its percentiles. `now` is epoch milliseconds. */
export interface CallMeter {
  record(outcome: MeteredOutcome, durationMs: number | null, now: number): void;
  rates(now: number): LiveRates;
  /** The last `count` whole seconds before `now`, oldest first; null for those before it began. */
  seconds(count: number, now: number): (Second | null)[];
}

const toHundredths = (value: number) => Math.round(value * 100) / 100;

export function createCallMeter(startedAt: number): CallMeter {
  const counts = new Uint32Array(SECONDS_KEPT * WIDTH);
  const latencies: (Histogram | undefined)[] = [];
  let current = Math.floor(startedAt / 1_000);
  const first = current;

  /** Empties what the ring held long ago, for every second that has begun since. */
  function turnTo(second: number): void {
    const passed = Math.min(second - current, SECONDS_KEPT);
    for (let step = 1; step <= passed; step += 1) {
      const begun = second - passed + step;
      counts.fill(0, (begun % SECONDS_KEPT) * WIDTH, ((begun % SECONDS_KEPT) + 1) * WIDTH);
      latencies[begun % RATE_SECONDS]?.reset();
    }
    if (second > current) current = second;
  }

  const at = (second: number): Second => {
    const offset = (second % SECONDS_KEPT) * WIDTH;
    return Array.from(counts.subarray(offset, offset + WIDTH)) as unknown as Second;
  };

  return {
    record(outcome, durationMs, now) {
      turnTo(Math.floor(now / 1_000));
      const index = (current % SECONDS_KEPT) * WIDTH + METERED_OUTCOMES.indexOf(outcome);
      counts[index] = (counts[index] ?? 0) + 1;
      if (durationMs === null) return;
      const slot = current % RATE_SECONDS;
      const histogram = latencies[slot] ?? newLatencyHistogram();
      latencies[slot] = histogram;
      recordLatency(histogram, durationMs);
    },
    rates(now) {
      turnTo(Math.floor(now / 1_000));
      let calls = 0;
      let rejected = 0;
      const oldest = Math.max(first, current - RATE_SECONDS + 1);
      for (let second = oldest; second <= current; second += 1) {
        const [success, slow, timeout, failure, refused] = at(second);
        calls += success + slow + timeout + failure + refused;
        rejected += refused;
      }
      const elapsed = Math.max(1, Math.min(now / 1_000 - oldest, now / 1_000 - startedAt / 1_000));
      const merged = newLatencyHistogram();
      for (const histogram of latencies) if (histogram && histogram.totalCount > 0) merged.add(histogram);
      const latency = percentiles(merged);
      return {
        callsPerSecond: toHundredths(calls / elapsed),
        rejectedPerSecond: toHundredths(rejected / elapsed),
        latencyMsP50: latency?.p50 ?? null,
        latencyMsP95: latency?.p95 ?? null,
        latencyMsP99: latency?.p99 ?? null,
      };
    },
    seconds(count, now) {
      turnTo(Math.floor(now / 1_000));
      return Array.from({ length: count }, (_, index) => {
        const second = current - count + index;
        return second < first ? null : at(second);
      });
    },
  };
}
