/** The stretches of time that a breaker's charts show, each with the width of one bar. At most 180 bars. */
export const CHART_RANGES = [
  { key: '15m', label: '15 min', lengthMs: 900_000, stepMs: 10_000, step: '10 s', reloadMs: 60_000 },
  { key: '1h', label: '1 h', lengthMs: 3_600_000, stepMs: 20_000, step: '20 s', reloadMs: 20_000 },
  { key: '6h', label: '6 h', lengthMs: 21_600_000, stepMs: 120_000, step: '2 min', reloadMs: 60_000 },
  { key: '24h', label: '24 h', lengthMs: 86_400_000, stepMs: 600_000, step: '10 min', reloadMs: 60_000 },
] as const;

export type ChartRange = (typeof CHART_RANGES)[number];
export type ChartRangeKey = ChartRange['key'];

export const CHART_RANGE_KEYS = CHART_RANGES.map((range) => range.key);

/** The range that a key of the address names; the shortest one for an unknown key. */
export const chartRange = (key: string | null | undefined): ChartRange =>
  CHART_RANGES.find((range) => range.key === key) ?? CHART_RANGES[0];
