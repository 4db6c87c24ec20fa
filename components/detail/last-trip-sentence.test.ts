import { describe, expect, it } from 'vitest';
import type { ThresholdMet, TransitionCause } from '@/lib/engine/breaker-event.ts';
import { lastTripSentence } from './last-trip-sentence.ts';

const met = (kind: ThresholdMet['kind'], value: number, threshold: number): TransitionCause => ({
  ...{ kind, value, threshold, bufferedCalls: 50 },
  ...{ failedCalls: kind === 'failure-rate' ? Math.round(value / 2) : 5, slowCalls: 42 },
});
const say = (...args: Parameters<typeof lastTripSentence>) => lastTripSentence(...args).replaceAll('\u00a0', ' ');

describe('the last trip in one sentence', () => {
  it('tells counts, value and threshold', () => {
    expect(say(met('failure-rate', 50, 50), undefined, null)).toBe(
      '25 of the last 50 calls failed: 50 %, the threshold.',
    );
    expect(say(met('failure-rate', 62, 50), undefined, null)).toBe(
      '31 of the last 50 calls failed: 62 %, over the threshold of 50 %.',
    );
    expect(say(met('slow-call-rate', 84, 80), { slidingWindowType: 'time-based', slidingWindowSize: 30 }, null)).toBe(
      '42 of 50 calls in 30 s were slow: 84 %, over the threshold of 80 %.',
    );
    expect(say(met('failure-count', 5, 5), { slidingWindowType: 'time-based', slidingWindowSize: 30 }, null)).toBe(
      '5 of 50 calls in 30 s failed, the threshold.',
    );
    expect(say(met('consecutive-failures', 3, 3), undefined, null)).toBe('3 calls failed in a row, the threshold.');
  });

  it('names the fault that was running', () => {
    expect(say(met('failure-rate', 50, 50), undefined, { name: 'Errors 60 %', ranMs: 24_200 })).toBe(
      '25 of the last 50 calls failed: 50 %, the threshold. The fault “Errors 60 %” had been running for 24 s.',
    );
  });
});
