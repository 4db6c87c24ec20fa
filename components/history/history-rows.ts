import { faultSpans } from '@/components/charts/state-spans.ts';
import { effectInWords } from '@/components/faults/fault-words.ts';
import { formatCount, formatDate, formatDuration, formatMs, MISSING } from '@/lib/format.ts';
import { spanAt } from '@/lib/live/series.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import { causeInWords } from './cause-in-words.ts';
import type { HistoryPageData } from './history-page-data.ts';

/** What the table shows, newest first: changes, times without data, and a line where the day changes. */
export type HistoryRow =
  | { readonly kind: 'day'; readonly key: string; readonly day: string }
  | {
      readonly kind: 'down';
      readonly key: string;
      readonly at: string;
      readonly lengthMs: number;
      readonly seq: number;
    }
  | {
      readonly kind: 'change';
      readonly key: string;
      readonly change: TransitionEntry;
      readonly name: string;
      readonly cause: string;
      /** The fault that acted on the breaker then. */
      readonly fault: string | null;
      readonly sample: string;
      readonly actor: string | null;
    };

type Source = Pick<HistoryPageData, 'rows' | 'entries' | 'faults' | 'breakers' | 'now' | 'nextCursor'>;

/** How long the state before lasted; a stay under a second is told in milliseconds, as "0:00" says nothing. */
export const stayInWords = ({ previousStateMs }: TransitionEntry): string =>
  previousStateMs < 1_000 ? formatMs(previousStateMs) : formatDuration(previousStateMs);

/** Failed calls of the window of the state that was left; open and held-open states have none of their own. */
export function sampleInWords({ from, failedCalls, bufferedCalls }: TransitionEntry): string {
  const counted = from !== 'open' && from !== 'forced-open' && from !== 'disabled' && bufferedCalls > 0;
  return counted ? `${formatCount(failedCalls)} / ${formatCount(bufferedCalls)}` : MISSING;
}

/** The name of the fault that acted on a breaker at a moment. */
export function faultNameAt(source: Pick<Source, 'entries' | 'faults'>, breaker: string, at: number): string | null {
  const spans = faultSpans(source.entries, source.faults, breaker, { from: 0, to: at + 1 });
  const fault = spanAt(spans, at)?.fault;
  return fault ? fault.effects.map((effect) => effectInWords(effect, 'short')).join(', ') : null;
}

type Down = Extract<HistoryRow, { kind: 'down' }>;

/** A boot belongs between the changes around it; on the newest page also above the first. */
function bootsOf({ rows, entries, nextCursor }: Source, isNewest: boolean): Down[] {
  const newest = rows[0]?.seq ?? 0;
  const oldest = rows.at(-1)?.seq ?? 0;
  return entries.flatMap((entry: JournalEntry) => {
    if (entry.kind !== 'boot' || entry.downSince === null) return [];
    if (entry.seq > newest && !isNewest) return [];
    if (entry.seq < oldest && nextCursor !== null) return [];
    const lengthMs = Date.parse(entry.at) - Date.parse(entry.downSince);
    return [{ kind: 'down' as const, key: `boot-${entry.seq}`, at: entry.at, lengthMs, seq: entry.seq }];
  });
}

/** `range.from` cuts boots that lie before it. */
export function historyRows(source: Source, range: { readonly from: number }, isNewest: boolean): HistoryRow[] {
  const configs = new Map(source.breakers.map((breaker) => [breaker.id, breaker]));
  const boots = bootsOf(source, isNewest).filter((row) => Date.parse(row.at) >= range.from);
  const changes = source.rows.map((change) => {
    const breaker = configs.get(change.breaker);
    const opened = change.to === 'open';
    return {
      ...{ kind: 'change' as const, key: String(change.seq), at: change.at, seq: change.seq, change },
      name: breaker?.name ?? change.breaker,
      cause: causeInWords(change.detail, breaker?.config),
      fault: opened ? faultNameAt(source, change.breaker, Date.parse(change.at)) : null,
      sample: sampleInWords(change),
      actor: change.actor,
    };
  });
  let day = formatDate(source.now);
  return [...changes, ...boots]
    .sort((a, b) => b.seq - a.seq)
    .flatMap((row): HistoryRow[] => {
      const own = formatDate(row.at);
      if (own === day) return [row];
      day = own;
      return [{ kind: 'day', key: `day-${own}`, day: own }, row];
    });
}
