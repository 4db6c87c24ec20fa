import type {
  AdmittedIn,
  CounterMemory,
  FailureCounter,
  HeldResults,
  SampleWindow,
  ShownCounters,
} from './failure-counter.ts';
import type { SamplingBreakerOptions } from './options.ts';

type Window = { -readonly [K in keyof SampleWindow]: SampleWindow[K] };

const unused = (): Window => ({ startedAt: 0, successes: 0, failures: 0 });

/** How a sampling breaker parts its duration, 3.2.1: at least 5 windows, of about a second where there are more. */
export function partition(durationMs: number): { readonly windows: number; readonly windowMs: number } {
  const windows = Math.max(5, Math.ceil(durationMs / 1_000));
  return { windows, windowMs: Math.round(durationMs / windows) };
}

/** Calls that the windows must hold before they can open, not rounded; 3.2.1. */
export function minimumCalls({ threshold, duration, minimumRps }: SamplingBreakerOptions): number {
  const { windows, windowMs } = partition(duration);
  const perMs = minimumRps ? minimumRps / 1_000 : 5 / (threshold * 1_000);
  return windowMs * windows * perMs;
}

/**
 * cockatiel's SamplingBreaker, 3.2.1. Windows turn only when a result arrives, and one at a time however long ago the
 * last one was, so that old results outlive their duration after a pause.
 */
export class SamplingBreaker implements FailureCounter {
  readonly #threshold: number;
  readonly #minimum: number;
  readonly #windowMs: number;
  readonly #windows: Window[];
  #current: number;
  #successes = 0;
  #failures = 0;

  constructor(
    options: SamplingBreakerOptions,
    memory?: { readonly current: number; readonly windows: readonly SampleWindow[] },
  ) {
    const { windows, windowMs } = partition(options.duration);
    this.#threshold = options.threshold;
    this.#minimum = minimumCalls(options);
    this.#windowMs = windowMs;
    // Windows of another number are of another length too: what they held means nothing here.
    const kept = memory?.windows.length === windows ? memory : { current: 0, windows: [] };
    this.#windows = Array.from({ length: windows }, (_, index) => ({ ...unused(), ...kept.windows[index] }));
    this.#current = kept.current % windows;
    for (const { successes, failures } of this.#windows) {
      this.#successes += successes;
      this.#failures += failures;
    }
  }

  /** The success of a trial empties the windows first. */
  success(admittedIn: AdmittedIn, now: number): void {
    if (admittedIn === 'HalfOpen') {
      for (const index of this.#windows.keys()) this.#windows[index] = unused();
      this.#successes = 0;
      this.#failures = 0;
    }
    this.#windowAt(now).successes += 1;
    this.#successes += 1;
  }

  failure(admittedIn: AdmittedIn, now: number): boolean {
    this.#windowAt(now).failures += 1;
    this.#failures += 1;
    if (admittedIn === 'HalfOpen') return true;
    const total = this.#successes + this.#failures;
    return total >= this.#minimum && this.#failures > this.#threshold * total;
  }

  /** The window that a result of now enters: the next one, emptied, once the current one has lasted its time. */
  #windowAt(now: number): Window {
    const current = this.#windows[this.#current] ?? unused();
    if (now - current.startedAt < this.#windowMs) return current;
    this.#current = (this.#current + 1) % this.#windows.length;
    const leaving = this.#windows[this.#current] ?? unused();
    this.#successes -= leaving.successes;
    this.#failures -= leaving.failures;
    const next = { startedAt: now, successes: 0, failures: 0 };
    this.#windows[this.#current] = next;
    return next;
  }

  get shown(): ShownCounters {
    return { successes: this.#successes, failures: this.#failures };
  }

  held(): HeldResults {
    const used = this.#windows.filter(({ startedAt }) => startedAt > 0);
    return { kind: 'windows', windows: used.map((window) => ({ ...window })) };
  }

  toMemory(): CounterMemory {
    const windows = this.#windows.map((window) => ({ ...window }));
    return { type: 'SamplingBreaker', current: this.#current, windows };
  }
}
