'use client';
import type { ReactNode } from 'react';
import { useHalt } from '@/components/faults/use-halt.tsx';
import { useFleet } from '@/components/live/use-fleet.ts';
import { ActionDeskProvider } from './action-desk.tsx';
import { Announcer } from './announcer.tsx';
import { Header } from './header.tsx';
import { KeyList } from './key-list.tsx';
import { BottomNavigation } from './navigation.tsx';
import { NoticeBars } from './notice-bars.tsx';
import { PhoneHeader } from './phone-header.tsx';
import { TabTitle } from './tab-title.tsx';
import { useKey } from './use-key.ts';

/** What stands around every page that is live. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const stale = useFleet((state) => state.connection.stale);
  const { halt } = useHalt();
  useKey('H', halt);
  return (
    <ActionDeskProvider>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-6 focus:bg-surface focus:p-2"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-30">
        <Header />
        <PhoneHeader />
      </header>
      <div data-stale={stale || undefined} className="max-md:pb-[calc(56px+env(safe-area-inset-bottom))]">
        <NoticeBars />
        <main id="content">{children}</main>
      </div>
      <BottomNavigation />
      <Announcer />
      <TabTitle />
      <KeyList />
    </ActionDeskProvider>
  );
}
