import type { WindowCell } from '@/lib/engine/breaker.ts';
import type { ThresholdMet, WindowCounts } from '@/lib/engine/breaker-event.ts';
import { secondCells } from '../hosting/second-cells.ts';
import type { FailureCounter } from './failure-counter.ts';
import type { BreakerOptions } from './options.ts';
import { minimumCalls } from './sampling-breaker.ts';

/** Calls below which no share of them opens; null where no share does. */
function minimumOf(breaker: BreakerOptions): number | null {
  switch (breaker.type) {
    case 'ConsecutiveBreaker':
      return null;
    case 'CountBreaker':
      return breaker.minimumNumberOfCalls ?? breaker.size;
    case 'SamplingBreaker':
      return minimumCalls(breaker);
  }
}

/** What a counter holds, in the panel's words; the run of a ConsecutiveBreaker has no rate. */
export function countsOf(breaker: BreakerOptions, { shown }: FailureCounter): WindowCounts {
  const { successes = 0, failures: failedCalls } = shown;
  const bufferedCalls = successes + failedCalls;
  const minimum = minimumOf(breaker);
  const known = minimum !== null && bufferedCalls > 0 && bufferedCalls >= minimum;
  const failureRate = known ? (failedCalls / bufferedCalls) * 100 : null;
  return { bufferedCalls, failedCalls, slowCalls: 0, failureRate, slowCallRate: null };
}

/** Why a counter wants its breaker open. cockatiel's thresholds of shares are strict. */
export function thresholdMet(breaker: BreakerOptions, counter: FailureCounter): ThresholdMet {
  const { bufferedCalls, failedCalls, slowCalls } = countsOf(breaker, counter);
  const counts = { bufferedCalls, failedCalls, slowCalls };
  if (breaker.type === 'ConsecutiveBreaker') {
    return { kind: 'consecutive-failures', value: failedCalls, threshold: breaker.threshold, ...counts };
  }
  const value = (failedCalls / Math.max(1, bufferedCalls)) * 100;
  return { kind: 'failure-rate', value, threshold: breaker.threshold * 100, ...counts };
}

/** At most `size` cells: calls, or seconds of a sampling breaker. */
export function cellsOf(counter: FailureCounter, size: number, now: number): WindowCell[] {
  const held = counter.held();
  switch (held.kind) {
    case 'run':
      return Array.from({ length: Math.min(held.failures, size) }, () => callCell('failure'));
    case 'results':
      return held.results.map(callCell);
    case 'windows': {
      const buckets = held.windows.map(({ startedAt, successes, failures }) => {
        return { at: startedAt, success: successes, timeout: 0, failure: failures };
      });
      return secondCells(buckets, size, now);
    }
  }
}

const callCell = (outcome: 'success' | 'failure'): WindowCell => ({ kind: 'call', outcome, slow: false });
