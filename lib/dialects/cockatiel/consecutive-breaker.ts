import type { CounterMemory, FailureCounter, HeldResults, ShownCounters } from './failure-counter.ts';

/** cockatiel's ConsecutiveBreaker, 3.2.1: any success sets the run to 0, the `threshold`-th failure opens. */
export class ConsecutiveBreaker implements FailureCounter {
  readonly #threshold: number;
  #failures: number;

  constructor(threshold: number, failures = 0) {
    this.#threshold = threshold;
    this.#failures = failures;
  }

  success(): void {
    this.#failures = 0;
  }

  failure(): boolean {
    this.#failures += 1;
    return this.#failures >= this.#threshold;
  }

  get shown(): ShownCounters {
    return { failures: this.#failures };
  }

  held(): HeldResults {
    return { kind: 'run', failures: this.#failures };
  }

  toMemory(): CounterMemory {
    return { type: 'ConsecutiveBreaker', failures: this.#failures };
  }
}
