import { type SeriesRow, type Span, spanAt } from '@/lib/live/series.ts';
import type { Sample } from '@/lib/protocol/history-query.ts';
import type { TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import { isUnevaluated, type StateSpan } from './state-spans.ts';

/** One point of the lines that share a plot; null breaks them. */
export type LinePoint<Key extends string> = { readonly x: number } & { readonly [key in Key]: number | null };

/**
 * Lines through the middle of each step. A step without neighbours would be a point, and a line of one point is
 * nothing: it is drawn as long as its step is.
 */
export function latencyPoints(rows: readonly SeriesRow[], stepMs: number): LinePoint<'p50' | 'p95' | 'p99'>[] {
  const read = (sample: Sample | null | undefined) => ({
    p50: sample?.latencyMsP50 ?? null,
    p95: sample?.latencyMsP95 ?? null,
    p99: sample?.latencyMsP99 ?? null,
  });
  return rows.flatMap((row, index) => {
    const value = read(row.sample);
    const alone =
      value.p50 !== null && read(rows[index - 1]?.sample).p50 === null && read(rows[index + 1]?.sample).p50 === null;
    if (alone)
      return [
        { x: row.at, ...value },
        { x: row.at + stepMs, ...value },
      ];
    return [{ x: row.at + stepMs / 2, ...value }];
  });
}

type RatePoint = LinePoint<'failed' | 'slow'>;

/**
 * The breaker's own rates at the end of each step, as long as it evaluates them, and at each trip the rate that
 * caused it: between two steps it would be lost, and it is the point that matters.
 */
export function ratePoints(
  rows: readonly SeriesRow[],
  stepMs: number,
  states: readonly StateSpan[],
  transitions: readonly TransitionEntry[],
  now: number,
): RatePoint[] {
  const points = rows.map((row): RatePoint => {
    const x = Math.min(row.at + stepMs, now);
    const state = spanAt(states, x - 1)?.state;
    // Half-open rates are those of a few probes, another window than the line is about.
    const isOurs = state !== undefined && state !== 'half-open' && !isUnevaluated(state);
    if (!row.sample || !isOurs) return { x, failed: null, slow: null };
    return { x, failed: row.sample.failureRate, slow: row.sample.slowCallRate };
  });
  for (const change of transitions) {
    const x = Date.parse(change.at);
    if (change.to !== 'open' || change.from !== 'closed' || x < (rows[0]?.at ?? 0)) continue;
    points.push({ x, failed: change.failureRate, slow: change.slowCallRate }, { x: x + 1, failed: null, slow: null });
  }
  return points.sort((a, b) => a.x - b.x);
}

/** When no rate was evaluated: while nothing was recorded, and while there were fewer calls than the minimum. */
export function unevaluatedSpans(
  rows: readonly SeriesRow[],
  stepMs: number,
  states: readonly StateSpan[],
  now: number,
): Span[] {
  const silent = states.filter((span) => isUnevaluated(span.state));
  const few = rows.flatMap(({ at, sample }) => {
    if (!sample || sample.failureRate !== null || sample.slowCallRate !== null || at >= now) return [];
    const state = spanAt(states, Math.min(at + stepMs, now) - 1)?.state;
    return state === 'closed' || state === 'metrics-only' || state === 'forced-closed'
      ? [{ from: at, to: Math.min(at + stepMs, now) }]
      : [];
  });
  return [...silent, ...few];
}
