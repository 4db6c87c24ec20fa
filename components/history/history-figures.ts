import { faultSpans } from '@/components/charts/state-spans.ts';
import { clip, type Span, spanAt } from '@/lib/live/series.ts';
import type { WireState } from '@/lib/protocol/breaker-resource.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';

/** What a range comes to. Durations are milliseconds; null where there is nothing to tell. */
export interface HistoryFigures {
  readonly trips: number;
  readonly reopenings: number;
  /** From a trip until it is closed again by itself. */
  readonly medianRecoveryMs: number | null;
  readonly recoveries: number;
  /** Of all breakers together, within the range. Forced-open time is somebody's will and doesn't count. */
  readonly openMs: number;
  readonly longestOpenMs: number | null;
  readonly manual: number;
  /** Trips while a fault acted on the breaker; null if the journal of that time wasn't read whole. */
  readonly tripsDuringFaults: number | null;
}

interface Now {
  readonly id: string;
  readonly state: WireState;
  /** Epoch milliseconds. */
  readonly since: number;
}

const isTrip = (change: TransitionEntry) => change.from === 'closed' && change.to === 'open';
const isManual = (change: TransitionEntry) => change.cause === 'command' || change.cause === 'hold-expired';

/** The times a breaker was open, from its transitions oldest first. */
function openSpans(changes: readonly TransitionEntry[], now: Now | undefined, range: Span): Span[] {
  const spans: Span[] = [];
  let since: number | null = null;
  for (const change of changes) {
    const at = Date.parse(change.at);
    if (change.from === 'open') spans.push({ from: since ?? at - change.previousStateMs, to: at });
    since = change.to === 'open' ? at : null;
  }
  if (since !== null) spans.push({ from: since, to: range.to });
  if (changes.length === 0 && now?.state === 'open' && now.since < range.to)
    spans.push({ from: now.since, to: range.to });
  return spans;
}

/** From each trip to the close that ended it. One that somebody closed, or that a restart cut short, is no recovery. */
function recoveryTimes(changes: readonly TransitionEntry[]): number[] {
  const times: number[] = [];
  let trippedAt: number | null = null;
  for (const change of changes) {
    if (isTrip(change)) trippedAt = Date.parse(change.at);
    else if (isManual(change)) trippedAt = null;
    else if (change.to === 'closed' && trippedAt !== null) {
      times.push(Date.parse(change.at) - trippedAt);
      trippedAt = null;
    }
  }
  return times;
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

function duringFaults(
  trips: readonly TransitionEntry[],
  entries: readonly JournalEntry[],
  running: readonly FaultResource[],
  range: Span,
): number {
  const known = new Map<string, Span[]>();
  // Whoever was hit before the range began may have been hit still within it.
  const ever = { from: 0, to: range.to };
  return trips.filter(({ breaker, at }) => {
    const spans = known.get(breaker) ?? faultSpans(entries, running, breaker, ever);
    known.set(breaker, spans);
    return spanAt(spans, Date.parse(at)) !== undefined;
  }).length;
}

/** Figures of a range from its transitions, in any order. `entries` is the journal of the same time, or null. */
export function historyFigures(
  transitions: readonly TransitionEntry[],
  breakers: readonly Now[],
  range: Span,
  journal: { readonly entries: readonly JournalEntry[]; readonly running: readonly FaultResource[] } | null,
): HistoryFigures {
  const byBreaker = new Map<string, TransitionEntry[]>(breakers.map(({ id }) => [id, []]));
  for (const change of [...transitions].sort((a, b) => a.seq - b.seq)) {
    const list = byBreaker.get(change.breaker);
    if (list) list.push(change);
    else byBreaker.set(change.breaker, [change]);
  }
  const trips = transitions.filter(isTrip);
  const recoveries: number[] = [];
  let openMs = 0;
  let longestOpenMs: number | null = null;
  for (const [id, changes] of byBreaker) {
    recoveries.push(...recoveryTimes(changes));
    const now = breakers.find((breaker) => breaker.id === id);
    for (const span of openSpans(changes, now, range)) {
      const inRange = clip(span, range);
      if (!inRange) continue;
      openMs += inRange.to - inRange.from;
      longestOpenMs = Math.max(longestOpenMs ?? 0, span.to - span.from);
    }
  }
  return {
    trips: trips.length,
    reopenings: transitions.filter((change) => change.from === 'half-open' && change.to === 'open').length,
    medianRecoveryMs: median(recoveries),
    recoveries: recoveries.length,
    openMs,
    longestOpenMs,
    manual: transitions.filter(isManual).length,
    tripsDuringFaults: journal && duringFaults(trips, journal.entries, journal.running, range),
  };
}
