'use client';
import { usePathname } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { StateGlyph } from '@/components/breaker/state-glyph.tsx';
import { useFleet } from '@/components/live/use-fleet.ts';
import { showToast } from '@/components/ui/show-toast.tsx';
import { formatSpan, plural } from '@/lib/format.ts';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';
import { announcement } from './announcement.ts';
import { useNews } from './use-news.ts';

/** Says how long the page was away, once it is back. */
function useReconnection(say: (sentence: string) => void): void {
  const stale = useFleet((state) => state.connection.stale);
  const valuesAt = useFleet((state) => state.valuesAt);
  const epoch = useFleet((state) => state.epoch);
  const lost = useRef<{ readonly at: number; readonly epoch: number } | null>(null);
  const latest = useRef(say);
  useEffect(() => {
    latest.current = say;
  });
  useEffect(() => {
    if (stale && lost.current === null) {
      lost.current = { at: valuesAt, epoch };
      latest.current('Connection lost.');
    }
    if (!stale && lost.current !== null) {
      const away = formatSpan(Math.round((valuesAt - lost.current.at) / 1_000) * 1_000);
      // A server that was away itself has nothing to fill the gap with.
      const line = epoch === lost.current.epoch ? `${away} filled in.` : `The server was restarted; ${away} passed.`;
      lost.current = null;
      latest.current('Live again.');
      showToast({ id: 'live-again', title: 'Live again.', line, durationMs: 4_000 });
    }
  }, [stale, valuesAt, epoch]);
}

/** Whose trip was a toast within this time trips again and again: that is the wall's to show. */
const OLD_NEWS_MS = 10 * 60_000;

/** Which breakers' trips are worth a toast. */
function useFreshTrips(): (entries: readonly JournalEntry[]) => readonly string[] {
  const toldAt = useRef(new Map<string, number>());
  return (entries) => {
    const tripped = new Set<string>();
    for (const entry of entries) {
      if (entry.kind !== 'transition' || entry.from !== 'closed' || entry.to !== 'open') continue;
      const at = Date.parse(entry.at);
      if (at - (toldAt.current.get(entry.breaker) ?? 0) > OLD_NEWS_MS) tripped.add(entry.breaker);
      toldAt.current.set(entry.breaker, at);
    }
    return [...tripped];
  };
}

/** The one polite status region; on pages other than the wall, which shows it itself, a trip is a toast as well. */
export function Announcer() {
  const [said, setSaid] = useState('');
  const breakers = useFleet((state) => state.breakers);
  const nameOf = (id: string) => breakers[id]?.name ?? id;
  const onWall = usePathname() === '/';
  const freshTrips = useFreshTrips();
  useReconnection(setSaid);
  useNews(1_500, (entries) => {
    const sentence = announcement(entries, nameOf);
    if (sentence !== null) setSaid(sentence);
    const opened = freshTrips(entries).map(nameOf);
    if (onWall || opened.length === 0) return;
    showToast({
      id: 'trips',
      glyph: <StateGlyph state="open" size={16} />,
      title: opened.length === 1 ? `${opened[0]} opened` : `${plural(opened.length, 'breaker')} opened`,
      line: opened.length === 1 ? undefined : opened.slice(0, 5).join(', '),
    });
  });
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
