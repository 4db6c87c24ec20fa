'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useFleet } from '@/components/live/use-fleet.ts';
import type { FleetState } from '@/lib/live/fleet-state.ts';

const idsOf = (fleet: FleetState) => fleet.ids;

export const breakerPath = (id: string): string => `/breakers/${encodeURIComponent(id)}`;

/** Whether a key press is meant for something else: a field, a dialog, a shortcut of the browser. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented) return true;
  const { target } = event;
  if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]')) return true;
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}

/** The breakers before and after this one in the fleet's order, also by the keys K and J. */
export function useNeighbours(id: string): { readonly previous: string | null; readonly next: string | null } {
  const ids = useFleet(idsOf);
  const router = useRouter();
  const place = ids.indexOf(id);
  const previous = ids[place - 1] ?? null;
  const next = place < 0 ? null : (ids[place + 1] ?? null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      const to = event.key === 'j' ? next : event.key === 'k' ? previous : null;
      if (to !== null) router.push(breakerPath(to));
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [next, previous, router]);
  return { previous, next };
}
