import type { BreakerSnapshot, WindowCell } from './breaker.ts';
import { type BreakerMemory, windowAt } from './breaker-memory.ts';
import { frozenCounts, retryAtOf } from './inner-state.ts';
import { computedState } from './next-state.ts';

/** Everything there is to say about a breaker at `now`; changes nothing ([CB7]). */
export function snapshotOf(memory: BreakerMemory, now: number): BreakerSnapshot {
  const { state } = memory;
  return {
    state: state.name,
    computedState: computedState(memory, now),
    generation: memory.generation,
    stateSince: memory.stateSince,
    retryAfterMs: state.name === 'open' ? Math.max(0, retryAtOf(state) - now) : null,
    waitMs: state.name === 'open' ? state.waitMs : null,
    openingsInARow: memory.openingsInARow,
    consecutiveFailures: memory.consecutiveFailures,
    window: frozenCounts(windowAt(memory, now)),
    probes: state.name === 'half-open' ? state.probes.slots(now) : null,
    totals: { ...memory.totals },
  };
}

/** [SW4] The window that the snapshot counts, cell by cell; none where nothing is recorded. */
export function cellsOf(memory: BreakerMemory, now: number): WindowCell[] {
  if (memory.state.name === 'disabled') return [];
  const { window, at } = windowAt(memory, now);
  return window.cells(at);
}
