import type { WindowCell } from './breaker.ts';
import type { ExportedWindow, RecordedOutcome, SlidingWindow, WindowSums } from './sliding-window.ts';

/** A cell's bits. An empty cell is 0, so that evicting it subtracts nothing. */
const FAILED = 1;
const TIMED_OUT = 2;
const SLOW = 4;
const PRESENT = 8;

const LETTERS = { success: 's', failure: 'f', timeout: 't' } as const;
const CODES: Readonly<Record<string, number>> = {
  s: PRESENT,
  f: PRESENT | FAILED,
  t: PRESENT | FAILED | TIMED_OUT,
  S: PRESENT | SLOW,
  F: PRESENT | FAILED | SLOW,
  T: PRESENT | FAILED | TIMED_OUT | SLOW,
};

function codeOf(outcome: RecordedOutcome, slow: boolean): number {
  const code =
    outcome === 'success' ? PRESENT : outcome === 'failure' ? PRESENT | FAILED : PRESENT | FAILED | TIMED_OUT;
  return slow ? code | SLOW : code;
}

function outcomeOf(code: number): RecordedOutcome {
  if ((code & FAILED) === 0) return 'success';
  return (code & TIMED_OUT) === 0 ? 'failure' : 'timeout';
}

/** [SW1] A ring of the last N calls, one byte each. */
export class CountWindow implements SlidingWindow {
  /** The sums equal the sum of the ring; `#put` is the only writer of both. */
  calls = 0;
  failed = 0;
  slow = 0;
  readonly #ring: Uint8Array;
  /** Where the next call goes: the oldest cell once the ring is full. */
  #next = 0;

  constructor(size: number) {
    this.#ring = new Uint8Array(size);
  }

  /** A window through which these calls went, letters, oldest first. */
  static from(letters: string, size: number): CountWindow {
    const window = new CountWindow(size);
    for (const letter of letters) window.#put(CODES[letter] ?? PRESENT);
    return window;
  }

  record(outcome: RecordedOutcome, slow: boolean): void {
    this.#put(codeOf(outcome, slow));
  }

  #put(code: number): void {
    const at = this.#next;
    const evicted = this.#ring[at] ?? 0;
    this.#ring[at] = code;
    this.#next = at + 1 === this.#ring.length ? 0 : at + 1;
    this.calls += 1 - (evicted >> 3);
    this.failed += (code & FAILED) - (evicted & FAILED);
    this.slow += ((code & SLOW) - (evicted & SLOW)) >> 2;
  }

  sumsAt(): WindowSums {
    return { calls: this.calls, failed: this.failed, slow: this.slow };
  }

  cells(): WindowCell[] {
    return this.#codes().map((code) => ({ kind: 'call', outcome: outcomeOf(code), slow: (code & SLOW) !== 0 }));
  }

  toExport(): ExportedWindow {
    const calls = this.#codes().map((code) => {
      const letter = LETTERS[outcomeOf(code)];
      return (code & SLOW) === 0 ? letter : letter.toUpperCase();
    });
    return { type: 'count-based', size: this.#ring.length, calls: calls.join('') };
  }

  #codes(): number[] {
    const full = this.calls === this.#ring.length;
    const newer = this.#ring.subarray(0, this.#next);
    return full ? [...this.#ring.subarray(this.#next), ...newer] : [...newer];
  }
}
