import { type Metrics, newEmptyMetrics, newHalfOpenMetrics, newMetrics } from './metrics.ts';
import type { Resilience4jOptions } from './options.ts';

interface OpenState {
  readonly name: 'OPEN';
  /** Of the state before it, the same object. */
  readonly metrics: Metrics;
  /** Openings and forced openings since it was last closed. */
  readonly attempts: number;
  readonly waitMs: number;
  /** A call strictly after this makes it half-open; with the automatic transition, this moment does. */
  readonly waitEndsAt: number;
}

interface HalfOpenState {
  readonly name: 'HALF_OPEN';
  readonly metrics: Metrics;
  readonly attempts: number;
  /** How many more calls may begin. Late ignored and released calls raise it above the configured number. */
  permits: number;
  /** When it is left if nothing is decided; null: never. */
  readonly leavesAt: number | null;
}

interface MetricsOnlyState {
  readonly name: 'METRICS_ONLY';
  readonly metrics: Metrics;
  /** Each is announced once a state. */
  toldFailureRate: boolean;
  toldSlowCallRate: boolean;
}

/** A state of Resilience4j 2.4.0 and what belongs to it alone. Each is left by replacing it. */
export type Resilience4jState =
  | { readonly name: 'CLOSED' | 'DISABLED'; readonly metrics: Metrics }
  | OpenState
  | HalfOpenState
  | { readonly name: 'FORCED_OPEN'; readonly metrics: Metrics; readonly attempts: number }
  | MetricsOnlyState;
export type StateName = Resilience4jState['name'];

/** The attempt number a state stands at: 0 while closed, disabled or metrics-only. */
export const attemptsOf = (state: Resilience4jState): number => ('attempts' in state ? state.attempts : 0);

/** Resilience4j 2.4.0, `StateTransition`: the pairs that it doesn't know. To the same state is always allowed. */
export function isAllowed(from: StateName, to: StateName): boolean {
  if (to === 'HALF_OPEN') return from !== 'CLOSED' && from !== 'METRICS_ONLY';
  return to !== 'OPEN' || from !== 'METRICS_ONLY';
}

export const newClosed = (options: Resilience4jOptions): Resilience4jState => ({
  name: 'CLOSED',
  metrics: newMetrics(options),
});

export function newOpen(metrics: Metrics, attempts: number, waitMs: number, waitEndsAt: number): Resilience4jState {
  return { name: 'OPEN', metrics, attempts, waitMs, waitEndsAt };
}

export function newHalfOpen(options: Resilience4jOptions, attempts: number, now: number): Resilience4jState {
  const { maxWaitDurationInHalfOpenStateMs: maxWaitMs } = options;
  return {
    name: 'HALF_OPEN',
    metrics: newHalfOpenMetrics(options),
    attempts,
    permits: options.permittedNumberOfCallsInHalfOpenState,
    leavesAt: maxWaitMs > 0 ? now + maxWaitMs : null,
  };
}

/** A state that is held by hand. Forcing open counts as an attempt. */
export function newHeld(
  name: 'FORCED_OPEN' | 'DISABLED' | 'METRICS_ONLY',
  options: Resilience4jOptions,
  attempts: number,
): Resilience4jState {
  if (name === 'FORCED_OPEN') return { name, metrics: newEmptyMetrics(), attempts: attempts + 1 };
  if (name === 'DISABLED') return { name, metrics: newEmptyMetrics() };
  return { name, metrics: newMetrics(options), toldFailureRate: false, toldSlowCallRate: false };
}
