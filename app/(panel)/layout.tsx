import type { ReactNode } from 'react';
import { Frame } from '@/components/frame/frame.tsx';
import { LiveProvider } from '@/components/live/live-provider.tsx';
import { getRuntime } from '@/lib/runtime/runtime-handle.ts';

const FEED_LENGTH = 100;

/** Every page under it is live, and stands on what the server knows now before the first message arrives. */
export default async function PanelLayout({ children }: { readonly children: ReactNode }) {
  const runtime = getRuntime();
  // Before the feed: what happens in between is told again, and known by its number.
  const initial = runtime.fleetSnapshot();
  // Without its history the panel still shows the breakers.
  const feed = await runtime.history.latestEntries(FEED_LENGTH).catch(() => []);
  return (
    <LiveProvider initial={initial} initialFeed={feed}>
      <Frame>{children}</Frame>
    </LiveProvider>
  );
}
