import type { HalfOpenAfter } from './options.ts';

/** A place in the sequence of waits since the breaker was last closed. */
export interface WaitPosition {
  readonly durationMs: number;
  /** The how-manieth wait of the sequence, from 1. */
  readonly attempt: number;
  /** What the decorrelated jitter measures its next wait from; 0 elsewhere. */
  readonly previous: number;
}

/** The same place in the sequence of other options. What was drawn stays drawn, and is never above the longest wait. */
export function rewaited(halfOpenAfter: HalfOpenAfter, wait: WaitPosition): WaitPosition {
  const drawn = halfOpenAfter.type === 'ExponentialBackoff' && halfOpenAfter.generator !== 'noJitterGenerator';
  if (drawn) return { ...wait, durationMs: Math.min(wait.durationMs, halfOpenAfter.maxDelay) };
  return nextWait(halfOpenAfter, { ...wait, attempt: wait.attempt - 1 }, () => 0);
}

type ExponentialBackoff = Extract<HalfOpenAfter, { type: 'ExponentialBackoff' }>;

/**
 * The next wait, cockatiel 3.2.1; null begins the sequence anew. A list repeats its last value; exponential waits are
 * `initialDelay × 2ⁿ`, up to `maxDelay`. `random` is asked where the generator has jitter.
 */
export function nextWait(halfOpenAfter: HalfOpenAfter, last: WaitPosition | null, random: () => number): WaitPosition {
  const done = last?.attempt ?? 0;
  const attempt = done + 1;
  switch (halfOpenAfter.type) {
    case 'ConstantBackoff':
      return { durationMs: halfOpenAfter.interval, attempt, previous: 0 };
    case 'IterableBackoff': {
      const { durations } = halfOpenAfter;
      return { durationMs: durations[Math.min(done, durations.length - 1)] ?? 0, attempt, previous: 0 };
    }
    case 'ExponentialBackoff':
      return exponentialWait(halfOpenAfter, last, random);
  }
}

function exponentialWait(backoff: ExponentialBackoff, last: WaitPosition | null, random: () => number): WaitPosition {
  const done = last?.attempt ?? 0;
  const attempt = done + 1;
  const delay = Math.min(backoff.maxDelay, backoff.initialDelay * 2 ** done);
  switch (backoff.generator) {
    case 'noJitterGenerator':
      return { durationMs: delay, attempt, previous: 0 };
    case 'fullJitterGenerator':
      return { durationMs: Math.floor(random() * delay), attempt, previous: 0 };
    case 'halfJitterGenerator':
      return { durationMs: Math.floor((delay + random() * delay) / 2), attempt, previous: 0 };
    case 'decorrelatedJitterGenerator':
      return decorrelatedWait(backoff, done, last?.previous ?? 0, random());
  }
}

/** Scales the medians of the decorrelated jitter to near whole multiples of the initial delay. */
const MEDIAN_SCALE = 1 / 1.4;

/** Polly's "decorrelated jitter v2", which cockatiel takes for its default: waits are the steps along one rising curve. */
function decorrelatedWait(backoff: ExponentialBackoff, done: number, previous: number, draw: number): WaitPosition {
  const { exponent, initialDelay, maxDelay } = backoff;
  const along = done + draw;
  const height = exponent ** along * Math.tanh(Math.sqrt(4 * along));
  // Past the largest number the curve is flat for us: the cap has long been reached.
  const reached = Number.isFinite(height) ? height : Number.MAX_VALUE;
  const step = Number.isFinite(height) ? Math.max(0, height - previous) : Number.POSITIVE_INFINITY;
  return { durationMs: Math.min(step * MEDIAN_SCALE * initialDelay, maxDelay), attempt: done + 1, previous: reached };
}
