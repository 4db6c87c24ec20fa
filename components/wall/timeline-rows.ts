import {
  downtimesOf,
  type FaultSpan,
  faultSpans,
  type StateSpan,
  stateSpans,
} from '@/components/charts/state-spans.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import type { Span } from '@/lib/live/series.ts';
import type { WireState } from '@/lib/protocol/breaker-resource.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';

export const TIMELINE_MS = 15 * 60_000;

/** One breaker's line. */
export interface TimelineRow {
  readonly view: BreakerView;
  readonly states: readonly StateSpan[];
  readonly faults: readonly FaultSpan[];
  /** Whether something went on within the range. */
  readonly eventful: boolean;
}

/** What was loaded and what arrived since, each entry once; those that ended before the range are let go. */
export function mergeEntries(
  known: readonly JournalEntry[],
  arrived: readonly JournalEntry[],
  from: number,
): readonly JournalEntry[] {
  const newest = known.reduce((most, entry) => Math.max(most, entry.seq), 0);
  const news = arrived.filter((entry) => entry.seq > newest);
  if (news.length === 0) return known;
  return [...known, ...news].filter((entry) => Date.parse(entry.at) >= from).sort((a, b) => a.seq - b.seq);
}

/** The lines of the breakers, in their order. */
export function timelineRows(
  views: readonly BreakerView[],
  entries: readonly JournalEntry[],
  running: readonly FaultResource[],
  range: Span,
): TimelineRow[] {
  const downtimes = downtimesOf(entries);
  const changes = new Map<string, TransitionEntry[]>();
  for (const entry of entries) {
    if (entry.kind !== 'transition') continue;
    const list = changes.get(entry.breaker);
    if (list) list.push(entry);
    else changes.set(entry.breaker, [entry]);
  }
  return views.map((view) => {
    const now = { state: view.state, since: range.to - view.stateMs };
    const states = stateSpans(changes.get(view.id) ?? [], now, downtimes, range);
    const faults = faultSpans(entries, running, view.id, range);
    return { view, states, faults, eventful: faults.length > 0 || states.some((span) => span.state !== 'closed') };
  });
}

/** A path that can be stretched: x is milliseconds since the range began, heights are pixels. */
export function blockPath(
  spans: readonly StateSpan[],
  state: WireState,
  range: Span,
  box: { readonly top: number; readonly height: number; readonly leastMs: number },
): string {
  let path = '';
  for (const span of spans) {
    if (span.state !== state) continue;
    // Short ones are drawn wider than they were, else they would not be seen at all; never beyond now.
    const width = Math.max(box.leastMs, span.to - span.from);
    const x = Math.min(span.from, range.to - width) - range.from;
    path += `M${Math.round(x)} ${box.top}h${Math.round(width)}v${box.height}h-${Math.round(width)}z`;
  }
  return path;
}

/** Whole multiples of three minutes within the range, but for the last stretch, where "now" is written. */
export function gridMoments(range: Span, stepMs = 3 * 60_000): number[] {
  const first = Math.ceil(range.from / stepMs) * stepMs;
  const moments: number[] = [];
  for (let at = first; at < range.to; at += stepMs) moments.push(at);
  return moments;
}
