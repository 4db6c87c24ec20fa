import { isHeld } from '@/lib/engine/breaker-state.ts';
import { clip, type Span, spanAt } from '@/lib/live/series.ts';
import type { WireState } from '@/lib/protocol/breaker-resource.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';

/** A time that a breaker spent in one state. */
export interface StateSpan extends Span {
  readonly state: WireState;
}

/** A time in which a fault acted on a breaker's downstream. */
export interface FaultSpan extends Span {
  readonly fault: FaultResource;
}

/** Spans that are too narrow to be told apart are drawn as one block. */
export interface MergedSpan extends Span {
  readonly state: 'mixed';
  readonly count: number;
}

interface StateNow {
  readonly state: WireState;
  /** When it began, epoch milliseconds. */
  readonly since: number;
}

/** From what happened to a breaker, the states it was in. Where nothing is known there is no span. */
export function stateSpans(
  transitions: readonly TransitionEntry[],
  now: StateNow,
  downtimes: readonly Span[],
  range: Span,
): StateSpan[] {
  const inOrder = [...transitions].sort((a, b) => a.seq - b.seq);
  const spans: StateSpan[] = [];
  let begun: number | null = null;
  for (const change of inOrder) {
    const at = Date.parse(change.at);
    // The state that was left began as long before as the transition says; older than that nothing was loaded.
    spans.push({ from: begun ?? at - change.previousStateMs, to: at, state: change.from });
    begun = at;
  }
  const last = inOrder.at(-1);
  spans.push({ from: begun ?? now.since, to: range.to, state: last?.to ?? now.state });
  return withoutDowntime(spans, downtimes).flatMap((span) => clip(span, range) ?? []);
}

function withoutDowntime(spans: readonly StateSpan[], downtimes: readonly Span[]): StateSpan[] {
  const kept = spans.flatMap((span) => {
    let rest: StateSpan[] = [span];
    for (const down of downtimes) {
      rest = rest.flatMap((part) =>
        [
          { ...part, to: Math.min(part.to, down.from) },
          { ...part, from: Math.max(part.from, down.to) },
        ].filter((piece) => piece.from < piece.to),
      );
    }
    return rest;
  });
  const down = downtimes.map((span) => ({ ...span, state: 'no-data' as const }));
  return [...kept, ...down].sort((a, b) => a.from - b.from);
}

/** When the server did not run, from the boots in the journal. */
export function downtimesOf(entries: readonly JournalEntry[]): Span[] {
  return entries.flatMap((entry) =>
    entry.kind === 'boot' && entry.downSince !== null
      ? [{ from: Date.parse(entry.downSince), to: Date.parse(entry.at) }]
      : [],
  );
}

/** When faults acted on a breaker: those that run, and those that the journal tells of. */
export function faultSpans(
  entries: readonly JournalEntry[],
  running: readonly FaultResource[],
  breaker: string,
  range: Span,
): FaultSpan[] {
  const byId = new Map<string, FaultSpan>();
  const add = (fault: FaultResource, end: number) => {
    if (!fault.breakers.includes(breaker)) return;
    const known = byId.get(fault.id);
    const from = Date.parse(fault.startedAt);
    byId.set(fault.id, { fault, from, to: Math.min(end, known?.to ?? end) });
  };
  for (const fault of running) add(fault, range.to);
  for (const entry of entries) {
    if (entry.kind === 'fault-started') add(entry.fault, Date.parse(entry.fault.endsAt));
    if (entry.kind === 'fault-ended') add(entry.fault, Date.parse(entry.at));
  }
  return [...byId.values()].flatMap((span) => clip(span, range) ?? []).sort((a, b) => a.from - b.from);
}

/** Open, forced open and disabled breakers record nothing: no rate is evaluated then. */
export const isUnevaluated = (state: WireState): boolean =>
  state === 'open' || state === 'forced-open' || state === 'disabled';

/** The state at a moment; null where it isn't known. */
export const stateAt = (spans: readonly StateSpan[], at: number): WireState | null => spanAt(spans, at)?.state ?? null;

/** The state that took most of a run of spans. */
function longestState(run: readonly StateSpan[]): WireState {
  const lengths = new Map<WireState, number>();
  for (const { state, from, to } of run) lengths.set(state, (lengths.get(state) ?? 0) + to - from);
  return [...lengths].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'no-data';
}

/**
 * Neighbours narrower than `leastMs` become one block that says how many they are, or, where there is no room for
 * that either, the state that took most of the time.
 */
export function mergeNarrow(spans: readonly StateSpan[], leastMs: number): (StateSpan | MergedSpan)[] {
  const merged: (StateSpan | MergedSpan)[] = [];
  let run: StateSpan[] = [];
  const flush = () => {
    const from = run[0]?.from ?? 0;
    const to = run.at(-1)?.to ?? 0;
    if (run.length > 1 && to - from >= ROOM_FOR_STRIPES * leastMs)
      merged.push({ from, to, state: 'mixed', count: run.length });
    else if (run.length > 1) merged.push({ from, to, state: longestState(run) });
    else merged.push(...run);
    run = [];
  };
  for (const span of spans) {
    if (span.to - span.from >= leastMs) {
      flush();
      merged.push(span);
    } else run.push(span);
  }
  flush();
  return merged;
}

const ROOM_FOR_STRIPES = 4;

/** Whether an operator held the breaker during this span. */
export const isHeldSpan = (span: StateSpan | MergedSpan): boolean => isHeld(span.state);
