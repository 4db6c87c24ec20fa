import type { BreakerIdentity, BreakerLive, Second, WindowView } from '@/lib/protocol/breaker-resource.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import type { Sample } from '@/lib/protocol/history-query.ts';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';

/** How the page stands to the server. `delayed`: connected, but no tick for 2.5 s. */
export type ConnectionStatus = 'connecting' | 'live' | 'delayed' | 'reconnecting' | 'offline';

export interface Connection {
  readonly status: ConnectionStatus;
  /** When the last tick or snapshot came, browser milliseconds; null before the first. */
  readonly lastHeardAt: number | null;
  /** Which try the running reconnection is, from 1; 0 while connected. */
  readonly attempt: number;
  /** Values are over 5 s old: they are shown greyed, and actions are off. */
  readonly stale: boolean;
}

/** One breaker as the page knows it. */
export type BreakerView = BreakerIdentity & BreakerLive;

/** All that a page knows. Replaced, never changed; parts that didn't change keep their identity. */
export interface FleetState {
  readonly connection: Connection;
  readonly epoch: number;
  readonly seq: number;
  /** Server time less browser time, milliseconds. */
  readonly serverOffsetMs: number;
  /** Server time of the newest values, epoch milliseconds. */
  readonly valuesAt: number;
  readonly demo: boolean;
  readonly storeProblem: string | null;
  /** In the server's order. */
  readonly ids: readonly string[];
  readonly breakers: Readonly<Record<string, BreakerView>>;
  /** Per breaker the last 60 whole seconds, oldest first; null where nothing was heard. */
  readonly strips: Readonly<Record<string, readonly (Second | null)[]>>;
  /** The last whole second of the strips, epoch seconds. */
  readonly second: number;
  readonly faults: readonly FaultResource[];
  /** Newest first, bounded. */
  readonly feed: readonly JournalEntry[];
  /** Of the breaker whose page is open. */
  readonly detail: { readonly id: string; readonly window: WindowView; readonly samples: readonly Sample[] } | null;
}
