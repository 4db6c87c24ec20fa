import type { CauseKind } from '@/lib/engine/breaker-event.ts';
import { BREAKER_STATES, type BreakerState } from '@/lib/engine/breaker-state.ts';
import { formatClock, formatDate } from '@/lib/format.ts';
import type { Span } from '@/lib/live/series.ts';
import { CAUSE_KINDS } from '@/lib/protocol/history-query.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const HISTORY_RANGES = [
  { key: '15m', label: 'Last 15 min', lengthMs: 15 * MINUTE },
  { key: '1h', label: 'Last 1 h', lengthMs: HOUR },
  { key: '24h', label: 'Last 24 h', lengthMs: DAY },
  { key: '7d', label: 'Last 7 d', lengthMs: 7 * DAY },
] as const;
export type HistoryRangeKey = (typeof HISTORY_RANGES)[number]['key'];
const DEFAULT_RANGE: HistoryRangeKey = '24h';

/** What the address asks for. */
export interface HistorySearch {
  readonly range: HistoryRangeKey;
  /** A typed range takes the place of `range`. */
  readonly typed: Span | null;
  readonly breaker: string | null;
  readonly toState: BreakerState | null;
  readonly cause: CauseKind | null;
  /** Transitions older than this number; null on the newest page. */
  readonly cursor: number | null;
}

type Params = Readonly<Record<string, string | readonly string[] | undefined>>;

const oneOf = <T extends string>(known: readonly T[], value: string | undefined): T | null =>
  known.find((candidate) => candidate === value) ?? null;

function typedRange(from: string | undefined, to: string | undefined): Span | null {
  const span = { from: Date.parse(from ?? ''), to: Date.parse(to ?? '') };
  return span.from < span.to ? span : null;
}

/** Reads the address. What it can't mean is left out, so that an old or a cut link still shows something. */
export function readHistorySearch(params: Params): HistorySearch {
  const text = (name: string) => {
    const value = params[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const cursor = Number(text('cursor'));
  return {
    range:
      oneOf(
        HISTORY_RANGES.map(({ key }) => key),
        text('range'),
      ) ?? DEFAULT_RANGE,
    typed: typedRange(text('from'), text('to')),
    breaker: text('breaker') ?? null,
    toState: oneOf(BREAKER_STATES, text('toState')),
    cause: oneOf(CAUSE_KINDS, text('cause')),
    cursor: Number.isSafeInteger(cursor) && cursor > 0 ? cursor : null,
  };
}

/** The address of a search. A change of anything but the page begins at the newest one again. */
export function historyPath(search: HistorySearch, change: Partial<HistorySearch> = {}): string {
  const asked = { ...search, cursor: null, ...change };
  const params = new URLSearchParams();
  if (asked.typed) {
    params.set('from', new Date(asked.typed.from).toISOString());
    params.set('to', new Date(asked.typed.to).toISOString());
  } else if (asked.range !== DEFAULT_RANGE) params.set('range', asked.range);
  for (const name of ['breaker', 'toState', 'cause'] as const) {
    const value = asked[name];
    if (value !== null) params.set(name, value);
  }
  if (asked.cursor !== null) params.set('cursor', String(asked.cursor));
  const query = params.toString();
  return query === '' ? '/history' : `/history?${query}`;
}

const BUCKETS = [1, 5, 10, 15, 30]
  .map((seconds) => seconds * 1_000)
  .concat([1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE))
  .concat([1, 2, 4, 6, 12].map((hours) => hours * HOUR))
  .concat([1, 7, 30].map((days) => days * DAY));
const MOST_BUCKETS = 100;

export interface HistoryRange extends Span {
  readonly bucketMs: number;
}

/** The range in milliseconds with its buckets, at most a hundred. A preset begins where a bucket does, and ends now. */
export function historyRange(search: HistorySearch, now: number): HistoryRange {
  const preset = HISTORY_RANGES.find(({ key }) => key === search.range) ?? HISTORY_RANGES[2];
  const length = search.typed ? search.typed.to - search.typed.from : preset.lengthMs;
  const bucketMs = BUCKETS.find((candidate) => length / candidate <= MOST_BUCKETS) ?? 30 * DAY;
  if (search.typed) return { ...search.typed, bucketMs };
  const end = Math.floor(now) + 1;
  return { from: Math.floor((end - length) / bucketMs) * bucketMs, to: end, bucketMs };
}

/** "2025-11-21 09:50:00", as the fields of the typed range show a moment. */
export function writeMoment(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** Reads "2025-11-21 09:50", with or without seconds, or a clock of today. UTC; null if it is no moment. */
export function readMoment(text: string, now: number): number | null {
  const today = new Date(now).toISOString().slice(0, 10);
  const match = /^(?:(\d{4}-\d{2}-\d{2})[ T])?(\d{1,2}:\d{2})(:\d{2})?Z?$/.exec(text.trim());
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? text.trim() : null;
  const iso = match
    ? `${match[1] ?? today}T${(match[2] ?? '').padStart(5, '0')}${match[3] ?? ':00'}Z`
    : date && `${date}T00:00:00Z`;
  const at = Date.parse(iso ?? '');
  return Number.isNaN(at) ? null : at;
}

/** "from 04:00:00 to 05:00:00", with dates where they are not today's. */
export function rangeInWords({ from, to }: Span, now: number): string {
  const say = (at: number) =>
    formatDate(at) === formatDate(now) ? formatClock(at) : `${formatDate(at)}, ${formatClock(at)}`;
  return `from ${say(from)} to ${say(to)}`;
}
