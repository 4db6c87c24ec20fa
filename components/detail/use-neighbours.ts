'use client';
import { useRouter } from 'next/navigation';
import { useKey } from '@/components/frame/use-key.ts';
import { useFleet } from '@/components/live/use-fleet.ts';
import type { FleetState } from '@/lib/live/fleet-state.ts';

const idsOf = (fleet: FleetState) => fleet.ids;

export const breakerPath = (id: string): string => `/breakers/${encodeURIComponent(id)}`;

/** The breakers before and after this one in the fleet's order, also by the keys K and J. */
export function useNeighbours(id: string): { readonly previous: string | null; readonly next: string | null } {
  const ids = useFleet(idsOf);
  const router = useRouter();
  const place = ids.indexOf(id);
  const previous = ids[place - 1] ?? null;
  const next = place < 0 ? null : (ids[place + 1] ?? null);
  useKey('j', () => next !== null && router.push(breakerPath(next)));
  useKey('k', () => previous !== null && router.push(breakerPath(previous)));
  return { previous, next };
}
