import type { Sample } from '@/lib/protocol/history-query.ts';

/** A stretch of time, epoch milliseconds, `[from, to)`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One step of a chart. `sample` is null where nothing was seen: a gap, never a zero. */
export interface SeriesRow {
  /** Start of the step, epoch milliseconds. */
  readonly at: number;
  readonly sample: Sample | null;
}

/**
 * The steps that a chart of `lengthMs` shows: whole ones, the last of them in progress. The range moves by a step at a
 * time, so that bars keep their pixels while the clock runs.
 */
export function stepsUpTo(now: number, lengthMs: number, stepMs: number): Span {
  const to = Math.floor(now / stepMs) * stepMs + stepMs;
  return { from: to - lengthMs, to };
}

/** What was loaded, carried on by what arrived live. The same step twice: the newer reading counts. */
export function mergeSamples(loaded: readonly Sample[], live: readonly Sample[]): readonly Sample[] {
  if (live.length === 0) return loaded;
  const byStep = new Map(loaded.map((sample) => [sample.at, sample]));
  for (const sample of live) byStep.set(sample.at, sample);
  return [...byStep.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** One row per step of the range, each step with its sample or none. */
export function seriesRows(samples: readonly Sample[], range: Span, stepMs: number): SeriesRow[] {
  const bySlot = new Map<number, Sample>();
  for (const sample of samples) {
    const at = Date.parse(sample.at);
    if (at >= range.from && at < range.to) bySlot.set(Math.floor((at - range.from) / stepMs), sample);
  }
  const length = Math.ceil((range.to - range.from) / stepMs);
  return Array.from({ length }, (_, slot) => ({
    at: range.from + slot * stepMs,
    sample: bySlot.get(slot) ?? null,
  }));
}

/** Whether any row has something to draw. */
export const hasCalls = (rows: readonly SeriesRow[]): boolean => rows.some((row) => row.sample !== null);

/** The part of a span that lies in a range; null if none does. */
export function clip<T extends Span>(span: T, range: Span): T | null {
  const from = Math.max(span.from, range.from);
  const to = Math.min(span.to, range.to);
  return from < to ? { ...span, from, to } : null;
}

/** Spans that touch or overlap become one; the result is in order. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else joined.push({ from: span.from, to: span.to });
  }
  return joined;
}

/** Which span holds a moment, if any. */
export const spanAt = <T extends Span>(spans: readonly T[], at: number): T | undefined =>
  spans.find((span) => at >= span.from && at < span.to);
