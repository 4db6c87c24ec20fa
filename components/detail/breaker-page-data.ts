import type { ChartRangeKey } from '@/components/charts/chart-range.ts';
import type { BreakerDetail } from '@/lib/protocol/breaker-resource.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import type { Sample } from '@/lib/protocol/history-query.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';

/** What the charts of one range were loaded with. */
export interface LoadedHistory {
  readonly range: ChartRangeKey;
  readonly samples: readonly Sample[];
  readonly transitions: readonly TransitionEntry[];
}

/** Everything the page is rendered with on the server; from then on it goes on live. */
export interface BreakerPageData {
  /** Server time that it was put together for, epoch milliseconds. */
  readonly at: number;
  readonly detail: BreakerDetail;
  /** All faults that run. */
  readonly faults: readonly FaultResource[];
  readonly history: LoadedHistory;
  /** Faults, boots and configurations among the newest entries; transitions come live. */
  readonly entries: readonly JournalEntry[];
  readonly lastTrip: TransitionEntry | null;
  /** Null while the history can't be read: nothing is known of the past then, the last trip included. */
  readonly trips: { readonly today: number; readonly sevenDays: number; readonly upToSeq: number } | null;
}
