/** gobreaker's `Counts`, 2.4.0. Requests counts admissions, so unfinished calls are in it. */
export interface Counts {
  readonly Requests: number;
  readonly TotalSuccesses: number;
  readonly TotalFailures: number;
  readonly TotalExclusions: number;
  readonly ConsecutiveSuccesses: number;
  readonly ConsecutiveFailures: number;
}

/** What `Counts` knows of a call: it was admitted, or how it ended. */
export type Counted = 'request' | 'success' | 'failure' | 'exclusion';

type Tally = { -readonly [K in keyof Counts]: Counts[K] };

const empty = (): Tally => ({
  Requests: 0,
  TotalSuccesses: 0,
  TotalFailures: 0,
  TotalExclusions: 0,
  ConsecutiveSuccesses: 0,
  ConsecutiveFailures: 0,
});

function count(tally: Tally, what: Counted): void {
  if (what === 'request') tally.Requests += 1;
  else if (what === 'exclusion') tally.TotalExclusions += 1;
  else if (what === 'success') {
    tally.TotalSuccesses += 1;
    tally.ConsecutiveSuccesses += 1;
    tally.ConsecutiveFailures = 0;
  } else {
    tally.TotalFailures += 1;
    tally.ConsecutiveFailures += 1;
    tally.ConsecutiveSuccesses = 0;
  }
}

/** A bucket and the age it belongs to: how many bucket periods after the generation's start it began. */
export interface CountedBucket {
  readonly age: number;
  readonly counts: Counts;
}

/** gobreaker's rolling counters, 2.4.0: sums over a ring of buckets. One bucket is the fixed window. */
export class RollingCounts {
  readonly #buckets: Tally[];
  #sums = empty();
  #age = 0;

  constructor(buckets: number) {
    this.#buckets = Array.from({ length: buckets }, empty);
  }

  /** Counters that were exported: what `sums`, `age` and `buckets` told. */
  static from(buckets: number, sums: Counts, age: number, kept: readonly CountedBucket[]): RollingCounts {
    const counts = new RollingCounts(buckets);
    counts.#sums = { ...sums };
    counts.#age = age;
    for (const one of kept) {
      if (one.age <= age && one.age > age - buckets) counts.#buckets[one.age % buckets] = { ...one.counts };
    }
    return counts;
  }

  get sums(): Counts {
    return { ...this.#sums };
  }

  get age(): number {
    return this.#age;
  }

  get rolls(): boolean {
    return this.#buckets.length > 1;
  }

  /** The buckets that count, oldest first. */
  buckets(): CountedBucket[] {
    const oldest = Math.max(0, this.#age - this.#buckets.length + 1);
    return Array.from({ length: this.#age - oldest + 1 }, (_, index) => {
      const age = oldest + index;
      return { age, counts: { ...(this.#buckets[age % this.#buckets.length] ?? empty()) } };
    });
  }

  /** Counts in the sums and in the bucket of that age. Dropped if that bucket has left the window. */
  add(what: Counted, age: number): void {
    const bucket = this.#buckets[age % this.#buckets.length];
    if (bucket === undefined || age > this.#age || this.#age - age >= this.#buckets.length) return;
    count(this.#sums, what);
    count(bucket, what);
  }

  clear(): void {
    this.#sums = empty();
    this.#age = 0;
    for (const index of this.#buckets.keys()) this.#buckets[index] = empty();
  }

  /** Lets buckets leave until the current one has this age. */
  growTo(age: number): void {
    if (age - this.#age >= this.#buckets.length) {
      this.clear();
      this.#age = age;
    }
    while (this.#age < age) this.#roll();
  }

  #roll(): void {
    this.#age += 1;
    const index = this.#age % this.#buckets.length;
    const leaving = this.#buckets[index] ?? empty();
    const sums = this.#sums;
    // The runs first: whether they reach back into the leaving bucket is told by the totals of the others.
    for (const [run, total] of RUNS) {
      const others = sums[total] - leaving[total];
      if (sums[run] === leaving[run] + others) sums[run] = Math.max(0, sums[run] - leaving[run]);
    }
    for (const total of TOTALS) sums[total] = Math.max(0, sums[total] - leaving[total]);
    this.#buckets[index] = empty();
  }
}

/** gobreaker lets a run shrink where it consists of all that the other buckets hold and the leaving one's own run. */
const RUNS = [
  ['ConsecutiveSuccesses', 'TotalSuccesses'],
  ['ConsecutiveFailures', 'TotalFailures'],
] as const;
const TOTALS = ['Requests', 'TotalSuccesses', 'TotalFailures', 'TotalExclusions'] as const;
