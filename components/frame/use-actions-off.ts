'use client';
import { useFleet } from '@/components/live/use-fleet.ts';

/** Why nothing may be changed now, in words; null while everything may. */
export function useActionsOff(): string | null {
  const stale = useFleet((state) => state.connection.stale);
  const storeProblem = useFleet((state) => state.storeProblem);
  if (stale) return 'Off while disconnected.';
  return storeProblem === null ? null : `Off while nothing can be saved. ${storeProblem}.`;
}
