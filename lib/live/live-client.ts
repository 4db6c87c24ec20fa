import type { Watch } from '@/lib/protocol/socket-events.ts';
import type { FleetState } from './fleet-state.ts';

/** The page's one connection to the server, without React. */
export interface LiveClient {
  readonly state: () => FleetState;
  /** Called after every change; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Says which ticks the page wants; returns how to stop wanting them. */
  readonly watch: (watch: Watch) => () => void;
  readonly retryNow: () => void;
  readonly stop: () => void;
}
