import { describe, expect, it } from 'vitest';
import type { SamplesQuery } from '@/lib/protocol/history-query.ts';
import type { Store } from '@/lib/runtime/ports.ts';
import { rollUp, START, series } from './history-fixtures.ts';

/** The value that this share of the sorted values stays within. */
function exactPercentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? Number.NaN;
}

/** What every store promises about the roll-ups it was given. */
export function promiseTheSamples(store: () => Store): void {
  const samples = (query: Partial<SamplesQuery> & { from: number; to: number }) =>
    store().samples({ breaker: 'payments', step: 10_000, ...query });

  describe('samples', () => {
    it('are the rows of one breaker where the step is theirs, without steps in which nothing was seen', async () => {
      await store().saveRollUps([
        rollUp(START + 20_000, [10, 20, 30], { slow: 1, timeout: 2, failure: 3, rejected: 4, failureRate: 62.5 }),
        rollUp(START, [7]),
        rollUp(START + 10_000, [9], { breaker: 'search' }),
        rollUp(START, [1], { stepMs: 60_000 }),
      ]);
      expect(await samples({ from: START, to: START + 30_000 })).toEqual([
        {
          at: new Date(START).toISOString(),
          success: 1,
          slow: 0,
          timeout: 0,
          failure: 0,
          rejected: 0,
          failureRate: null,
          slowCallRate: null,
          latencyMsP50: 7,
          latencyMsP95: 7,
          latencyMsP99: 7,
        },
        expect.objectContaining({ success: 3, slow: 1, timeout: 2, failure: 3, rejected: 4, failureRate: 62.5 }),
      ]);
      expect(await samples({ from: START + 60_000, to: START + 90_000 })).toEqual([]);
    });

    it('add counts up, merge latencies, and take the rates of the last row of the step', async () => {
      const latencies = series(0, 6, (row) =>
        series(0, 200, (call) => 3 + ((call * 37 + row * 911) % 997) * (row + 1)),
      );
      const rows = latencies.map((values, row) =>
        rollUp(START + row * 10_000, values, {
          rejected: row,
          failureRate: row * 10,
          slowCallRate: row === 5 ? null : 1,
        }),
      );
      await store().saveRollUps(rows);
      const [sample, ...rest] = await samples({ from: START, to: START + 50_000, step: 50_000 });
      expect(rest).toEqual([]);
      expect(sample).toMatchObject({ success: 1_000, rejected: 10, failureRate: 40, slowCallRate: 1 });
      const all = latencies.slice(0, 5).flat();
      for (const [percent, found] of [
        [50, sample?.latencyMsP50],
        [95, sample?.latencyMsP95],
        [99, sample?.latencyMsP99],
      ] as const) {
        expect(Math.abs((found ?? 0) / exactPercentile(all, percent) - 1)).toBeLessThan(0.01);
      }
    });

    it('come from the minute rows where the step is minutes, from the ten-second rows otherwise', async () => {
      await store().saveRollUps([
        ...series(0, 12, (row) => rollUp(START + row * 10_000, [10])),
        rollUp(START, [500, 500], { stepMs: 60_000 }),
        rollUp(START + 60_000, [500, 500], { stepMs: 60_000 }),
      ]);
      const range = { from: START, to: START + 120_000 };
      expect(await samples({ ...range, step: 120_000 })).toMatchObject([{ success: 4 }]);
      expect(await samples({ ...range, step: 60_000 })).toMatchObject([{ success: 2 }, { success: 2 }]);
      expect(await samples({ ...range, step: 40_000 })).toMatchObject([{ success: 4 }, { success: 4 }, { success: 4 }]);
      expect(await samples({ ...range, step: 90_000 })).toMatchObject([{ success: 9 }, { success: 3 }]);
    });

    it('are whole steps, also where the range cuts them', async () => {
      await store().saveRollUps(series(0, 6, (row) => rollUp(START + row * 10_000, [10])));
      const found = await samples({ from: START + 25_000.5, to: START + 35_000.5, step: 20_000 });
      expect(found).toMatchObject([{ at: new Date(START + 20_000).toISOString(), success: 2 }]);
    });

    it('have no percentiles where no call was answered', async () => {
      await store().saveRollUps([rollUp(START, [], { rejected: 5 })]);
      expect(await samples({ from: START, to: START + 10_000 })).toMatchObject([
        { rejected: 5, latencyMsP50: null, latencyMsP95: null, latencyMsP99: null },
      ]);
    });

    it('join what was seen of a step before and after a restart', async () => {
      await store().saveRollUps([rollUp(START, [10, 10], { failure: 1, failureRate: 50 })]);
      await store().saveRollUps([
        rollUp(START, [400], { rejected: 1 }),
        rollUp(START, [], { timeout: 1, failureRate: 5 }),
      ]);
      expect(await samples({ from: START, to: START + 10_000 })).toMatchObject([
        { success: 3, failure: 1, rejected: 1, timeout: 1, failureRate: 5, latencyMsP50: 10 },
      ]);
      const [sample] = await samples({ from: START, to: START + 10_000 });
      expect(Math.abs((sample?.latencyMsP99 ?? 0) / 400 - 1)).toBeLessThan(0.01);
    });

    it('are merged over many rows', async () => {
      await store().saveRollUps(series(0, 900, (row) => rollUp(START + row * 10_000, [row + 1])));
      const found = await samples({ from: START, to: START + 9_000_000, step: 50_000 });
      expect(found).toHaveLength(180);
      expect(found.every(({ success }) => success === 5)).toBe(true);
      expect(found.at(-1)?.latencyMsP50).toBeGreaterThan(880);
    });
  });
}
