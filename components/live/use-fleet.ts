'use client';
import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { FleetState } from '@/lib/live/fleet-state.ts';
import type { LiveClient } from '@/lib/live/live-client.ts';

export const LiveContext = createContext<LiveClient | null>(null);

/** The connection that the page's provider holds. */
export function useLiveClient(): LiveClient {
  const client = useContext(LiveContext);
  if (!client) throw new Error('useLiveClient needs a LiveProvider above it');
  return client;
}

/** The part of the fleet's state that `select` picks; renders again only when that part is another. */
export function useFleet<T>(select: (state: FleetState) => T): T {
  const client = useLiveClient();
  return useSyncExternalStore(
    client.subscribe,
    () => select(client.state()),
    // A part of the page that takes over late must first agree with what the server rendered.
    () => select(client.renderedState),
  );
}

/**
 * Server time in epoch milliseconds, anew every `stepMs`. On the server and in the first paint it is the time of
 * the values shown, so that both agree.
 */
export function useServerNow(stepMs = 1_000): number {
  const client = useLiveClient();
  const [now, setNow] = useState(() => client.renderedState.valuesAt);
  useEffect(() => {
    const read = () => setNow(Date.now() + client.state().serverOffsetMs);
    read();
    const timer = setInterval(read, stepMs);
    return () => clearInterval(timer);
  }, [client, stepMs]);
  return now;
}
