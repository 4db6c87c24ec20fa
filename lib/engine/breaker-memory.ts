import type { BreakerTotals } from './breaker.ts';
import type { BreakerConfig } from './breaker-config.ts';
import { CountWindow } from './count-window.ts';
import { type FrozenWindow, type InnerState, newClosed, recordingWindow } from './inner-state.ts';
import { minimumNumberOfProbes } from './probe-verdict.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What a disabled breaker shows; nobody records into it. */
const EMPTY_WINDOW = new CountWindow(1);

/** Everything a breaker knows. `CircuitBreaker` is the only writer. */
export interface BreakerMemory {
  config: BreakerConfig;
  state: InnerState;
  /** [CB4] Counts states and configurations, from 1. */
  generation: number;
  /** When the newest transition was, milliseconds. */
  stateSince: number;
  /** [HO5] The newest time that was told; an earlier one counts as this. */
  latest: number;
  /** Openings since it was last closed, and what the newest of them drew. */
  openingsInARow: number;
  jitterDraw: number | null;
  consecutiveFailures: number;
  readonly totals: Mutable<BreakerTotals>;
}

/** The memory of a breaker that is made at `now`: closed, with an empty window. */
export function newMemory(config: BreakerConfig, now: number): BreakerMemory {
  return {
    config,
    state: newClosed(config),
    generation: 1,
    stateSince: now,
    latest: now,
    openingsInARow: 0,
    jitterDraw: null,
    consecutiveFailures: 0,
    totals: { success: 0, failure: 0, timeout: 0, ignored: 0, slow: 0, rejected: 0, late: 0 },
  };
}

/** The window of the state as of `now`, for reading and for leaving the state with. */
export function windowAt({ config, state }: BreakerMemory, now: number): FrozenWindow {
  if (state.name === 'open' || state.name === 'forced-open') return state.frozen;
  if (state.name === 'half-open') {
    return { window: state.probes.window, at: now, minimumNumberOfCalls: minimumNumberOfProbes(config) };
  }
  const window = recordingWindow(state) ?? EMPTY_WINDOW;
  return { window, at: now, minimumNumberOfCalls: config.minimumNumberOfCalls };
}
