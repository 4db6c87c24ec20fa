import { historyFigures } from '@/components/history/history-figures.ts';
import type { HistoryPageData } from '@/components/history/history-page-data.ts';
import { type HistorySearch, historyRange } from '@/components/history/history-search.ts';
import type { Span } from '@/lib/live/series.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import { getRuntime, type Runtime } from '@/lib/runtime/runtime-handle.ts';

const ROWS = 50;
const PAGE = 500;
/** Figures come from so many of the newest transitions of a range at most. */
const MOST_COUNTED = 2_000;
/** Entries of every kind that are read to find faults and restarts. */
const MOST_ENTRIES = 4_000;

async function newestOf(runtime: Runtime, breaker: string | undefined, range: Span) {
  const found: TransitionEntry[] = [];
  let cursor: number | undefined;
  while (found.length < MOST_COUNTED) {
    const query = { breaker, from: range.from, to: range.to, limit: PAGE, cursor };
    const { transitions, nextCursor } = await runtime.history.transitions(query);
    found.push(...transitions);
    if (nextCursor === null) return { found, isCut: false };
    cursor = Number(nextCursor);
  }
  return { found, isCut: true };
}

/** The journal from an entry on, or null where that is too much to read for a page. Numbers have no holes. */
async function journalSince(runtime: Runtime, seq: number): Promise<readonly JournalEntry[] | null> {
  const count = runtime.publishedSeq - seq + 1;
  return count > MOST_ENTRIES ? null : runtime.history.latestEntries(Math.max(count, PAGE));
}

/** One page of the history with its chart and its figures; everything follows from the address and the present. */
export async function loadHistory(search: HistorySearch): Promise<HistoryPageData> {
  const runtime = getRuntime();
  const upToSeq = runtime.publishedSeq;
  const now = runtime.now();
  const range = historyRange(search, now);
  const filters = {
    breaker: search.breaker ?? undefined,
    toState: search.toState ?? undefined,
    cause: search.cause ?? undefined,
  };
  const span = { from: range.from, to: range.to };
  const [page, buckets, counted] = await Promise.all([
    runtime.history.transitions({ ...filters, ...span, limit: ROWS, cursor: search.cursor ?? undefined }),
    runtime.history.transitionBuckets({ ...filters, ...range }),
    newestOf(runtime, filters.breaker, span),
  ]);
  const oldest = counted.found.at(-1)?.seq ?? upToSeq;
  const journal = await journalSince(runtime, oldest);
  const breakers = runtime.breakers();
  const faults = runtime.faults();
  const countedFrom = counted.isCut ? Date.parse(counted.found.at(-1)?.at ?? '') : range.from;
  const figures = historyFigures(
    counted.found,
    breakers
      .filter(({ id }) => search.breaker === null || id === search.breaker)
      .map(({ id, state, stateSince }) => ({ id, state, since: Date.parse(stateSince) })),
    { from: countedFrom, to: Math.min(range.to, now) },
    journal && { entries: journal, running: faults },
  );
  return {
    now,
    range,
    breakers: breakers.map(({ id, name, group, config }) => ({ id, name, group, config })),
    rows: page.transitions,
    nextCursor: page.nextCursor,
    buckets,
    figures,
    counted: { transitions: counted.found.length, isCut: counted.isCut },
    entries: (journal ?? []).filter(({ kind }) => kind.startsWith('fault-') || kind === 'boot'),
    faults,
    upToSeq,
  };
}
