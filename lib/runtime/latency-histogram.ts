import {
  build,
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
  type Histogram,
  type JsHistogram,
} from 'hdr-histogram-js';

const MIN_MS = 1;
const MAX_MS = 3_600_000;

/** Counts of latencies, mergeable without loss: `a.add(b)`. */
export type LatencyHistogram = Histogram;

/**
 * An empty histogram of 1 ms to 1 hour with 2 significant digits: exact to 255 ms, within 1 % above.
 * It holds 2,048 counters of 32 bits, 8 KB, however much is recorded.
 */
export function newLatencyHistogram(): LatencyHistogram {
  return build({
    lowestDiscernibleValue: MIN_MS,
    highestTrackableValue: MAX_MS,
    numberOfSignificantValueDigits: 2,
    bitBucketSize: 32,
    autoResize: false,
    useWebAssembly: false,
  });
}

/** Counts one latency in milliseconds, rounded, and clamped to the histogram's range. */
export function recordLatency(histogram: LatencyHistogram, durationMs: number): void {
  histogram.recordValue(Math.min(MAX_MS, Math.max(MIN_MS, Math.round(durationMs))));
}

/** The histogram as compressed base64: 56 characters for one call, some 600 for thousands that differ. */
export function encodeLatency(histogram: LatencyHistogram): string {
  return encodeIntoCompressedBase64(histogram as JsHistogram);
}

/** The opposite of `encodeLatency`; throws an Error on a text that is none of its results. */
export function decodeLatency(text: string): LatencyHistogram {
  return decodeFromCompressedBase64(text, 32, false);
}

/** What 50, 95 and 99 of 100 calls stayed within, milliseconds; null while nothing is recorded. */
export function percentiles(histogram: LatencyHistogram): { p50: number; p95: number; p99: number } | null {
  if (histogram.totalCount === 0) return null;
  return {
    p50: histogram.getValueAtPercentile(50),
    p95: histogram.getValueAtPercentile(95),
    p99: histogram.getValueAtPercentile(99),
  };
}
