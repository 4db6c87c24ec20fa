'use client';
import { useMemo } from 'react';
import { useFleet, useLiveClient, useServerNow } from '@/components/live/use-fleet.ts';
import type { BreakerView, FleetState } from '@/lib/live/fleet-state.ts';
import type { BreakerDetail, WindowView, WireState } from '@/lib/protocol/breaker-resource.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import { useTakenOver } from './use-taken-over.ts';

/** The breaker as it is now; before the first tick, as the server rendered it. */
export function useBreaker(rendered: BreakerDetail): BreakerView {
  const live = useFleet((fleet) => fleet.breakers[rendered.id]);
  return useTakenOver() && live ? live : rendered;
}

/** What seldom changes about it: the same object until its configuration is another one. */
export function useIdentity(rendered: BreakerDetail): BreakerView {
  const client = useLiveClient();
  const revision = useFleet((fleet) => fleet.breakers[rendered.id]?.revision);
  return useMemo(() => {
    const live = client.state().breakers[rendered.id];
    return live && revision !== undefined && revision !== rendered.revision ? live : rendered;
  }, [client, rendered, revision]);
}

/** Its state alone: that changes seldom, where its values change with every tick. */
export function useStateOf(rendered: BreakerDetail): WireState {
  const live = useFleet((fleet) => fleet.breakers[rendered.id]?.state);
  return useTakenOver() && live ? live : rendered.state;
}

export function useWindow(rendered: BreakerDetail): WindowView {
  const live = useFleet((fleet) => (fleet.detail?.id === rendered.id ? fleet.detail.window : null));
  return useTakenOver() && live ? live : rendered.window;
}

/** Server time, anew every second, from the moment that the server rendered for. */
export function useNow(renderedAt: number): number {
  const now = useServerNow();
  return useTakenOver() ? now : renderedAt;
}

/** Server time of the newest values. */
export function useValuesAt(renderedAt: number): number {
  const valuesAt = useFleet((fleet) => fleet.valuesAt);
  return useTakenOver() ? valuesAt : renderedAt;
}

const allFaults = (fleet: FleetState) => fleet.faults;

/** The faults that act on a breaker now. */
export function useFaultsOf(id: string, rendered: readonly FaultResource[]): readonly FaultResource[] {
  const live = useFleet(allFaults);
  const faults = useTakenOver() ? live : rendered;
  return useMemo(() => faults.filter((fault) => fault.breakers.includes(id)), [faults, id]);
}

const feedOf = (fleet: FleetState) => fleet.feed;

/** What was loaded and what has arrived since, newest first, each entry once. */
export function useEntries(loaded: readonly JournalEntry[], breaker: string): readonly JournalEntry[] {
  const feed = useFleet(feedOf);
  const takenOver = useTakenOver();
  return useMemo(() => {
    if (!takenOver) return loaded;
    const known = new Set(loaded.map((entry) => entry.seq));
    const fresh = feed.filter(
      (entry) => !known.has(entry.seq) && (entry.breaker === breaker || entry.breaker === null),
    );
    return fresh.length === 0 ? loaded : [...fresh, ...loaded].sort((a, b) => b.seq - a.seq);
  }, [feed, loaded, breaker, takenOver]);
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
