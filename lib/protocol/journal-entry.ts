import type { CauseKind, CommandKind, TransitionCause } from '@/lib/engine/breaker-event.ts';
import type { BreakerState } from '@/lib/engine/breaker-state.ts';
import type { FaultResource } from './fault.ts';

/** A change of state, with what explains it. */
export interface TransitionFacts {
  readonly kind: 'transition';
  readonly breaker: string;
  readonly from: BreakerState;
  readonly to: BreakerState;
  readonly cause: CauseKind;
  readonly detail: TransitionCause;
  readonly generation: number;
  readonly previousStateMs: number;
  readonly waitMs: number | null;
  readonly failureRate: number | null;
  readonly slowCallRate: number | null;
  readonly bufferedCalls: number;
  readonly failedCalls: number;
  readonly slowCalls: number;
  readonly actor: string | null;
  readonly reason: string | null;
}

/** What one numbered thing says, by kind. Moments are ISO 8601 UTC. */
export type EntryFacts =
  | TransitionFacts
  | {
      readonly kind: 'command';
      readonly breaker: string;
      readonly command: CommandKind;
      readonly commandId: string;
      readonly actor: string;
      readonly reason: string;
      /** When the hold ends by itself; null: never, or not a hold. */
      readonly expiresAt: string | null;
    }
  | { readonly kind: 'fault-started'; readonly breaker: null; readonly fault: FaultResource }
  | {
      readonly kind: 'fault-ended';
      readonly breaker: null;
      readonly fault: FaultResource;
      readonly ended: 'expired' | 'stopped' | 'halted';
      readonly actor: string | null;
      readonly reason: string | null;
    }
  /** Why everything was halted, said after the halt. */
  | { readonly kind: 'halt-reason'; readonly breaker: null; readonly actor: string; readonly reason: string }
  | {
      readonly kind: 'configuration';
      readonly breaker: string;
      readonly change: 'created' | 'deleted';
      readonly dialect: string;
      readonly revision: number;
      readonly actor: string;
      readonly reason: string;
    }
  /** A boot of the server: its number is the entry's epoch. `downSince` is null on the very first. */
  | { readonly kind: 'boot'; readonly breaker: null; readonly downSince: string | null }
  /** So many transitions could not be kept while the database was away for longer than the queue lasts. */
  | { readonly kind: 'lost'; readonly breaker: null; readonly transitions: number };

/** The envelope: `seq` is the only numbering, without holes, and goes on over boots; `epoch` is the boot's number. */
export type JournalEntry = EntryFacts & {
  readonly seq: number;
  readonly epoch: number;
  /** ISO 8601 UTC. */
  readonly at: string;
};
export type TransitionEntry = Extract<JournalEntry, { kind: 'transition' }>;

/** A transition as `GET /api/history/transitions` lists it; `id` is its permalink's. */
export type TransitionResource = TransitionEntry & { readonly id: string };
