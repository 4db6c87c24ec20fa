import { createTimerQueue } from './timer-queue.ts';

/** Virtual time, in milliseconds: it moves only when it is told to, and does on the way what is due. */
export interface VirtualClock {
  now(): number;
  /** Calls `act` once, `delayMs` from now; the returned function cancels it. */
  after(delayMs: number, act: () => void): () => void;
  /** Moves on by so many milliseconds; everything that falls due happens at its own moment, in order. */
  advance(ms: number): void;
}

export function createVirtualClock(startAt: number): VirtualClock {
  const queue = createTimerQueue();
  let time = startAt;
  return {
    now: () => time,
    after: (delayMs, act) => queue.at(time + delayMs, act),
    advance(ms) {
      const end = time + ms;
      for (let next = queue.next(); next !== null && next <= end; next = queue.next()) {
        time = Math.max(time, next);
        queue.runDue(time);
      }
      time = end;
    },
  };
}
