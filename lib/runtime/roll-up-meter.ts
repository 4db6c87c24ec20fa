import type { Histogram } from 'hdr-histogram-js';
import type { Sample } from '@/lib/protocol/history-query.ts';
import { METERED_OUTCOMES, type MeteredOutcome } from './call-meter.ts';
import { encodeLatency, newLatencyHistogram, percentiles, recordLatency } from './latency-histogram.ts';
import type { RollUp } from './ports.ts';

/** The breaker's own rates at one moment, percent. */
export interface RatesNow {
  readonly failureRate: number | null;
  readonly slowCallRate: number | null;
}

/** One breaker's calls by steps of `stepMs`; a step that is over is handed out once, to be kept. */
export interface RollUpMeter {
  record(outcome: MeteredOutcome, durationMs: number | null): void;
  /** The step that ended before `now`, if there is one that wasn't handed out and something happened in it. */
  finish(now: number, rates: RatesNow): RollUp | null;
  /** The step in progress, so that nothing is lost at a stop; null if nothing happened in it. */
  unfinished(rates: RatesNow): RollUp | null;
  /** The step before and the one in progress, for a chart that goes on live. */
  samples(rates: RatesNow): Sample[];
}

type Counts = Record<MeteredOutcome, number>;
const noCounts = (): Counts => ({ success: 0, slow: 0, timeout: 0, failure: 0, rejected: 0 });

interface Step {
  readonly at: number;
  readonly counts: Counts;
  readonly latency: Histogram;
}

export function createRollUpMeter(breaker: string, stepMs: number, startedAt: number): RollUpMeter {
  const begin = (now: number): Step => ({
    at: Math.floor(now / stepMs) * stepMs,
    counts: noCounts(),
    latency: newLatencyHistogram(),
  });
  let step = begin(startedAt);
  let before: Sample | null = null;

  const isEmpty = () => METERED_OUTCOMES.every((outcome) => step.counts[outcome] === 0);
  const toRollUp = (rates: RatesNow): RollUp => ({
    breaker,
    stepMs,
    at: step.at,
    ...step.counts,
    ...rates,
    latency: step.latency.totalCount > 0 ? encodeLatency(step.latency) : null,
  });
  const toSample = (rates: RatesNow): Sample => {
    const latency = percentiles(step.latency);
    return {
      at: new Date(step.at).toISOString(),
      ...step.counts,
      ...rates,
      latencyMsP50: latency?.p50 ?? null,
      latencyMsP95: latency?.p95 ?? null,
      latencyMsP99: latency?.p99 ?? null,
    };
  };

  return {
    record(outcome, durationMs) {
      step.counts[outcome] += 1;
      if (durationMs !== null) recordLatency(step.latency, durationMs);
    },
    finish(now, rates) {
      if (now < step.at + stepMs) return null;
      const finished = isEmpty() ? null : toRollUp(rates);
      before = toSample(rates);
      step = begin(now);
      return finished;
    },
    unfinished: (rates) => (isEmpty() ? null : toRollUp(rates)),
    samples: (rates) => (before ? [before, toSample(rates)] : [toSample(rates)]),
  };
}
