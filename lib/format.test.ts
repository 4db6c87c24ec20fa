import { describe, expect, it } from 'vitest';
import {
  cutMiddle,
  formatClock,
  formatCount,
  formatDate,
  formatDuration,
  formatMs,
  formatPercent,
  formatRate,
  formatRemaining,
  formatShortCount,
  formatSpan,
  formatThreshold,
  MISSING,
  plural,
  speakDuration,
} from './format.ts';

const HOUR = 3_600_000;

describe('numbers', () => {
  it('say that a value is missing instead of 0', () => {
    expect([formatCount(null), formatPercent(null), formatMs(null)]).toEqual([MISSING, MISSING, MISSING]);
  });

  it('write percent with one decimal below 10 and none above, never breaking before the sign', () => {
    expect([0, 0.4, 6.5, 9.96, 44, 100].map(formatPercent)).toEqual([
      '0\u00a0%',
      '0.4\u00a0%',
      '6.5\u00a0%',
      '10\u00a0%',
      '44\u00a0%',
      '100\u00a0%',
    ]);
  });

  it('never round a failure away', () => {
    expect(formatPercent(0.01)).toBe('0.1\u00a0%');
  });

  it('write a threshold as it was configured', () => {
    expect([50, 2.5].map(formatThreshold)).toEqual(['50\u00a0%', '2.5\u00a0%']);
  });

  it('write rates with one decimal below 100', () => {
    expect([0, 9.44, 99.97, 124.4].map(formatRate)).toEqual(['0.0/s', '9.4/s', '100/s', '124/s']);
  });

  it('group thousands, and shorten where there is no room', () => {
    expect(formatCount(1_914)).toBe('1,914');
    expect([999, 1_200, 5_000, 12_400].map(formatShortCount)).toEqual(['999', '1.2k', '5k', '12k']);
    expect([plural(1, 'fault'), plural(2, 'fault')]).toEqual(['1 fault', '2 faults']);
  });
});

describe('durations', () => {
  it('grow from a clock to hours and days', () => {
    expect([18_400, 1_077_000, 3 * HOUR + 720_000, 19 * HOUR, 6 * 24 * HOUR].map(formatDuration)).toEqual([
      '0:18',
      '17:57',
      '3\u00a0h\u00a012\u00a0m',
      '19\u00a0h',
      '6\u00a0d',
    ]);
  });

  it('never say that the rest is over while something is left', () => {
    expect([1, 17_400, 0, -5].map(formatRemaining)).toEqual(['0:01', '0:18', '0:00', '0:00']);
  });

  it('are spelled out for configuration and for the ear', () => {
    expect([400, 90_000, 300_000, HOUR].map(formatSpan)).toEqual([
      '400\u00a0ms',
      '90\u00a0s',
      '5\u00a0min',
      '1\u00a0h',
    ]);
    expect([18_000, 1_000, 72_000, 60_000].map(speakDuration)).toEqual([
      '18 seconds',
      '1 second',
      '1 minute 12',
      '1 minute',
    ]);
  });
});

describe('moments', () => {
  it('are server time in UTC, from the wire or in milliseconds', () => {
    expect(formatClock('2025-11-21T12:03:07.480Z')).toBe('12:03:07');
    expect(formatClock(Date.UTC(2025, 10, 21, 0, 5, 9))).toBe('00:05:09');
    expect(formatDate('2025-11-21T12:03:07Z')).toBe('21 Nov 2025');
  });
});

describe('names', () => {
  it('are cut in the middle', () => {
    expect(cutMiddle('payments-authorize', 14)).toBe('payments…orize');
    expect(cutMiddle('ledger-post', 14)).toBe('ledger-post');
  });
});
