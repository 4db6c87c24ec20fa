import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import type { TransitionBucket } from '@/lib/protocol/history-query.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import type { HistoryFigures } from './history-figures.ts';
import type { HistoryRange } from './history-search.ts';

/** A breaker as filters and rows name it. */
export interface KnownBreaker {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly config: BreakerConfig;
}

/** What the history page is rendered from. */
export interface HistoryPageData {
  /** Server time, epoch milliseconds. */
  readonly now: number;
  readonly range: HistoryRange;
  readonly breakers: readonly KnownBreaker[];
  /** Newest first. */
  readonly rows: readonly TransitionEntry[];
  readonly nextCursor: string | null;
  readonly buckets: readonly TransitionBucket[];
  /** Of the range and the breaker; the filters of state and cause would make nonsense of most of them. */
  readonly figures: HistoryFigures;
  /** How many transitions the figures come from; the range holds more if it is cut. */
  readonly counted: { readonly transitions: number; readonly isCut: boolean };
  /** Faults and boots of the same time. */
  readonly entries: readonly JournalEntry[];
  readonly faults: readonly FaultResource[];
  /** The newest number that was published when this was read. */
  readonly upToSeq: number;
}
