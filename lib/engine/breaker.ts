import type { BreakerConfig } from './breaker-config.ts';
import type { CallOutcome, CommandKind, WindowCounts } from './breaker-event.ts';
import type { BreakerState } from './breaker-state.ts';

/** Leave to make one call. Opaque to the caller; settled exactly once with `settle` ([CB2]). */
export interface Permit {
  readonly permitted: true;
  /** The generation it was given in; an outcome of an earlier one is late ([CB4]). */
  readonly generation: number;
  /** Whether the call is a probe, i.e. it was permitted while half-open. */
  readonly probe: boolean;
}

/** A call that may not run. `retryAfterMs` is null where no moment is known (half-open, forced-open). */
export interface Rejection {
  readonly permitted: false;
  readonly state: BreakerState;
  readonly retryAfterMs: number | null;
}

/**
 * One recorded call in a count-based window, or one second of a time-based one, oldest first. A second's four counts
 * part its calls: `slow` are slow successes; a failure or timeout is in its own, however long it took.
 */
export type WindowCell =
  | { readonly kind: 'call'; readonly outcome: 'success' | 'failure' | 'timeout'; readonly slow: boolean }
  | {
      readonly kind: 'second';
      /** Start of the second, epoch milliseconds. */
      readonly at: number;
      readonly success: number;
      readonly slow: number;
      readonly timeout: number;
      readonly failure: number;
    };

/** One probe slot of a half-open breaker; `sinceMs` is for how long its call has been out. */
export type ProbeSlot =
  | { readonly kind: 'free' }
  | { readonly kind: 'in-flight'; readonly sinceMs: number }
  | { readonly kind: 'good' | 'failed'; readonly durationMs: number };

/** Counters over a breaker's life; they never go back. */
export interface BreakerTotals {
  readonly success: number;
  readonly failure: number;
  readonly timeout: number;
  readonly ignored: number;
  readonly slow: number;
  readonly rejected: number;
  readonly late: number;
}

/** Everything there is to say about a breaker now. Reading it changes nothing ([CB7]). */
export interface BreakerSnapshot {
  readonly state: BreakerState;
  /** [ST5] What it would be without the hold; null unless held, and for `disabled`. */
  readonly computedState: 'closed' | 'open' | 'half-open' | null;
  readonly generation: number;
  /** Engine time at which the state began, milliseconds. */
  readonly stateSince: number;
  /** Rest of the wait of an open breaker, 0 when only a call is missing; null in every other state. */
  readonly retryAfterMs: number | null;
  /** The whole wait of this opening; null unless open. */
  readonly waitMs: number | null;
  /** Openings since it was last closed. */
  readonly openingsInARow: number;
  readonly consecutiveFailures: number;
  /** The live window, or the frozen one while open ([ST6]). */
  readonly window: WindowCounts;
  /** Null unless half-open; as many slots as calls are permitted. */
  readonly probes: readonly ProbeSlot[] | null;
  readonly totals: BreakerTotals;
}

/** What a command needs besides its kind. */
export interface BreakerCommand {
  readonly kind: CommandKind;
  readonly actor: string;
  readonly reason: string;
}

/** Why a command was not carried out. */
export interface IllegalTransition {
  readonly code: 'ILLEGAL_TRANSITION';
  readonly from: BreakerState;
  readonly command: CommandKind;
  readonly message: string;
}

/**
 * What the host needs of any breaker, native or dialect. `now` is milliseconds on the host's clock,
 * aligned to the epoch and never going back; the breaker reads no clock of its own.
 */
export interface Breaker {
  readonly config: BreakerConfig;
  readonly state: BreakerState;
  readonly generation: number;
  tryAcquirePermission(now: number): Permit | Rejection;
  /** Ends the call of a permit. Returns false, and changes nothing, when it was settled before. */
  settle(permit: Permit, outcome: CallOutcome, durationMs: number, now: number): boolean;
  /** Gives a permit back without an outcome. Returns false when it was settled before. */
  release(permit: Permit, now: number): boolean;
  /** Lets time act: an open breaker whose wait is over goes half-open. */
  tick(now: number): void;
  /** When `tick` is next of use, engine milliseconds; null if nothing is pending. */
  nextTickAt(): number | null;
  /**
   * Carries out an operator's command, or says why not. The same hold again changes nothing and is legal.
   */
  execute(command: BreakerCommand, now: number): IllegalTransition | null;
  /** Ends a hold whose expiry, which the host keeps, has come. Nothing happens if it isn't held. */
  expireHold(now: number): void;
  /** [ST8] Puts a new, valid configuration in force. */
  reconfigure(config: BreakerConfig, now: number): void;
  snapshot(now: number): BreakerSnapshot;
  /** [SW4] The window cell by cell, oldest first; frozen while open. */
  windowCells(now: number): readonly WindowCell[];
  /** [HO6] Plain JSON from which `restore` of the same kind of breaker makes it again. Deadlines are epoch milliseconds. */
  exportState(now: number): unknown;
}
