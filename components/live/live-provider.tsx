'use client';
import { type ReactNode, useEffect, useState } from 'react';
import { createLiveClient } from '@/lib/live/live-client.ts';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';
import type { FleetSnapshot } from '@/lib/protocol/socket-events.ts';
import { LiveContext } from './use-fleet.ts';

/** Holds the page's connection, from the first paint on what the server rendered with. */
export function LiveProvider({
  initial,
  initialFeed,
  children,
}: {
  readonly initial: FleetSnapshot;
  readonly initialFeed: readonly JournalEntry[];
  readonly children: ReactNode;
}) {
  const [client] = useState(() => createLiveClient(initial, initialFeed));
  useEffect(() => {
    client.start();
    return client.stop;
  }, [client]);
  return <LiveContext value={client}>{children}</LiveContext>;
}
