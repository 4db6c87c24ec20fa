import { describe, expect, it } from 'vitest';
import type { Sample } from '@/lib/protocol/history-query.ts';
import { clip, hasCalls, joinSpans, mergeSamples, seriesRows, stepsUpTo } from './series.ts';

const T = Date.UTC(2025, 10, 21, 12, 3, 0);
const STEP = 10_000;

function sample(at: number, success = 1): Sample {
  return {
    at: new Date(at).toISOString(),
    success,
    slow: 0,
    timeout: 0,
    failure: 0,
    rejected: 0,
    failureRate: null,
    slowCallRate: null,
    latencyMsP50: null,
    latencyMsP95: null,
    latencyMsP99: null,
  };
}

describe('the steps of a chart', () => {
  it('end with the step in progress and stay where they are until it is over', () => {
    const range = stepsUpTo(T + 7_200, 60_000, STEP);
    expect(range).toEqual({ from: T - 50_000, to: T + STEP });
    expect(stepsUpTo(T + 9_999, 60_000, STEP)).toEqual(range);
    expect(stepsUpTo(T + STEP, 60_000, STEP).to).toBe(T + 2 * STEP);
  });

  it('have a row each, and null where nothing was seen', () => {
    const rows = seriesRows([sample(T), sample(T + 2 * STEP)], { from: T, to: T + 4 * STEP }, STEP);
    expect(rows.map((row) => row.at)).toEqual([T, T + STEP, T + 2 * STEP, T + 3 * STEP]);
    expect(rows.map((row) => row.sample !== null)).toEqual([true, false, true, false]);
    expect(hasCalls(rows)).toBe(true);
  });

  it('leave out what lies outside the range', () => {
    const rows = seriesRows([sample(T - STEP), sample(T + 2 * STEP)], { from: T, to: T + 2 * STEP }, STEP);
    expect(hasCalls(rows)).toBe(false);
  });
});

describe('loaded and live samples', () => {
  it('become one series, in which the live reading of a step replaces the loaded one', () => {
    const merged = mergeSamples([sample(T, 1), sample(T + STEP, 2)], [sample(T + STEP, 5), sample(T + 2 * STEP, 3)]);
    expect(merged.map((one) => one.success)).toEqual([1, 5, 3]);
  });

  it('keep their identity when nothing arrived live', () => {
    const loaded = [sample(T)];
    expect(mergeSamples(loaded, [])).toBe(loaded);
  });
});

describe('spans', () => {
  it('are cut to a range', () => {
    expect(clip({ from: 0, to: 10 }, { from: 5, to: 20 })).toEqual({ from: 5, to: 10 });
    expect(clip({ from: 0, to: 5 }, { from: 5, to: 20 })).toBeNull();
  });

  it('that touch become one', () => {
    expect(
      joinSpans([
        { from: 20, to: 30 },
        { from: 0, to: 10 },
        { from: 10, to: 12 },
      ]),
    ).toEqual([
      { from: 0, to: 12 },
      { from: 20, to: 30 },
    ]);
  });
});
