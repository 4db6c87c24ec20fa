'use client';
import { useState } from 'react';
import { useFleet } from '@/components/live/use-fleet.ts';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';
import { mergeEntries } from './timeline-rows.ts';

/** What was loaded, carried on by the feed: the feed is bounded, but the timeline needs its whole range. */
export function useTimelineEntries(loaded: readonly JournalEntry[], from: number): readonly JournalEntry[] {
  const feed = useFleet((state) => state.feed);
  const [known, setKnown] = useState({ feed, entries: mergeEntries(loaded, feed, from) });
  if (known.feed === feed) return known.entries;
  const entries = mergeEntries(known.entries, feed, from);
  // Adjusting state while rendering: React renders again at once, before anything is painted.
  setKnown({ feed, entries });
  return entries;
}
