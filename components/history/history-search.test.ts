import { describe, expect, it } from 'vitest';
import {
  historyPath,
  historyRange,
  rangeInWords,
  readHistorySearch,
  readMoment,
  writeMoment,
} from './history-search.ts';

const NOW = Date.parse('2025-11-21T12:03:07Z');

describe('the address of the history', () => {
  it('asks for the newest page of the last 24 hours if it says nothing', () => {
    expect(readHistorySearch({})).toEqual({
      ...{ range: '24h', typed: null, breaker: null, toState: null, cause: null, cursor: null },
    });
    expect(historyPath(readHistorySearch({}))).toBe('/history');
  });

  it('keeps every filter, there and back', () => {
    const params = { range: '1h', breaker: 'payments', toState: 'open', cause: 'failure-rate', cursor: '42' };
    const search = readHistorySearch(params);
    expect(Object.fromEntries(new URL(historyPath(search, { cursor: 42 }), 'http://x').searchParams)).toEqual(params);
  });

  it('begins at the newest page again when a filter changes', () => {
    const search = readHistorySearch({ cursor: '42' });
    expect(historyPath(search, { breaker: 'payments' })).toBe('/history?breaker=payments');
  });

  it('leaves out what it can not mean', () => {
    const search = readHistorySearch({
      range: '3y',
      toState: 'ajar',
      cause: 'magic',
      cursor: '-1',
      from: 'x',
      to: 'y',
    });
    expect(historyPath(search)).toBe('/history');
    expect(readHistorySearch({ from: '2025-11-21T12:00:00Z', to: '2025-11-21T11:00:00Z' }).typed).toBeNull();
  });

  it('lets a typed range take the place of a preset', () => {
    const search = readHistorySearch({ range: '1h', from: '2025-11-21T10:00:00Z', to: '2025-11-21T11:00:00Z' });
    expect(historyRange(search, NOW)).toEqual({ from: NOW - 7_387_000, to: NOW - 3_787_000, bucketMs: 60_000 });
  });
});

describe('the range', () => {
  it('begins where a bucket does and ends now', () => {
    const range = historyRange(readHistorySearch({}), NOW);
    expect([writeMoment(range.from), range.bucketMs, range.to > NOW]).toEqual(['2025-11-20 12:00:00', 900_000, true]);
  });

  it('never has more than about a hundred buckets', () => {
    for (const key of ['15m', '1h', '24h', '7d']) {
      const { from, to, bucketMs } = historyRange(readHistorySearch({ range: key }), NOW);
      expect((to - from) / bucketMs).toBeLessThan(102);
    }
  });

  it('is said with dates only where they are needed', () => {
    expect(rangeInWords({ from: NOW - 3_787_000, to: NOW }, NOW)).toBe('from 11:00:00 to 12:03:07');
  });
});

describe('a typed moment', () => {
  it('is UTC, and today unless it has a date', () => {
    expect(readMoment('2025-11-20 09:50', NOW)).toBe(Date.parse('2025-11-20T09:50:00Z'));
    expect(readMoment('2025-11-20T09:50:30', NOW)).toBe(Date.parse('2025-11-20T09:50:30Z'));
    expect(readMoment('9:50', NOW)).toBe(Date.parse('2025-11-21T09:50:00Z'));
    expect(readMoment('2025-11-20', NOW)).toBe(Date.parse('2025-11-20T00:00:00Z'));
    expect(writeMoment(NOW)).toBe('2025-11-21 12:03:07');
  });

  it('is refused where it is none', () => {
    expect([readMoment('yesterday', NOW), readMoment('25:00', NOW), readMoment('2025-13-01 10:00', NOW)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
