'use client';
import { useRouter } from 'next/navigation';
import { useMemo, useTransition } from 'react';
import { useTakenOver } from '@/components/detail/use-taken-over.ts';
import { useFleet } from '@/components/live/use-fleet.ts';
import { Button } from '@/components/ui/button.tsx';
import { formatCount } from '@/lib/format.ts';
import type { FleetState } from '@/lib/live/fleet-state.ts';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';
import type { HistorySearch } from './history-search.ts';

const feedOf = (fleet: FleetState) => fleet.feed;

const matches = (entry: JournalEntry, { breaker, toState, cause }: HistorySearch): boolean =>
  entry.kind === 'transition' &&
  (breaker === null || entry.breaker === breaker) &&
  (toState === null || entry.to === toState) &&
  (cause === null || entry.cause === cause);

/** What has happened since the page was read waits behind a button: no row moves under the reader. */
export function NewTransitions({ search, upToSeq }: { readonly search: HistorySearch; readonly upToSeq: number }) {
  const feed = useFleet(feedOf);
  const takenOver = useTakenOver();
  const router = useRouter();
  const [loading, startLoading] = useTransition();
  const count = useMemo(
    () => feed.filter((entry) => entry.seq > upToSeq && matches(entry, search)).length,
    [feed, search, upToSeq],
  );
  return (
    <span role="status" className="inline-flex h-6 items-center">
      {takenOver && count > 0 && (
        <Button size="small" pending={loading && 'Loading'} onClick={() => startLoading(() => router.refresh())}>
          {formatCount(count)} new – show
        </Button>
      )}
    </span>
  );
}
