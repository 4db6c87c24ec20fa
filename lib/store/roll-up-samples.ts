import { ROLL_UP_STEPS_MS, type Sample } from '@/lib/protocol/history-query.ts';
import { decodeLatency, encodeLatency, type LatencyHistogram, percentiles } from '@/lib/runtime/latency-histogram.ts';
import type { RollUp } from '@/lib/runtime/ports.ts';

/** The width of the stored rows that make steps of `stepMs`: the widest that divides it. */
export function storedWidthFor(stepMs: number): number {
  const [narrow, wide] = ROLL_UP_STEPS_MS;
  return stepMs % wide === 0 ? wide : narrow;
}

/** The whole steps that `[from, to)` touches. */
export function wholeSteps(from: number, to: number, stepMs: number): { from: number; to: number } {
  return { from: Math.floor(from / stepMs) * stepMs, to: Math.ceil(to / stepMs) * stepMs };
}

const COUNTS = ['success', 'slow', 'timeout', 'failure', 'rejected'] as const;

/** Two parts of one step, as they come about when the panel is restarted within it: counts add up, the later rates stay. */
export function joinRollUps(earlier: RollUp, later: RollUp): RollUp {
  const joined = { ...later };
  for (const count of COUNTS) joined[count] = earlier[count] + later[count];
  if (earlier.latency === null || later.latency === null)
    return { ...joined, latency: later.latency ?? earlier.latency };
  const latency = decodeLatency(earlier.latency);
  latency.add(decodeLatency(later.latency));
  return { ...joined, latency: encodeLatency(latency) };
}

interface OpenStep {
  readonly at: number;
  latency: LatencyHistogram | null;
  last: RollUp;
  counts: Record<(typeof COUNTS)[number], number>;
}

function toSample(step: OpenStep): Sample {
  const latency = step.latency ? percentiles(step.latency) : null;
  return {
    at: new Date(step.at).toISOString(),
    ...step.counts,
    failureRate: step.last.failureRate,
    slowCallRate: step.last.slowCallRate,
    latencyMsP50: latency?.p50 ?? null,
    latencyMsP95: latency?.p95 ?? null,
    latencyMsP99: latency?.p99 ?? null,
  };
}

/** Merges one breaker's stored rows, added oldest first, into wider steps. Percentiles come from merged histograms. */
export function mergeIntoSteps(stepMs: number): { add(row: RollUp): void; samples(): Sample[] } {
  const samples: Sample[] = [];
  let step: OpenStep | null = null;
  return {
    add(row) {
      const at = Math.floor(row.at / stepMs) * stepMs;
      if (step?.at !== at) {
        if (step) samples.push(toSample(step));
        step = { at, latency: null, last: row, counts: { success: 0, slow: 0, timeout: 0, failure: 0, rejected: 0 } };
      }
      for (const count of COUNTS) step.counts[count] += row[count];
      step.last = row;
      if (row.latency === null) return;
      const latency = decodeLatency(row.latency);
      if (step.latency) step.latency.add(latency);
      else step.latency = latency;
    },
    samples: () => (step ? [...samples, toSample(step)] : samples),
  };
}
