import { drawArrivalGapMs, type Random } from './random.ts';
import type { Schedule } from './simulated-downstream.ts';

/** Calls at random moments, so many a second on average (a Poisson process). Returns how to stop. */
export function startTraffic(
  callsPerSecond: number,
  { random, schedule }: { readonly random: Random; readonly schedule: Schedule },
  call: () => void,
): () => void {
  if (callsPerSecond <= 0) return () => {};
  let cancel = () => {};
  const arrive = () => {
    cancel = schedule(drawArrivalGapMs(callsPerSecond, random), arrive);
    call();
  };
  cancel = schedule(drawArrivalGapMs(callsPerSecond, random), arrive);
  return () => cancel();
}
