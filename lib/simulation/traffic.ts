import { drawArrivalGapMs, type Random } from './random.ts';
import type { Schedule } from './simulated-downstream.ts';

/** A host that is later than this does not make up for the calls that it missed. */
const MOST_BEHIND_MS = 1_000;

/**
 * Calls at random moments, so many a second on average (a Poisson process), also where timers fire late: what has
 * become due by then is called together. Returns how to stop.
 */
export function startTraffic(
  callsPerSecond: number,
  { random, schedule, now }: { readonly random: Random; readonly schedule: Schedule; readonly now: () => number },
  call: () => void,
): () => void {
  if (callsPerSecond <= 0) return () => {};
  let cancel = () => {};
  let stopped = false;
  let arrivesAt = now();
  const wait = () => {
    if (!stopped) cancel = schedule(Math.max(0, arrivesAt - now()), arrive);
  };
  const drawNext = () => {
    arrivesAt = Math.max(arrivesAt, now() - MOST_BEHIND_MS) + drawArrivalGapMs(callsPerSecond, random);
  };
  const arrive = () => {
    do {
      drawNext();
      call();
    } while (arrivesAt <= now() && !stopped);
    wait();
  };
  drawNext();
  wait();
  return () => {
    stopped = true;
    cancel();
  };
}
