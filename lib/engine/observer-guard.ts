import type { BreakerObserver, CallOutcome, ThresholdMet, Transition } from './breaker-event.ts';
import type { BreakerState } from './breaker-state.ts';

/** [CB7] Tells an observer what happens and lets nothing it throws through. */
export class ObserverGuard implements Required<BreakerObserver> {
  readonly #observer: BreakerObserver;
  readonly #onError: ((error: unknown) => void) | undefined;

  constructor(observer: BreakerObserver, onError: ((error: unknown) => void) | undefined) {
    this.#observer = observer;
    this.#onError = onError;
  }

  outcome(outcome: CallOutcome, durationMs: number, slow: boolean, late: boolean, now: number): void {
    try {
      this.#observer.outcome?.(outcome, durationMs, slow, late, now);
    } catch (error) {
      this.#report(error);
    }
  }

  rejected(state: BreakerState, now: number): void {
    try {
      this.#observer.rejected?.(state, now);
    } catch (error) {
      this.#report(error);
    }
  }

  transition(transition: Transition): void {
    try {
      this.#observer.transition?.(transition);
    } catch (error) {
      this.#report(error);
    }
  }

  wouldOpen(threshold: ThresholdMet, now: number): void {
    try {
      this.#observer.wouldOpen?.(threshold, now);
    } catch (error) {
      this.#report(error);
    }
  }

  #report(error: unknown): void {
    try {
      this.#onError?.(error);
    } catch {
      // Whoever listens to errors must not break a call either.
    }
  }
}
