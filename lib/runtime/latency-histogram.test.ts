import { describe, expect, it } from 'vitest';
import {
  decodeLatency,
  encodeLatency,
  newLatencyHistogram,
  percentiles,
  recordLatency,
} from '@/lib/runtime/latency-histogram.ts';

function histogramOf(latenciesMs: readonly number[]) {
  const histogram = newLatencyHistogram();
  for (const latencyMs of latenciesMs) recordLatency(histogram, latencyMs);
  return histogram;
}

describe('latency histogram', () => {
  it('says nothing about no calls', () => {
    expect(percentiles(newLatencyHistogram())).toBeNull();
  });

  it('is exact below 256 ms', () => {
    const latencies = Array.from({ length: 200 }, (_, index) => index + 1);
    expect(percentiles(histogramOf(latencies))).toEqual({ p50: 100, p95: 190, p99: 198 });
  });

  it('stays within one percent above', () => {
    const found = percentiles(histogramOf(Array.from({ length: 1_000 }, (_, index) => (index + 1) * 100)));
    expect(Math.abs((found?.p50 ?? 0) / 50_000 - 1)).toBeLessThan(0.01);
    expect(Math.abs((found?.p99 ?? 0) / 99_000 - 1)).toBeLessThan(0.01);
  });

  it('clamps what lies outside one millisecond to one hour', () => {
    expect(percentiles(histogramOf([0.2]))?.p50).toBe(1);
    const longest = percentiles(histogramOf([9e9]))?.p99 ?? 0;
    expect(Math.abs(longest / 3_600_000 - 1)).toBeLessThan(0.01);
  });

  it('comes back from its text and merges as if all had been recorded in one', () => {
    const fast = Array.from({ length: 300 }, (_, index) => 5 + (index % 40));
    const slow = Array.from({ length: 100 }, (_, index) => 900 + index * 7);
    const merged = decodeLatency(encodeLatency(histogramOf(fast)));
    merged.add(decodeLatency(encodeLatency(histogramOf(slow))));
    expect(percentiles(merged)).toEqual(percentiles(histogramOf([...fast, ...slow])));
    expect(merged.totalCount).toBe(400);
  });

  it('counts more than 16 bits of equal latencies', () => {
    const histogram = newLatencyHistogram();
    for (let call = 0; call < 70_000; call += 1) recordLatency(histogram, 12);
    recordLatency(histogram, 500);
    expect(decodeLatency(encodeLatency(histogram)).totalCount).toBe(70_001);
  });
});
