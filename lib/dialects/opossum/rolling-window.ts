/** What opossum 9.0.0 counts of a circuit; each is the name of a counter in its `stats`. */
export const COUNTERS = ['fires', 'failures', 'successes', 'rejects', 'timeouts', 'semaphoreRejections'] as const;
export type Counter = (typeof COUNTERS)[number];
export type Stats = Readonly<Record<Counter, number>>;

type Tally = Record<Counter, number>;

const empty = (): Tally => ({ fires: 0, failures: 0, successes: 0, rejects: 0, timeouts: 0, semaphoreRejections: 0 });

/** A window as plain JSON: its buckets, newest first, and when the newest one began, epoch milliseconds. */
export interface WindowMemory {
  readonly begunAt: number;
  readonly buckets: readonly Stats[];
}

/** opossum's rolling window, 9.0.0: B buckets, which a timer turns from its construction on. Times are milliseconds. */
export class RollingWindow {
  readonly #bucketMs: number;
  /** As a ring; the newest bucket is at `#newest`, the one before it at the index before. */
  readonly #buckets: Tally[];
  readonly #sums = empty();
  #newest = 0;
  /** When the newest bucket began. */
  #begunAt: number;
  #turning = true;

  constructor(buckets: number, bucketMs: number, now: number, memory?: WindowMemory) {
    this.#bucketMs = bucketMs;
    this.#buckets = Array.from({ length: buckets }, empty);
    this.#begunAt = memory?.begunAt ?? now;
    for (const [age, bucket] of (memory?.buckets ?? []).slice(0, buckets).entries()) {
      this.#buckets[(buckets - age) % buckets] = { ...empty(), ...bucket };
      for (const counter of COUNTERS) this.#sums[counter] += bucket[counter];
    }
  }

  get stats(): Stats {
    return { ...this.#sums };
  }

  count(counter: Counter): void {
    const bucket = this.#buckets[this.#newest];
    if (bucket === undefined) return;
    bucket[counter] += 1;
    this.#sums[counter] += 1;
  }

  /** Turns as often as is due up to and including now; each turn drops the oldest bucket. */
  turnTo(now: number): void {
    if (!this.#turning) return;
    const turns = Math.floor((now - this.#begunAt) / this.#bucketMs);
    if (turns <= 0) return;
    this.#begunAt += turns * this.#bucketMs;
    for (let turn = Math.min(turns, this.#buckets.length); turn > 0; turn -= 1) this.#turn();
  }

  /** The timer is cleared at a shutdown; what was counted stays. */
  stopTurning(): void {
    this.#turning = false;
  }

  #turn(): void {
    this.#newest = (this.#newest + 1) % this.#buckets.length;
    const leaving = this.#buckets[this.#newest] ?? empty();
    for (const counter of COUNTERS) this.#sums[counter] -= leaving[counter];
    this.#buckets[this.#newest] = empty();
  }

  /** The buckets that were there by now, oldest first, and when each began. */
  buckets(): { readonly at: number; readonly stats: Stats }[] {
    return this.toMemory()
      .buckets.map((stats, age) => ({ at: this.#begunAt - age * this.#bucketMs, stats }))
      .reverse();
  }

  toMemory(): WindowMemory {
    const { length } = this.#buckets;
    const buckets = this.#buckets.map((_, age) => ({
      ...empty(),
      ...this.#buckets[(this.#newest + length - age) % length],
    }));
    return { begunAt: this.#begunAt, buckets };
  }
}
