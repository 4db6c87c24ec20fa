import type { ProbeSlot } from './breaker.ts';
import { CountWindow } from './count-window.ts';
import type { RecordedOutcome } from './sliding-window.ts';

const FREE = 0;
const IN_FLIGHT = 1;
const GOOD = 2;
const FAILED = 3;

/**
 * [HO1] The slots of a half-open breaker's probes. A slot is free, out with one probe, or settled for good,
 * so that never more probes exist than are permitted.
 */
export class HalfOpenProbes {
  /** [ST6] Half-open's own window, of the permitted calls. */
  readonly window: CountWindow;
  readonly #status: Uint8Array;
  /** When a probe in flight began, or how long a settled one took, milliseconds. */
  readonly #times: Float64Array;
  /** The free slots, the next one last. */
  readonly #free: number[];

  constructor(permitted: number, window = new CountWindow(permitted)) {
    this.window = window;
    this.#status = new Uint8Array(permitted);
    this.#times = new Float64Array(permitted);
    this.#free = Array.from({ length: permitted }, (_, index) => permitted - 1 - index);
  }

  /** A slot for one probe, or null if all are out or settled. */
  take(now: number): number | null {
    const slot = this.#free.pop();
    if (slot === undefined) return null;
    this.#status[slot] = IN_FLIGHT;
    this.#times[slot] = now;
    return slot;
  }

  /** [CB5] The probe has no outcome: another may have its slot. */
  giveBack(slot: number): void {
    this.#status[slot] = FREE;
    this.#free.push(slot);
  }

  finish(slot: number, outcome: RecordedOutcome, slow: boolean, durationMs: number): void {
    this.#status[slot] = outcome === 'success' ? GOOD : FAILED;
    this.#times[slot] = durationMs;
    this.window.record(outcome, slow);
  }

  slots(now: number): ProbeSlot[] {
    return Array.from(this.#status, (status, slot): ProbeSlot => {
      const time = this.#times[slot] ?? 0;
      if (status === FREE) return { kind: 'free' };
      if (status === IN_FLIGHT) return { kind: 'in-flight', sinceMs: now - time };
      return { kind: status === GOOD ? 'good' : 'failed', durationMs: time };
    });
  }
}
