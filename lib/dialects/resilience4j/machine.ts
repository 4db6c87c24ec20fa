import type { CallOutcome, ThresholdMet, TransitionCause } from '@/lib/engine/breaker-event.ts';
import {
  attemptsOf,
  isAllowed,
  newClosed,
  newHalfOpen,
  newHeld,
  newOpen,
  type Resilience4jState,
  type StateName,
} from './inner-state.ts';
import { type Rates, ratesOf, recordCall, sumsOf } from './metrics.ts';
import { type Resilience4jOptions, waitIntervalOf } from './options.ts';
import { type ThresholdsMet, thresholdsMet } from './thresholds.ts';
import { waitForAttempt } from './wait-interval.ts';

/** What Resilience4j tells its event consumers, in its words. */
export type Resilience4jEvent =
  | { readonly type: 'SUCCESS' | 'ERROR' | 'IGNORED_ERROR'; readonly durationMs: number }
  | { readonly type: 'NOT_PERMITTED' | 'RESET' }
  | { readonly type: 'FAILURE_RATE_EXCEEDED'; readonly failureRate: number }
  | { readonly type: 'SLOW_CALL_RATE_EXCEEDED'; readonly slowCallRate: number }
  | { readonly type: 'STATE_TRANSITION'; readonly from: StateName; readonly to: StateName };

export interface Resilience4jListener {
  event?(event: Resilience4jEvent, now: number): void;
  /** Whenever a state is replaced, by the same one too; after the machine is in the new one. */
  moved?(from: Resilience4jState, to: Resilience4jState, cause: TransitionCause, at: number): void;
  /** In METRICS_ONLY a threshold is met that would have opened it; each once a state. */
  wouldOpen?(threshold: ThresholdMet, now: number): void;
}

/**
 * Resilience4j 2.4.0's `CircuitBreakerStateMachine`: its decisions, on a clock that is passed in. Times are
 * milliseconds. Left out are two of its defects: `reset` cancels what was pending, and a window of size 0 swallows.
 */
export class Resilience4jMachine {
  #state: Resilience4jState;
  readonly #options: Resilience4jOptions;
  readonly #random: () => number;
  readonly #listener: Resilience4jListener;

  constructor(
    options: Resilience4jOptions,
    state: Resilience4jState,
    random: () => number,
    listener: Resilience4jListener,
  ) {
    this.#options = options;
    this.#state = state;
    this.#random = random;
    this.#listener = listener;
  }

  get state(): Resilience4jState {
    return this.#state;
  }

  /** `tryAcquirePermission`: an open breaker goes half-open strictly after its wait. */
  tryAcquirePermission(now: number): boolean {
    const state = this.#state;
    if (state.name === 'OPEN' && now > state.waitEndsAt) {
      this.#move(newHalfOpen(this.#options, state.attempts, now), { kind: 'wait-over', waitMs: state.waitMs }, now);
      return this.tryAcquirePermission(now);
    }
    if (state.name === 'HALF_OPEN' && state.permits > 0) {
      state.permits -= 1;
      return true;
    }
    if (state.name !== 'OPEN' && state.name !== 'HALF_OPEN' && state.name !== 'FORCED_OPEN') return true;
    state.metrics.notPermittedCalls += 1;
    this.#tell({ type: 'NOT_PERMITTED' }, now);
    return false;
  }

  /** `releasePermission`: half-open has one permit more, whichever state gave it. */
  releasePermission(): void {
    if (this.#state.name === 'HALF_OPEN') this.#state.permits += 1;
  }

  /** `onSuccess`, `onError`: the result enters the state of now, whichever state permitted the call. */
  onResult(outcome: CallOutcome, durationMs: number, now: number): void {
    if (outcome === 'ignored') {
      this.releasePermission();
      this.#tell({ type: 'IGNORED_ERROR', durationMs }, now);
      return;
    }
    this.#tell({ type: outcome === 'success' ? 'SUCCESS' : 'ERROR', durationMs }, now);
    const state = this.#state;
    if (state.name === 'FORCED_OPEN' || state.name === 'DISABLED') return;
    recordCall(state.metrics, outcome, durationMs > this.#options.slowCallDurationThresholdMs, now);
    if (state.name !== 'OPEN') this.#judge(state, now);
  }

  #judge(state: Exclude<Resilience4jState, { name: 'OPEN' }>, now: number): void {
    const sums = sumsOf(state.metrics, now);
    const rates = ratesOf(sums, state.metrics);
    if (rates.failureRate === null) return;
    const met = thresholdsMet(this.#options, rates, sums);
    if (state.name === 'METRICS_ONLY') {
      this.#tellMetricsOnly(state, rates, met, now);
    } else if (state.name === 'CLOSED') {
      if (met.first === null) return;
      this.#tellRates(rates, met, now);
      this.#open(met.first, now);
    } else if (met.probeRate !== null) {
      this.#open(met.probeRate, now);
    } else {
      const cause = { kind: 'probes-good', goodProbes: sums.calls - sums.failed, probes: sums.calls } as const;
      this.#move(newClosed(this.#options), cause, now);
    }
  }

  #tellMetricsOnly(
    state: Extract<Resilience4jState, { name: 'METRICS_ONLY' }>,
    rates: Rates,
    met: ThresholdsMet,
    now: number,
  ): void {
    const news = {
      failureRate: state.toldFailureRate ? null : met.failureRate,
      slowCallRate: state.toldSlowCallRate ? null : met.slowCallRate,
    };
    state.toldFailureRate ||= met.failureRate !== null;
    state.toldSlowCallRate ||= met.slowCallRate !== null;
    this.#tellRates(rates, news, now);
    for (const threshold of [news.failureRate, news.slowCallRate]) {
      if (threshold !== null) this.#listener.wouldOpen?.(threshold, now);
    }
  }

  #tellRates(rates: Rates, met: Pick<ThresholdsMet, 'failureRate' | 'slowCallRate'>, now: number): void {
    const { failureRate, slowCallRate } = rates;
    if (met.failureRate && failureRate !== null) this.#tell({ type: 'FAILURE_RATE_EXCEEDED', failureRate }, now);
    if (met.slowCallRate && slowCallRate !== null) this.#tell({ type: 'SLOW_CALL_RATE_EXCEEDED', slowCallRate }, now);
  }

  /**
   * `transitionTo…State`: replaces the state even by the same one; false, and nothing changes, where
   * Resilience4j throws `IllegalStateTransitionException`.
   */
  transitionTo(name: StateName, cause: TransitionCause, now: number): boolean {
    const options = this.#options;
    const attempts = attemptsOf(this.#state);
    if (!isAllowed(this.#state.name, name)) return false;
    if (name === 'OPEN') this.#open(cause, now);
    else if (name === 'CLOSED') this.#move(newClosed(options), cause, now);
    else if (name === 'HALF_OPEN') this.#move(newHalfOpen(options, attempts, now), cause, now);
    else this.#move(newHeld(name, options, attempts), cause, now);
    return true;
  }

  /** `transitionToOpenStateFor` and `…Until`: a wait of its own, and the attempt number stays. */
  transitionToOpenUntil(waitEndsAt: number, cause: TransitionCause, now: number): boolean {
    if (!isAllowed(this.#state.name, 'OPEN')) return false;
    const { metrics } = this.#state;
    this.#move(newOpen(metrics, attemptsOf(this.#state), Math.max(1, waitEndsAt - now), waitEndsAt), cause, now);
    return true;
  }

  /** `reset`: closed with empty metrics, from every state. */
  reset(cause: TransitionCause, now: number): void {
    this.#move(newClosed(this.#options), cause, now);
    this.#tell({ type: 'RESET' }, now);
  }

  /** When time acts next: the automatic transition, or the end of the longest wait in half-open. */
  dueAt(): number | null {
    const state = this.#state;
    if (state.name === 'HALF_OPEN') return state.leavesAt;
    if (state.name !== 'OPEN') return null;
    return this.#options.automaticTransitionFromOpenToHalfOpenEnabled ? state.waitEndsAt : null;
  }

  /** Lets everything happen that is due until `now`, each at its time and in that order. */
  letTimeAct(now: number): void {
    for (let at = this.dueAt(); at !== null && at <= now; at = this.dueAt()) {
      const state = this.#state;
      if (state.name === 'OPEN') {
        this.#move(newHalfOpen(this.#options, state.attempts, at), { kind: 'wait-over', waitMs: state.waitMs }, at);
        continue;
      }
      const waitMs = this.#options.maxWaitDurationInHalfOpenStateMs;
      this.transitionTo(this.#options.transitionToStateAfterWaitDuration, { kind: 'half-open-wait-over', waitMs }, at);
    }
  }

  #open(cause: TransitionCause, now: number): void {
    const attempts = attemptsOf(this.#state) + 1;
    const waitMs = waitForAttempt(waitIntervalOf(this.#options), attempts, this.#random);
    this.#move(newOpen(this.#state.metrics, attempts, waitMs, now + waitMs), cause, now);
  }

  #move(to: Resilience4jState, cause: TransitionCause, at: number): void {
    const from = this.#state;
    this.#state = to;
    if (from.name !== to.name) this.#tell({ type: 'STATE_TRANSITION', from: from.name, to: to.name }, at);
    this.#listener.moved?.(from, to, cause, at);
  }

  /** Forced-open and disabled states keep everything but their comings and goings to themselves. */
  #tell(event: Resilience4jEvent, now: number): void {
    const silent = this.#state.name === 'FORCED_OPEN' || this.#state.name === 'DISABLED';
    if (silent && event.type !== 'STATE_TRANSITION' && event.type !== 'RESET') return;
    this.#listener.event?.(event, now);
  }
}

/** The state a breaker starts in: those that were opened or forced stand at their first attempt. */
export function initialStateOf(options: Resilience4jOptions, random: () => number, now: number): Resilience4jState {
  const closed = newClosed(options);
  switch (options.initialState) {
    case 'CLOSED':
      return closed;
    case 'OPEN': {
      const waitMs = waitForAttempt(waitIntervalOf(options), 1, random);
      return newOpen(closed.metrics, 1, waitMs, now + waitMs);
    }
    case 'HALF_OPEN':
      return newHalfOpen(options, 1, now);
    default:
      return newHeld(options.initialState, options, 0);
  }
}
