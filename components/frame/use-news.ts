'use client';
import { useEffect, useRef } from 'react';
import { useFleet } from '@/components/live/use-fleet.ts';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';

/** Gathers what is new in the feed for a moment, then hands it over at once: never per tick, never one by one. */
export function useNews(gatherMs: number, tell: (entries: readonly JournalEntry[]) => void): void {
  const feed = useFleet((state) => state.feed);
  const told = useRef<number | null>(null);
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef({ feed, tell });
  useEffect(() => {
    latest.current = { feed, tell };
  });
  useEffect(() => {
    const newest = feed[0]?.seq ?? 0;
    // What was there before the page is no news.
    told.current ??= newest;
    if (newest <= told.current || waiting.current !== null) return;
    waiting.current = setTimeout(() => {
      waiting.current = null;
      const since = told.current ?? 0;
      const news = latest.current.feed.filter((entry) => entry.seq > since);
      told.current = news[0]?.seq ?? since;
      if (news.length > 0) latest.current.tell(news);
    }, gatherMs);
  }, [feed, gatherMs]);
  useEffect(() => () => clearTimeout(waiting.current ?? undefined), []);
}
