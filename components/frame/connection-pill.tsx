'use client';
import { WifiOff } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useFleet } from '@/components/live/use-fleet.ts';
import { Spinner } from '@/components/ui/spinner.tsx';
import { formatClock } from '@/lib/format.ts';
import type { Connection } from '@/lib/live/fleet-state.ts';

interface PillFacts {
  readonly mark: ReactNode;
  readonly word: string;
  readonly fact: string;
}

const DOT = <span aria-hidden="true" className="size-1.5 rounded-full bg-current" />;
const HOLLOW = <span aria-hidden="true" className="size-1.5 rounded-full border-[1.5px] border-current" />;

function ordinal(count: number): string {
  const teen = count % 100 >= 11 && count % 100 <= 13;
  return `${count}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th')}`;
}

function pillFacts(connection: Connection, ageMs: number | null, valuesAt: number): PillFacts {
  const age = ageMs === null ? '' : `${(Math.max(0, ageMs) / 1_000).toFixed(1)}\u00a0s`;
  switch (connection.status) {
    case 'live':
      return { mark: DOT, word: 'Live', fact: age };
    case 'delayed':
      return { mark: HOLLOW, word: 'Delayed', fact: age };
    case 'connecting':
      return { mark: <Spinner size={10} />, word: 'Connecting', fact: '' };
    case 'reconnecting':
      return { mark: <Spinner size={10} />, word: 'Reconnecting', fact: `${ordinal(connection.attempt)} try` };
    case 'offline':
      return {
        mark: <WifiOff size={12} aria-hidden="true" />,
        word: 'Offline',
        fact: `since ${formatClock(valuesAt)}`,
      };
  }
}

/** How old the newest message is; null before the first. */
function useAge(lastHeardAt: number | null): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const read = () => setNow(Date.now());
    read();
    const timer = setInterval(read, 500);
    return () => clearInterval(timer);
  }, []);
  return now === null || lastHeardAt === null ? null : now - lastHeardAt;
}

/** How the page stands to the server; on a phone with the clock instead of the age. */
export function ConnectionPill({ clock = false }: { readonly clock?: boolean }) {
  const connection = useFleet((state) => state.connection);
  const valuesAt = useFleet((state) => state.valuesAt);
  const age = useAge(connection.lastHeardAt);
  const { mark, word, fact } = pillFacts(connection, age, valuesAt);
  // A phone has room for the clock or for the trouble's name, not for both.
  const shown = !clock ? fact : connection.status === 'live' ? formatClock(valuesAt) : '';
  return (
    <span className="inline-flex h-6 shrink-0 items-center gap-1.5 rounded-full border border-border bg-surface px-2.5 text-12 whitespace-nowrap">
      {mark}
      <span className="font-medium max-[340px]:sr-only">{word}</span>
      {shown && <span className="text-text-2">{shown}</span>}
    </span>
  );
}
