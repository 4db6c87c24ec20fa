import { z } from 'zod';
import type { BreakerIdentity, BreakerLive, Second, WindowView } from './breaker-resource.ts';
import type { Columns } from './columns.ts';
import type { FaultResource } from './fault.ts';
import type { Sample } from './history-query.ts';
import type { JournalEntry } from './journal-entry.ts';

/** Client and server ship together: another number means that the page must be loaded anew. */
export const PROTOCOL_VERSION = 1;

/** What a client knew last; `seq` 0 and `epoch` 0 if nothing. */
export const resumeSchema = z.strictObject({
  protocol: z.number().int(),
  epoch: z.number().int().min(0),
  seq: z.number().int().min(0),
});
export type Resume = z.infer<typeof resumeSchema>;

/** Which ticks a client wants: the wall's, one breaker's, or none (a hidden tab). */
export const watchSchema = z.union([
  z.strictObject({ wall: z.boolean() }),
  z.strictObject({ breaker: z.string().min(1).max(200) }),
]);
export type Watch = z.infer<typeof watchSchema>;

export interface Hello {
  readonly protocol: number;
  readonly epoch: number;
  /** The newest published number. */
  readonly seq: number;
  /** ISO 8601 UTC. */
  readonly serverTime: string;
}

/** Everything a page needs to stand on; changes follow with `seq` + 1, + 2, … */
export interface FleetSnapshot {
  readonly epoch: number;
  readonly seq: number;
  readonly serverTime: string;
  /** Whether the demo fleet runs. */
  readonly demo: boolean;
  /** Why the history can't be written now, in words; null while it can. */
  readonly storeProblem: string | null;
  readonly identities: Columns<BreakerIdentity>;
  readonly live: Columns<BreakerLive>;
  /** Per breaker the last 60 whole seconds, oldest first; the last one is `second`. */
  readonly strips: readonly (readonly (Second | null)[])[];
  /** Epoch seconds. */
  readonly second: number;
  readonly faults: readonly FaultResource[];
}

/** Once a second: absolute values of every breaker, in the order of `ids`. May be lost; the next one repairs it. */
export interface WallTick {
  readonly epoch: number;
  readonly serverTime: string;
  readonly storeProblem: string | null;
  readonly ids: readonly string[];
  readonly live: Columns<BreakerLive>;
  /** The last whole second, epoch seconds, and what happened in it. */
  readonly second: number;
  readonly seconds: readonly (Second | null)[];
}

/** Four times a second for one open detail page. */
export interface BreakerTick {
  readonly epoch: number;
  readonly serverTime: string;
  readonly storeProblem: string | null;
  readonly id: string;
  readonly live: BreakerLive;
  readonly window: WindowView;
  /** The step in progress and the one before it, so that a chart goes on without asking. */
  readonly samples: readonly Sample[];
}

export interface ServerToClientEvents {
  hello: (hello: Hello) => void;
  snapshot: (snapshot: FleetSnapshot) => void;
  events: (entries: readonly JournalEntry[]) => void;
  tick: (tick: { readonly wall: WallTick } | { readonly breaker: BreakerTick }) => void;
  dropped: (dropped: { readonly reason: 'slow' | 'protocol' | 'invalid' | 'shutdown' }) => void;
}

export interface ClientToServerEvents {
  resume: (resume: Resume) => void;
  watch: (watch: Watch) => void;
}
