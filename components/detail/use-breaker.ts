'use client';
import { useMemo } from 'react';
import { useFleet } from '@/components/live/use-fleet.ts';
import type { BreakerView, FleetState } from '@/lib/live/fleet-state.ts';
import type { BreakerDetail, WindowView } from '@/lib/protocol/breaker-resource.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';

/** The breaker as it is now; before the first tick, as the server rendered it. */
export function useBreaker(rendered: BreakerDetail): BreakerView {
  return useFleet((fleet) => fleet.breakers[rendered.id]) ?? rendered;
}

export function useWindow(rendered: BreakerDetail): WindowView {
  return useFleet((fleet) => (fleet.detail?.id === rendered.id ? fleet.detail.window : null)) ?? rendered.window;
}

/** When the breaker's state began, server time. */
export const useStateSince = (view: BreakerView): number => useFleet((fleet) => fleet.valuesAt) - view.stateMs;

const allFaults = (fleet: FleetState) => fleet.faults;

/** The faults that act on a breaker now. */
export function useFaultsOf(id: string): readonly FaultResource[] {
  const faults = useFleet(allFaults);
  return useMemo(() => faults.filter((fault) => fault.breakers.includes(id)), [faults, id]);
}

const feedOf = (fleet: FleetState) => fleet.feed;

/** What was loaded and what has arrived since, newest first, each entry once. */
export function useEntries(loaded: readonly JournalEntry[], breaker: string): readonly JournalEntry[] {
  const feed = useFleet(feedOf);
  return useMemo(() => {
    const known = new Set(loaded.map((entry) => entry.seq));
    const fresh = feed.filter(
      (entry) => !known.has(entry.seq) && (entry.breaker === breaker || entry.breaker === null),
    );
    return fresh.length === 0 ? loaded : [...fresh, ...loaded].sort((a, b) => b.seq - a.seq);
  }, [feed, loaded, breaker]);
}

const isTransition = (entry: JournalEntry): entry is TransitionEntry => entry.kind === 'transition';

/** As `useEntries`, of transitions alone. */
export function useTransitions(loaded: readonly TransitionEntry[], breaker: string): readonly TransitionEntry[] {
  const entries = useEntries(loaded, breaker);
  return useMemo(() => entries.filter(isTransition), [entries]);
}

/** closed → open: the breaker tripped. */
export const isTrip = (entry: JournalEntry): entry is TransitionEntry =>
  entry.kind === 'transition' && entry.from === 'closed' && entry.to === 'open';
