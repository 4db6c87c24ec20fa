import type { BreakerConfig } from './breaker-config.ts';
import type { CallOutcome, CommandKind, TransitionCause } from './breaker-event.ts';
import { type BreakerMemory, windowAt } from './breaker-memory.ts';
import { isHeld } from './breaker-state.ts';
import { frozenCounts, type InnerState, newClosed, newHalfOpen, recordingWindow, retryAtOf } from './inner-state.ts';
import {
  newOpen,
  openWithoutWait,
  reconfiguredState,
  releasedState,
  sameOpenAgain,
  stateAfterCommand,
} from './next-state.ts';
import type { ObserverGuard } from './observer-guard.ts';
import { judgeProbes } from './probe-verdict.ts';
import type { RecordedOutcome, SlidingWindow } from './sliding-window.ts';
import { findThresholdMet } from './thresholds.ts';

/** What a permitted call has for a slot outside half-open. */
export const NO_PROBE = -1;
/** Instead of a slot: the call may not run. */
export const NOT_PERMITTED = -2;

/** How a breaker gets from state to state: the only writer of its memory. Times are milliseconds. */
export class StateMachine {
  readonly #memory: BreakerMemory;
  readonly #random: () => number;
  readonly #observer: ObserverGuard | null;
  /** The state's window, for the calls' short way; null where outcomes go into none. */
  #window: SlidingWindow | null;

  constructor(memory: BreakerMemory, random: () => number, observer: ObserverGuard | null) {
    this.#memory = memory;
    this.#random = random;
    this.#observer = observer;
    this.#window = recordingWindow(memory.state);
  }

  /** [HO5] Time inside the breaker never goes back: the newest that was told, `now` included. */
  reach(now: number): number {
    const memory = this.#memory;
    if (now > memory.latest) memory.latest = now;
    return memory.latest;
  }

  /** The slot of a probe, from 0, or one of the two numbers that stand for none. */
  admit(now: number): number {
    if (this.#window !== null) return NO_PROBE;
    this.letTimeAct(now, true);
    const { state } = this.#memory;
    if (state.name === 'open' || state.name === 'forced-open') return NOT_PERMITTED;
    if (state.name !== 'half-open') return NO_PROBE;
    state.asked = true;
    return state.probes.take(now) ?? NOT_PERMITTED;
  }

  /** [CB5] Ends a call without an outcome; a probe's slot is free again. */
  giveBack(generation: number, slot: number): void {
    const memory = this.#memory;
    if (generation !== memory.generation || memory.state.name !== 'half-open') return;
    memory.state.probes.giveBack(slot);
  }

  /** Ends a call: counts it, says so, and then goes where it leads ([CB6]). */
  finish(generation: number, slot: number, outcome: CallOutcome, durationMs: number, now: number): void {
    const memory = this.#memory;
    const late = generation !== memory.generation;
    const slow = outcome !== 'ignored' && durationMs > memory.config.slowCallDurationThresholdMs;
    this.#count(outcome, slow, late);
    if (late || outcome === 'ignored') {
      this.giveBack(generation, slot);
      this.#observer?.outcome(outcome, durationMs, slow, late, now);
      return;
    }
    const window = this.#window;
    if (window === null) {
      this.#finishProbe(slot, outcome, slow, durationMs, now);
      return;
    }
    window.record(outcome, slow, now);
    memory.consecutiveFailures = outcome === 'success' ? 0 : memory.consecutiveFailures + 1;
    this.#observer?.outcome(outcome, durationMs, slow, false, now);
    // An observer may have given a command: what that led to isn't this outcome's to judge.
    if (generation === memory.generation && this.#mayMeetThreshold(window)) this.#judgeWindow(window, now);
  }

  #count(outcome: CallOutcome, slow: boolean, late: boolean): void {
    const { totals } = this.#memory;
    if (outcome === 'success') totals.success += 1;
    else totals[outcome] += 1;
    if (slow) totals.slow += 1;
    if (late) totals.late += 1;
  }

  /** While half-open; a disabled breaker comes this way too and records nothing. */
  #finishProbe(slot: number, outcome: RecordedOutcome, slow: boolean, durationMs: number, now: number): void {
    const memory = this.#memory;
    const { generation, state } = memory;
    if (state.name === 'half-open') {
      state.probes.finish(slot, outcome, slow, durationMs);
      memory.consecutiveFailures = outcome === 'success' ? 0 : memory.consecutiveFailures + 1;
    }
    this.#observer?.outcome(outcome, durationMs, slow, false, now);
    if (generation === memory.generation) this.#judgeProbes(outcome, durationMs, now);
  }

  /** A closed breaker's healthy window meets no threshold, which spares most calls the arithmetic. */
  #mayMeetThreshold(window: SlidingWindow): boolean {
    return window.failed > 0 || window.slow > 0 || this.#memory.state.name !== 'closed';
  }

  /** [ST4] Forced-closed never opens; metrics-only says that it would have. */
  #judgeWindow(window: SlidingWindow, now: number): void {
    const { config, state, consecutiveFailures } = this.#memory;
    const met = findThresholdMet(config, window, consecutiveFailures);
    if (state.name === 'closed') {
      if (met !== null) this.#enter(newOpen(this.#memory, now, this.#random), met, now);
    } else if (state.name === 'metrics-only') {
      const announced = state.wouldOpen;
      state.wouldOpen = met !== null;
      if (met !== null && !announced) this.#observer?.wouldOpen(met, now);
    }
  }

  #judgeProbes(newest: RecordedOutcome, durationMs: number, now: number): void {
    const memory = this.#memory;
    if (memory.state.name !== 'half-open') return;
    const verdict = judgeProbes(memory.config, memory.state.probes.window, newest, durationMs);
    if (verdict === null) return;
    const state = verdict.to === 'open' ? newOpen(memory, now, this.#random) : newClosed(memory.config);
    this.#enter(state, verdict.cause, now);
  }

  /** [HO3] [HO4] The moves of a clock. Each begins a wait of its own, so that asking twice moves once. */
  letTimeAct(now: number, mayHalfOpen: boolean): void {
    const memory = this.#memory;
    const { config, state } = memory;
    if (state.name === 'open') {
      if (!mayHalfOpen || now < retryAtOf(state)) return;
      this.#enter(newHalfOpen(config), { kind: 'wait-over', waitMs: state.waitMs }, now);
    } else if (state.name === 'half-open') {
      const waitMs = config.maxWaitDurationInHalfOpenStateMs;
      if (waitMs === 0 || now < memory.stateSince + waitMs) return;
      const open = state.asked ? newOpen(memory, now, this.#random) : sameOpenAgain(memory, now, this.#random);
      this.#enter(open, { kind: 'half-open-wait-over', waitMs }, now);
    }
  }

  /** Carries a command out; false if it is illegal. */
  command(kind: CommandKind, cause: TransitionCause, now: number): boolean {
    const state = stateAfterCommand(this.#memory, kind, now, this.#random);
    if (state !== null && state !== 'unchanged') this.#enter(state, cause, now);
    return state !== null;
  }

  /** [ST4] Ends a hold; nothing happens if there is none. */
  endHold(now: number): void {
    const hold = this.#memory.state.name;
    if (!isHeld(hold)) return;
    this.#enter(releasedState(this.#memory, now, this.#random), { kind: 'hold-expired', hold }, now);
  }

  /** [ST8] A new configuration is a new generation, not a transition. */
  reconfigure(config: BreakerConfig, now: number): void {
    const memory = this.#memory;
    memory.config = config;
    const state = reconfiguredState(memory, now, this.#random);
    if (state.name === 'open') memory.jitterDraw = state.jitterDraw;
    this.#become(state);
  }

  /** [HO6] What follows a restore: a half-open breaker, whose probes are gone, is open with no wait left. */
  resume(now: number): void {
    if (this.#memory.state.name !== 'half-open') return;
    this.#enter(openWithoutWait(this.#memory, now, this.#random), { kind: 'restored' }, now);
  }

  /** Goes into a state and says so. A reset of a closed breaker starts a generation, but is no transition. */
  #enter(state: InnerState, cause: TransitionCause, now: number): void {
    const memory = this.#memory;
    const from = memory.state.name;
    const window = frozenCounts(windowAt(memory, now));
    const previousStateMs = now - memory.stateSince;
    this.#become(state);
    carryOver(memory, state);
    const to = state.name;
    if (from === to) return;
    memory.stateSince = now;
    const { generation } = memory;
    const waitMs = to === 'open' ? retryAtOf(state) - now : null;
    this.#observer?.transition({ from, to, cause, at: now, generation, previousStateMs, window, waitMs });
  }

  /** [CB4] Every permit that is out is late from here on. */
  #become(state: InnerState): void {
    this.#memory.state = state;
    this.#memory.generation += 1;
    this.#window = recordingWindow(state);
  }
}

/** What a new state does to the counts that outlive states. */
function carryOver(memory: BreakerMemory, state: InnerState): void {
  if (state.name === 'open') {
    memory.openingsInARow = state.opening;
    memory.jitterDraw = state.jitterDraw;
    return;
  }
  if (state.name === 'half-open' || state.name === 'forced-open') return;
  memory.consecutiveFailures = 0;
  if (state.name !== 'closed') return;
  memory.openingsInARow = 0;
  memory.jitterDraw = null;
}
