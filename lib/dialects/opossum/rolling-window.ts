/** What opossum 9.0.0 counts of a circuit; each is the name of a counter in its `stats`. */
export const COUNTERS = ['fires', 'failures', 'successes', 'rejects', 'timeouts', 'semaphoreRejections'] as const;
export type Counter = (typeof COUNTERS)[number];
export type Stats = Readonly<Record<Counter, number>>;

type Tally = Record<Counter, number>;

const empty = (): Tally => ({ fires: 0, failures: 0, successes: 0, rejects: 0, timeouts: 0, semaphoreRejections: 0 });

/** A window as plain JSON. */
export interface WindowMemory {
  /** How it is parted: what another window counted means nothing here. */
  readonly size: number;
  readonly bucketMs: number;
  /** When the newest bucket began, epoch milliseconds. */
  readonly begunAt: number;
  /** Newest first, without the oldest ones that are empty. */
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

  constructor(size: number, bucketMs: number, now: number, memory?: WindowMemory) {
    const kept = memory?.size === size && memory.bucketMs === bucketMs ? memory : { begunAt: now, buckets: [] };
    this.#bucketMs = bucketMs;
    this.#buckets = Array.from({ length: size }, empty);
    this.#begunAt = Math.min(kept.begunAt, now);
    for (const [age, bucket] of kept.buckets.slice(0, size).entries()) {
      this.#buckets[(size - age) % size] = { ...bucket };
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
    const turns = this.#turnsUntil(now);
    this.#begunAt += turns * this.#bucketMs;
    for (let turn = Math.min(turns, this.#buckets.length); turn > 0; turn -= 1) this.#turn();
  }

  #turnsUntil(now: number): number {
    return this.#turning ? Math.max(0, Math.floor((now - this.#begunAt) / this.#bucketMs)) : 0;
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

  /** The buckets that count at `now`, oldest first, and when each began. Nothing turns. */
  bucketsAt(now: number): { readonly at: number; readonly stats: Stats }[] {
    const counting = Math.max(0, this.#buckets.length - this.#turnsUntil(now));
    const newestFirst = this.#newestFirst().slice(0, counting);
    return newestFirst.map((stats, age) => ({ at: this.#begunAt - age * this.#bucketMs, stats })).reverse();
  }

  /** The sums at `now`. Nothing turns. */
  statsAt(now: number): Stats {
    const sums = empty();
    for (const { stats } of this.bucketsAt(now)) {
      for (const counter of COUNTERS) sums[counter] += stats[counter];
    }
    return sums;
  }

  #newestFirst(): Tally[] {
    const { length } = this.#buckets;
    return this.#buckets.map((_, age) => this.#buckets[(this.#newest + length - age) % length] ?? empty());
  }

  toMemory(): WindowMemory {
    const buckets = this.#newestFirst().map((bucket) => ({ ...bucket }));
    const used = buckets.findLastIndex((bucket) => COUNTERS.some((counter) => bucket[counter] > 0)) + 1;
    const parts = { size: buckets.length, bucketMs: this.#bucketMs };
    return { ...parts, begunAt: this.#begunAt, buckets: buckets.slice(0, used) };
  }
}
