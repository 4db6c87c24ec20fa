import type { BreakerState, HeldState } from './breaker-state.ts';

/** How a permitted call ended. `failure` is an error the downstream answered, `timeout` no answer in time. */
export type CallOutcome = 'success' | 'failure' | 'timeout' | 'ignored';

/** What a window holds at one moment. Rates are percent, null below the minimum number of calls. */
export interface WindowCounts {
  readonly bufferedCalls: number;
  readonly failedCalls: number;
  readonly slowCalls: number;
  readonly failureRate: number | null;
  readonly slowCallRate: number | null;
}

/** Kinds of command that change a breaker's state. */
export const COMMAND_KINDS = [
  'force-open',
  'force-closed',
  'half-open',
  'disable',
  'metrics-only',
  'release',
  'reset',
] as const;
export type CommandKind = (typeof COMMAND_KINDS)[number];

/** A threshold that was met: the value it was met with, the limit, and the window behind it. */
export interface ThresholdMet {
  readonly kind: 'failure-rate' | 'slow-call-rate' | 'failure-count' | 'consecutive-failures';
  /** Percent for rates, calls for counts. */
  readonly value: number;
  readonly threshold: number;
  readonly bufferedCalls: number;
  readonly failedCalls: number;
  readonly slowCalls: number;
}

/** [ST3] Why a transition happened. A closed list; each carries what explains it. */
export type TransitionCause =
  | ThresholdMet
  | { readonly kind: 'wait-over'; readonly waitMs: number }
  | { readonly kind: 'probes-good'; readonly goodProbes: number; readonly probes: number }
  | { readonly kind: 'probe-failed'; readonly outcome: 'failure' | 'timeout'; readonly durationMs: number }
  | {
      readonly kind: 'probe-rate';
      readonly rate: 'failure-rate' | 'slow-call-rate';
      readonly value: number;
      readonly threshold: number;
      readonly failedCalls: number;
      readonly probes: number;
    }
  | { readonly kind: 'half-open-wait-over'; readonly waitMs: number }
  | { readonly kind: 'command'; readonly command: CommandKind; readonly actor: string; readonly reason: string }
  | { readonly kind: 'hold-expired'; readonly hold: HeldState }
  | { readonly kind: 'restored' };
export type CauseKind = TransitionCause['kind'];

/** One change of state, told after the outcome that caused it ([CB6]). */
export interface Transition {
  readonly from: BreakerState;
  readonly to: BreakerState;
  readonly cause: TransitionCause;
  /** Engine time in milliseconds, as it was passed in. */
  readonly at: number;
  /** The generation that begins with this transition. */
  readonly generation: number;
  readonly previousStateMs: number;
  /** The window of the state that was left. */
  readonly window: WindowCounts;
  /** How long the new state waits before it may go half-open; null unless it is `open`. */
  readonly waitMs: number | null;
}

/**
 * Told what a breaker does, in order, synchronously. A method that throws breaks nothing ([CB7]):
 * the breaker swallows it and reports it to `onObserverError` of its options.
 */
export interface BreakerObserver {
  /** A permitted call was settled. `late`: its permit is of an earlier generation, nothing but totals changed. */
  outcome?(outcome: CallOutcome, durationMs: number, slow: boolean, late: boolean, now: number): void;
  /** A call was not permitted. */
  rejected?(state: BreakerState, now: number): void;
  transition?(transition: Transition): void;
  /** [ST4] While metrics-only: a threshold is met that would have opened it. Once, until none is met any more. */
  wouldOpen?(threshold: ThresholdMet, now: number): void;
}
