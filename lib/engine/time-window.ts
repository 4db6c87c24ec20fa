import type { WindowCell } from './breaker.ts';
import type { ExportedSecond, ExportedWindow, RecordedOutcome, SlidingWindow, WindowSums } from './sliding-window.ts';

/** A bucket's counters. The first four part the calls; the last counts the slow ones of failures and timeouts. */
const SUCCESS = 0;
const SLOW_SUCCESS = 1;
const FAILURE = 2;
const TIMEOUT = 3;
const SLOW_FAILED = 4;
const COUNTERS = 5;

/** [SW2] One bucket per epoch second: at any moment the current second and the N − 1 before it count. */
export class TimeWindow implements SlidingWindow {
  /** The sums equal the sum of the buckets; `#add` and `#forget` are the only writers of both. */
  calls = 0;
  failed = 0;
  slow = 0;
  readonly #size: number;
  readonly #buckets: Uint32Array;
  /** The newest second that was recorded; buckets are those of it and the N − 1 before it. */
  #newest = 0;

  constructor(size: number) {
    this.#size = size;
    this.#buckets = new Uint32Array(size * COUNTERS);
  }

  /** A window with these seconds, oldest first. Those that a set-back clock left in the future end at `now`. */
  static from(seconds: readonly ExportedSecond[], size: number, now: number): TimeWindow {
    const window = new TimeWindow(size);
    const ahead = Math.max(0, (seconds.at(-1)?.[0] ?? 0) - Math.floor(now / 1_000));
    for (const [second, ...counts] of seconds) {
      const base = window.#advance(second - ahead);
      for (const [counter, count] of counts.entries()) window.#add(base, counter, count);
    }
    return window;
  }

  record(outcome: RecordedOutcome, slow: boolean, now: number): void {
    const base = this.#advance(Math.floor(now / 1_000));
    if (outcome === 'success') {
      this.#add(base, slow ? SLOW_SUCCESS : SUCCESS, 1);
      return;
    }
    this.#add(base, outcome === 'failure' ? FAILURE : TIMEOUT, 1);
    if (slow) this.#add(base, SLOW_FAILED, 1);
  }

  /** Forgets what is too old once `second` is the newest, in at most N steps; returns where its bucket begins. */
  #advance(second: number): number {
    const passed = second - this.#newest;
    if (passed > 0) {
      for (let step = Math.min(passed, this.#size); step > 0; step -= 1) this.#forget(this.#baseOf(second - step + 1));
      this.#newest = second;
    }
    return this.#baseOf(this.#newest);
  }

  #baseOf(second: number): number {
    return (second % this.#size) * COUNTERS;
  }

  #add(base: number, counter: number, count: number): void {
    const at = base + counter;
    this.#buckets[at] = (this.#buckets[at] ?? 0) + count;
    if (counter !== SLOW_FAILED) this.calls += count;
    if (counter === FAILURE || counter === TIMEOUT) this.failed += count;
    if (counter === SLOW_SUCCESS || counter === SLOW_FAILED) this.slow += count;
  }

  #forget(base: number): void {
    for (let counter = 0; counter < COUNTERS; counter += 1) {
      this.#add(base, counter, -this.#count(base, counter));
    }
  }

  #count(base: number, counter: number): number {
    return this.#buckets[base + counter] ?? 0;
  }

  sumsAt(now: number): WindowSums {
    const sums = { calls: this.calls, failed: this.failed, slow: this.slow };
    const passed = Math.min(Math.floor(now / 1_000) - this.#newest, this.#size);
    for (let step = 0; step < passed; step += 1) {
      const base = this.#baseOf(this.#newest + 1 + step);
      const failed = this.#count(base, FAILURE) + this.#count(base, TIMEOUT);
      sums.calls -= this.#count(base, SUCCESS) + this.#count(base, SLOW_SUCCESS) + failed;
      sums.failed -= failed;
      sums.slow -= this.#count(base, SLOW_SUCCESS) + this.#count(base, SLOW_FAILED);
    }
    return sums;
  }

  cells(now: number): WindowCell[] {
    const newest = Math.max(this.#newest, Math.floor(now / 1_000));
    return Array.from({ length: this.#size }, (_, index) => this.#cell(newest - this.#size + 1 + index));
  }

  /** A second that is young enough; one after the newest is empty yet, its bucket still an old one's. */
  #cell(second: number): WindowCell {
    const count = (counter: number) => (second > this.#newest ? 0 : this.#count(this.#baseOf(second), counter));
    return {
      kind: 'second',
      at: second * 1_000,
      success: count(SUCCESS),
      slow: count(SLOW_SUCCESS),
      timeout: count(TIMEOUT),
      failure: count(FAILURE),
    };
  }

  toExport(): ExportedWindow {
    const seconds: ExportedSecond[] = [];
    for (let second = Math.max(0, this.#newest - this.#size + 1); second <= this.#newest; second += 1) {
      const [success = 0, slow = 0, failure = 0, timeout = 0, slowFailed = 0] = this.#buckets.subarray(
        this.#baseOf(second),
        this.#baseOf(second) + COUNTERS,
      );
      if (success + slow + failure + timeout > 0) seconds.push([second, success, slow, failure, timeout, slowFailed]);
    }
    return { type: 'time-based', size: this.#size, seconds };
  }
}
