import type { BreakerSnapshot, WindowCell } from '@/lib/engine/breaker.ts';
import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import type { CallOutcome, ThresholdMet, Transition, TransitionCause } from '@/lib/engine/breaker-event.ts';
import type { BreakerState, HeldState } from '@/lib/engine/breaker-state.ts';

/** What a machine shows of itself, in the panel's words; nothing changes by reading. */
export type MachineReading = Omit<BreakerSnapshot, 'computedState' | 'generation' | 'stateSince' | 'totals'>;

/** One replacement of a machine's state, by the same one too. `window` is that of the state that was left. */
export type MachineMove = Omit<Transition, 'generation' | 'previousStateMs'>;

/** Who is told what a machine does by itself or is told to do. */
export interface MachineListener {
  moved(move: MachineMove): void;
  /** A metrics-only state of the library's own would have opened. */
  wouldOpen(threshold: ThresholdMet, now: number): void;
}

/**
 * A library's machine as `DialectBreaker` drives it. Times are epoch milliseconds and never go back; whatever is due
 * has happened before anything else is asked.
 */
export interface DialectMachine<Call> {
  /** The nearest native description, for display. */
  readonly config: BreakerConfig;
  readonly state: BreakerState;
  read(now: number): MachineReading;
  cells(now: number): readonly WindowCell[];
  /** What the machine must know of a call that may run; null: it may not. */
  admit(now: number): Call | null;
  finish(call: Call, outcome: CallOutcome, durationMs: number, now: number): void;
  giveBack(call: Call, now: number): void;
  isSlow(durationMs: number): boolean;
  /** When time acts next by itself; null: only a call moves it. */
  dueAt(): number | null;
  letTimeAct(now: number): void;
  /** Closed and as new. */
  reset(cause: TransitionCause, now: number): void;
  /** False, and nothing changes, where the library has no way to. */
  halfOpen(cause: TransitionCause, now: number): boolean;
  /** Goes into the library's own state for a hold; false if it has none, and the panel's stands in front. */
  hold(hold: HeldState, cause: TransitionCause, now: number): boolean;
  /** Follows a restore: calls that were in flight are lost. Absent where that changes nothing. */
  resume?(now: number): void;
  /** Plain JSON. */
  toExport(): unknown;
}
