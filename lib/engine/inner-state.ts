import type { BreakerConfig } from './breaker-config.ts';
import type { WindowCounts } from './breaker-event.ts';
import { HalfOpenProbes } from './half-open-probes.ts';
import { countsOf, createWindow, type SlidingWindow } from './sliding-window.ts';

/** [ST6] The window of a state that was left, read as of then. Nobody records into it any more. */
export interface FrozenWindow {
  readonly window: SlidingWindow;
  /** When it was left, milliseconds. */
  readonly at: number;
  /** Below it the rates are null, whatever the configuration becomes. */
  readonly minimumNumberOfCalls: number;
}

export interface ClosedState {
  readonly name: 'closed';
  readonly window: SlidingWindow;
}

export interface OpenState {
  readonly name: 'open';
  /** When the wait began, milliseconds. Earlier than the state if a hold was between ([ST5]). */
  readonly openedAt: number;
  /** The whole wait of this opening, jitter included. */
  readonly waitMs: number;
  /** The how-manieth opening in a row, from 1. */
  readonly opening: number;
  /** What was drawn for this opening, in [0, 1); null if nothing was. */
  readonly jitterDraw: number | null;
  readonly frozen: FrozenWindow;
}

export interface HalfOpenState {
  readonly name: 'half-open';
  readonly probes: HalfOpenProbes;
  /** [HO4] Whether any probe was asked for; if none was, going back doesn't make the wait grow. */
  asked: boolean;
}

export interface ForcedOpenState {
  readonly name: 'forced-open';
  /** [ST5] What a release leads back to. Closed and half-open start anew; an open one's wait runs on. */
  readonly before: 'closed' | 'half-open' | OpenState;
  readonly frozen: FrozenWindow;
}

export interface ForcedClosedState {
  readonly name: 'forced-closed';
  readonly window: SlidingWindow;
}

export interface MetricsOnlyState {
  readonly name: 'metrics-only';
  readonly window: SlidingWindow;
  /** Whether a threshold is met and that was announced. */
  wouldOpen: boolean;
}

export interface DisabledState {
  readonly name: 'disabled';
}

/** [ST1] A state and what belongs to it alone. */
export type InnerState =
  | ClosedState
  | OpenState
  | HalfOpenState
  | ForcedOpenState
  | ForcedClosedState
  | MetricsOnlyState
  | DisabledState;

export const newClosed = (config: BreakerConfig): ClosedState => ({ name: 'closed', window: createWindow(config) });

export const newHalfOpen = (config: BreakerConfig): HalfOpenState => ({
  name: 'half-open',
  probes: new HalfOpenProbes(config.permittedNumberOfCallsInHalfOpenState),
  asked: false,
});

/** The window that outcomes are recorded into outside half-open; null where none is. */
export function recordingWindow(state: InnerState): SlidingWindow | null {
  return state.name === 'closed' || state.name === 'forced-closed' || state.name === 'metrics-only'
    ? state.window
    : null;
}

/** When an open state may go half-open. The one sum that the tick, the call and the reader compare with. */
export function retryAtOf({ openedAt, waitMs }: OpenState): number {
  return openedAt + waitMs;
}

export const frozenCounts = ({ window, at, minimumNumberOfCalls }: FrozenWindow): WindowCounts =>
  countsOf(window.sumsAt(at), minimumNumberOfCalls);
