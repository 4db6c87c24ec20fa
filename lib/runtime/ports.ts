import type { BreakerSurroundings } from '@/lib/protocol/breaker-definition.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import type { Sample, SamplesQuery, TransitionBucket, TransitionsQuery } from '@/lib/protocol/history-query.ts';
import type { JournalEntry, TransitionResource } from '@/lib/protocol/journal-entry.ts';

/** Time as the host lives it. All moments are milliseconds. */
export interface Clock {
  /** Aligned to the epoch and never going back ([HO5]); a fraction is allowed. */
  now(): number;
  /** Calls `act` once, `delayMs` from now or as soon after as it can; the returned function cancels it. */
  after(delayMs: number, act: () => void): () => void;
}

/** A hosted breaker as it is kept: what makes it, and which configuration is in force. */
export interface StoredBreaker {
  readonly definition: BreakerSurroundings;
  /** The dialect's own options, whole: those of `native` are a configuration of the engine. */
  readonly config: unknown;
  /** Counts configurations, from 1. */
  readonly revision: number;
}

/** Where a breaker stood at a moment, so that it comes back after a stop or a kill. */
export interface Checkpoint {
  readonly breaker: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** What the engine exported. */
  readonly state: unknown;
  readonly hold: { readonly actor: string; readonly reason: string; readonly endsAt: number | null } | null;
}

/** One breaker's calls in one step of `stepMs`, which starts at `at` (epoch milliseconds). */
export interface RollUp {
  readonly breaker: string;
  readonly stepMs: number;
  readonly at: number;
  readonly success: number;
  readonly slow: number;
  readonly timeout: number;
  readonly failure: number;
  readonly rejected: number;
  readonly failureRate: number | null;
  readonly slowCallRate: number | null;
  /** Mergeable latency histogram (HDR, compressed base64); null where no call was answered. */
  readonly latency: string | null;
}

/** What a store holds when it is opened. */
export interface StoredState {
  /** The number of this boot; one more than the one before. */
  readonly epoch: number;
  /** The newest number in the journal; 0 if there is none. */
  readonly lastSeq: number;
  /** When the newest entry, checkpoint or roll-up was written, epoch milliseconds; null in an empty database. */
  readonly lastSeenAt: number | null;
  readonly breakers: readonly StoredBreaker[];
  readonly checkpoints: readonly Checkpoint[];
  readonly faults: readonly FaultResource[];
  /** What a person must know about how it was opened, e.g. that a damaged file was set aside. */
  readonly notices: readonly string[];
}

/** Written together or not at all. */
export interface WriteBatch {
  readonly entries: readonly JournalEntry[];
  readonly breakers?: readonly StoredBreaker[];
  /** Ids of breakers that are gone, with their checkpoints; their history stays. */
  readonly deletedBreakers?: readonly string[];
  /** All faults that run now, if that changed. */
  readonly faults?: readonly FaultResource[];
  readonly checkpoints?: readonly Checkpoint[];
}

export interface TransitionsPage {
  readonly transitions: readonly TransitionResource[];
  /** Give it as `cursor` for the next page; null on the last. */
  readonly nextCursor: string | null;
}

/** The code of every error that a store throws because it can't write or read now. */
export const STORE_UNAVAILABLE = 'STORE_UNAVAILABLE';

/**
 * The history, kept. Every method may reject with an Error whose `code` is `STORE_UNAVAILABLE` and whose message
 * says why in words ("the disk is full"); nothing was written then.
 */
export interface Store {
  write(batch: WriteBatch): Promise<void>;
  saveRollUps(rows: readonly RollUp[]): Promise<void>;
  /** The number of the command with this id; null if it was never carried out. */
  findCommand(commandId: string): Promise<number | null>;
  /** Newest first. */
  transitions(query: TransitionsQuery): Promise<TransitionsPage>;
  /** How many transitions there were per bucket of `bucketMs`, oldest first, empty buckets included. */
  transitionBuckets(query: {
    readonly from: number;
    readonly to: number;
    readonly bucketMs: number;
    readonly breaker?: string | undefined;
    readonly toState?: string | undefined;
    readonly cause?: string | undefined;
  }): Promise<TransitionBucket[]>;
  /** Any entry by its number; null if there is none. */
  entry(seq: number): Promise<JournalEntry | null>;
  /** Entries after a number, oldest first, at most `limit`. */
  entriesAfter(seq: number, limit: number): Promise<JournalEntry[]>;
  /** The newest entries, newest first, at most `limit`; of one breaker and what concerns all, if it is named. */
  latestEntries(limit: number, breaker?: string): Promise<JournalEntry[]>;
  /** One step after the other, oldest first, without those in which nothing was seen. */
  samples(query: SamplesQuery & { readonly from: number; readonly to: number }): Promise<Sample[]>;
  /** Finishes what was begun and closes the file. */
  close(): Promise<void>;
}

/** Where the runtime says what people need to read. */
export interface Log {
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
  error(facts: Readonly<Record<string, unknown>>, message: string): void;
}
