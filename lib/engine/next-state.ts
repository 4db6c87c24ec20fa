import type { CommandKind } from './breaker-event.ts';
import { type BreakerMemory, windowAt } from './breaker-memory.ts';
import { type HeldState, isHeld } from './breaker-state.ts';
import { type InnerState, newClosed, newHalfOpen, type OpenState, retryAtOf } from './inner-state.ts';
import { createWindow, refitWindow } from './sliding-window.ts';
import { findThresholdMet } from './thresholds.ts';
import { hasJitter, waitForOpening } from './wait-backoff.ts';

type Random = () => number;

/** The next opening in a row, with its wait drawn. */
export function newOpen(memory: BreakerMemory, now: number, random: Random): OpenState {
  const jitterDraw = hasJitter(memory.config) ? random() : null;
  return openAs(memory, now, memory.openingsInARow + 1, jitterDraw);
}

/** [HO4] The same opening once more: nobody tried, so the wait stays what it was. */
export function sameOpenAgain(memory: BreakerMemory, now: number, random: Random): OpenState {
  if (memory.openingsInARow === 0) return newOpen(memory, now, random);
  return openAs(memory, now, memory.openingsInARow, memory.jitterDraw);
}

function openAs(memory: BreakerMemory, now: number, opening: number, jitterDraw: number | null): OpenState {
  const waitMs = waitForOpening(memory.config, opening, jitterDraw);
  return { name: 'open', openedAt: now, waitMs, opening, jitterDraw, frozen: windowAt(memory, now) };
}

/** [ST8] An open state under a new configuration: the new wait, from when it opened. */
function rewaited(memory: BreakerMemory, state: OpenState, random: Random): OpenState {
  const jitterDraw = state.jitterDraw ?? (hasJitter(memory.config) ? random() : null);
  return { ...state, jitterDraw, waitMs: waitForOpening(memory.config, state.opening, jitterDraw) };
}

/** [HO6] What a half-open breaker comes back as: open, its wait just over. */
export function openWithoutWait(memory: BreakerMemory, now: number, random: Random): OpenState {
  const state = sameOpenAgain(memory, now, random);
  return { ...state, openedAt: now - state.waitMs };
}

/** [ST5] What the breaker would be without the hold; null unless held, and for `disabled`. */
export function computedState(memory: BreakerMemory, now: number): 'closed' | 'open' | 'half-open' | null {
  const { config, state } = memory;
  if (state.name === 'forced-closed' || state.name === 'metrics-only') {
    const met = findThresholdMet(config, state.window.sumsAt(now), memory.consecutiveFailures);
    return met === null ? 'closed' : 'open';
  }
  if (state.name !== 'forced-open') return null;
  if (typeof state.before === 'string') return state.before;
  const waited = config.automaticTransitionFromOpenToHalfOpenEnabled && now >= retryAtOf(state.before);
  return waited ? 'half-open' : 'open';
}

/** [ST5] Where a release or an expiry leads. */
export function releasedState(memory: BreakerMemory, now: number, random: Random): InnerState {
  const { config, state } = memory;
  const computed = computedState(memory, now);
  if (computed === 'half-open') return newHalfOpen(config);
  if (computed !== 'open') return newClosed(config);
  return state.name === 'forced-open' && typeof state.before !== 'string' ? state.before : newOpen(memory, now, random);
}

function heldState(memory: BreakerMemory, hold: HeldState, now: number, random: Random): InnerState {
  const { config } = memory;
  if (hold === 'disabled') return { name: hold };
  if (hold === 'forced-closed') return { name: hold, window: createWindow(config) };
  if (hold === 'metrics-only') return { name: hold, window: createWindow(config), wouldOpen: false };
  return { name: hold, before: stateBeforeForcedOpen(memory, now, random), frozen: windowAt(memory, now) };
}

function stateBeforeForcedOpen(memory: BreakerMemory, now: number, random: Random): OpenState | 'closed' | 'half-open' {
  const { state } = memory;
  const before = isHeld(state.name) ? releasedState(memory, now, random) : state;
  if (before.name === 'open') return before;
  return before.name === 'half-open' ? 'half-open' : 'closed';
}

const HOLDS: Readonly<Partial<Record<CommandKind, HeldState>>> = {
  'force-open': 'forced-open',
  'force-closed': 'forced-closed',
  'metrics-only': 'metrics-only',
  disable: 'disabled',
};

/** [ST2] Where a command leads: a state, `unchanged` for the hold it is in already, or null where it is illegal. */
export function stateAfterCommand(
  memory: BreakerMemory,
  command: CommandKind,
  now: number,
  random: Random,
): InnerState | 'unchanged' | null {
  const { config, state } = memory;
  const hold = HOLDS[command];
  if (hold !== undefined) return hold === state.name ? 'unchanged' : heldState(memory, hold, now, random);
  if (command === 'reset') return newClosed(config);
  if (command === 'release') return isHeld(state.name) ? releasedState(memory, now, random) : null;
  return state.name === 'open' || state.name === 'forced-open' ? newHalfOpen(config) : null;
}

/** [ST8] The state under the memory's new configuration; not a transition. */
export function reconfiguredState(memory: BreakerMemory, now: number, random: Random): InnerState {
  const { config, state } = memory;
  if (state.name === 'closed' || state.name === 'forced-closed' || state.name === 'metrics-only') {
    return { ...state, window: refitWindow(config, state.window.toExport(), now) };
  }
  if (state.name === 'open') return rewaited(memory, state, random);
  if (state.name === 'half-open') return { ...newHalfOpen(config), asked: state.asked };
  if (state.name !== 'forced-open' || typeof state.before === 'string') return state;
  return { ...state, before: rewaited(memory, state.before, random) };
}
