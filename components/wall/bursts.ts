import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';

/** What one line of the feed stands for. */
export type FeedItem =
  | { readonly kind: 'entry'; readonly entry: JournalEntry }
  | { readonly kind: 'burst'; readonly entries: readonly TransitionEntry[] };

const BURST_MS = 2_000;
const MORE_THAN = 5;

/** More than five transitions within two seconds become one line; entries come newest first. */
export function groupBursts(entries: readonly JournalEntry[]): FeedItem[] {
  const items: FeedItem[] = [];
  let run: TransitionEntry[] = [];
  const flush = () => {
    if (run.length > MORE_THAN) items.push({ kind: 'burst', entries: run });
    else items.push(...run.map((entry) => ({ kind: 'entry' as const, entry })));
    run = [];
  };
  for (const entry of entries) {
    const first = run[0];
    if (first && (entry.kind !== 'transition' || Date.parse(first.at) - Date.parse(entry.at) > BURST_MS)) flush();
    if (entry.kind === 'transition') run.push(entry);
    else items.push({ kind: 'entry', entry });
  }
  flush();
  return items;
}

export const FEED_FILTERS = ['all', 'transitions', 'faults', 'people'] as const;
export type FeedFilter = (typeof FEED_FILTERS)[number];

/** "People" is what somebody did: commands, faults, configurations. */
function passes(entry: JournalEntry, filter: FeedFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'transitions':
      return entry.kind === 'transition';
    case 'faults':
      return entry.kind === 'fault-started' || entry.kind === 'fault-ended' || entry.kind === 'halt-reason';
    case 'people':
      if (entry.kind === 'transition') return false;
      return 'actor' in entry ? entry.actor !== null : entry.kind === 'fault-started';
  }
}

/** What a filter leaves. Among all, a command is told by the transition that it led to, where it led to one. */
export function feedEntries(entries: readonly JournalEntry[], filter: FeedFilter): JournalEntry[] {
  const told = new Set(
    entries.flatMap((entry) =>
      entry.kind === 'transition' && entry.detail.kind === 'command' ? `${entry.breaker} ${entry.at}` : [],
    ),
  );
  return entries.filter(
    (entry) =>
      passes(entry, filter) &&
      !(filter === 'all' && entry.kind === 'command' && told.has(`${entry.breaker} ${entry.at}`)),
  );
}
