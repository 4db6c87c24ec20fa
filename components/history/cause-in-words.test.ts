import { describe, expect, it } from 'vitest';
import type { ThresholdMet, TransitionCause } from '@/lib/engine/breaker-event.ts';
import { causeInWords } from './cause-in-words.ts';

/** As a reader sees it: no-break spaces are spaces. */
const words = (...args: Parameters<typeof causeInWords>) => causeInWords(...args).replaceAll('\u00a0', ' ');

function met(kind: ThresholdMet['kind'], value: number, threshold: number): ThresholdMet {
  return { kind, value, threshold, bufferedCalls: 50, failedCalls: 25, slowCalls: 3 };
}

describe('the cause of a transition, in words', () => {
  it('tells a rate with the threshold that it met', () => {
    expect(words(met('failure-rate', 50, 50))).toBe('Failure rate 50 % ≥ 50 %');
    expect(words(met('slow-call-rate', 84.2, 80))).toBe('Slow calls 84 % ≥ 80 %');
    expect(words(met('failure-rate', 6.25, 5))).toBe('Failure rate 6.3 % ≥ 5 %');
  });

  it('never rounds a rate below the threshold that it met', () => {
    expect(words(met('failure-rate', 33.333, 33.3))).toBe('Failure rate 33.3 % ≥ 33.3 %');
  });

  it('tells a count of failures against the window', () => {
    const cause = met('failure-count', 5, 5);
    expect(words(cause, { slidingWindowType: 'time-based', slidingWindowSize: 30 })).toBe('5 failures in 30 s');
    expect(words(cause, { slidingWindowType: 'count-based', slidingWindowSize: 100 })).toBe('5 failures in 100 calls');
    expect(words(cause)).toBe('5 failures in 50 calls');
    expect(words(met('consecutive-failures', 3, 3))).toBe('3 failures in a row');
    expect(words(met('consecutive-failures', 1, 1))).toBe('1 failure in a row');
  });

  const others: [TransitionCause, string][] = [
    [{ kind: 'wait-over', waitMs: 60_000 }, 'Wait over'],
    [{ kind: 'probes-good', goodProbes: 3, probes: 3 }, '3 of 3 probes good'],
    [{ kind: 'probes-good', goodProbes: 1, probes: 1 }, '1 of 1 probe good'],
    [{ kind: 'probe-failed', outcome: 'timeout', durationMs: 2_000.4 }, 'Probe failed: timeout 2,000 ms'],
    [{ kind: 'probe-failed', outcome: 'failure', durationMs: 84 }, 'Probe failed after 84 ms'],
    [
      { kind: 'probe-rate', rate: 'failure-rate', value: 60, threshold: 50, failedCalls: 3, probes: 5 },
      '3 of 5 probes failed: 60 % ≥ 50 %',
    ],
    [
      { kind: 'probe-rate', rate: 'slow-call-rate', value: 100, threshold: 80, failedCalls: 0, probes: 5 },
      'Slow probes 100 % ≥ 80 %',
    ],
    [{ kind: 'half-open-wait-over', waitMs: 30_000 }, 'No decision in 30 s of half-open'],
    [
      { kind: 'command', command: 'force-open', actor: 'operator', reason: 'vendor maintenance' },
      'Held by operator: “vendor maintenance”',
    ],
    [{ kind: 'command', command: 'release', actor: 'operator', reason: 'done' }, 'Released by operator: “done”'],
    [{ kind: 'command', command: 'reset', actor: 'operator', reason: 'drill' }, 'Reset by operator: “drill”'],
    [{ kind: 'command', command: 'half-open', actor: 'operator', reason: 'try' }, 'Half-opened by operator: “try”'],
    [{ kind: 'hold-expired', hold: 'forced-open' }, 'Hold ended'],
    [{ kind: 'restored' }, 'Restored after restart'],
  ];
  it.each(others)('%o', (cause, expected) => {
    expect(words(cause)).toBe(expected);
  });
});
