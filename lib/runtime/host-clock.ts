import { performance } from 'node:perf_hooks';
import { createTimerQueue } from '@/lib/simulation/timer-queue.ts';
import type { Clock } from './ports.ts';

/** A longer timer of the platform fires at once; a shorter one only looks again. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** The process's own time: aligned to the epoch at boot, then monotonic whatever the wall clock does ([HO5]). */
export function createHostClock(): Clock & { stop(): void } {
  const queue = createTimerQueue();
  const now = () => performance.timeOrigin + performance.now();
  let timer: NodeJS.Timeout | undefined;
  let armedFor: number | null = null;
  let stopped = false;

  function arm(): void {
    const next = queue.next();
    if (next === armedFor || stopped) return;
    clearTimeout(timer);
    armedFor = next;
    if (next !== null) timer = setTimeout(fire, Math.min(LONGEST_TIMER_MS, Math.max(0, Math.ceil(next - now()))));
  }

  function fire(): void {
    armedFor = null;
    queue.runDue(now());
    arm();
  }

  return {
    now,
    after(delayMs, act) {
      const cancel = queue.at(now() + delayMs, act);
      if (armedFor === null || delayMs + now() < armedFor) arm();
      return cancel;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
