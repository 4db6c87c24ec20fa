import type { OpossumState } from './circuit-events.ts';
import type { WindowMemory } from './rolling-window.ts';

/** A machine as plain JSON, times in epoch milliseconds. Calls in flight are not kept. */
export interface OpossumMemory {
  readonly state: OpossumState;
  readonly enabled: boolean;
  /** When the warm-up began; null: it is over. */
  readonly warmUpSince: number | null;
  /** When an open circuit's wait began; null in the other states. */
  readonly openSince: number | null;
  readonly window: WindowMemory;
}
