import type { AdmittedIn, CounterMemory, FailureCounter, HeldResults, ShownCounters } from './failure-counter.ts';
import type { CountBreakerOptions } from './options.ts';

const NONE = 0;
const SUCCESS = 1;
const FAILURE = 2;
const LETTERS = '.sf';

/** cockatiel's CountBreaker, 3.2.1: a ring of the last `size` results. */
export class CountBreaker implements FailureCounter {
  readonly #threshold: number;
  readonly #minimum: number;
  readonly #ring: Uint8Array;
  #next: number;
  #successes = 0;
  #failures = 0;

  constructor(options: CountBreakerOptions, memory?: { readonly ring: string; readonly next: number }) {
    this.#threshold = options.threshold;
    this.#minimum = options.minimumNumberOfCalls ?? options.size;
    const { ring, next } = refit(options.size, memory);
    this.#ring = Uint8Array.from({ length: options.size }, (_, slot) =>
      Math.max(NONE, LETTERS.indexOf(ring[slot] ?? '.')),
    );
    this.#next = next;
    for (const sample of this.#ring) this.#count(sample, 1);
  }

  /** The success of a trial empties the ring first; where it is written next stays. */
  success(admittedIn: AdmittedIn): void {
    if (admittedIn === 'HalfOpen') {
      this.#ring.fill(NONE);
      this.#successes = 0;
      this.#failures = 0;
    }
    this.#write(SUCCESS);
  }

  failure(admittedIn: AdmittedIn): boolean {
    this.#write(FAILURE);
    if (admittedIn === 'HalfOpen') return true;
    const total = this.#successes + this.#failures;
    return total >= this.#minimum && this.#failures > this.#threshold * total;
  }

  #write(sample: number): void {
    this.#count(this.#ring[this.#next] ?? NONE, -1);
    this.#ring[this.#next] = sample;
    this.#count(sample, 1);
    this.#next = (this.#next + 1) % this.#ring.length;
  }

  #count(sample: number, by: number): void {
    if (sample === SUCCESS) this.#successes += by;
    else if (sample === FAILURE) this.#failures += by;
  }

  get shown(): ShownCounters {
    return { successes: this.#successes, failures: this.#failures };
  }

  held(): HeldResults {
    const oldestFirst = [...this.#ring.subarray(this.#next), ...this.#ring.subarray(0, this.#next)];
    const samples = oldestFirst.filter((sample) => sample !== NONE);
    return { kind: 'results', results: samples.map((sample) => (sample === SUCCESS ? 'success' : 'failure')) };
  }

  toMemory(): CounterMemory {
    const ring = Array.from(this.#ring, (sample) => LETTERS[sample]).join('');
    return { type: 'CountBreaker', ring, next: this.#next };
  }
}

/** A ring of another size keeps the newest results that it holds, from its first slot on. */
function refit(size: number, memory: { readonly ring: string; readonly next: number } | undefined) {
  if (memory === undefined) return { ring: '', next: 0 };
  if (memory.ring.length === size) return { ring: memory.ring, next: memory.next % size };
  const oldestFirst = memory.ring.slice(memory.next) + memory.ring.slice(0, memory.next);
  const ring = oldestFirst.replaceAll('.', '').slice(-size);
  return { ring, next: ring.length % size };
}
