'use client';
import Link from 'next/link';
import { Logo } from '@/components/breaker/logo.tsx';
import { ConnectionPill } from './connection-pill.tsx';
import { EnvironmentTag } from './environment-tag.tsx';
import { FaultChip } from './fault-chip.tsx';
import { HeaderNavigation } from './navigation.tsx';
import { SearchField } from './search-field.tsx';
import { ServerClock } from './server-clock.tsx';
import { StateCounts } from './state-counts.tsx';
import { ThemeButton } from './theme-button.tsx';

/** The same 48 px on every page: where am I, how is the fleet, what is broken on purpose, is this live. */
export function Header() {
  return (
    <div className="flex h-12 items-center gap-3 border-b border-border bg-surface px-4 max-md:hidden">
      <Link href="/" className="flex shrink-0 items-center gap-2.5 rounded-4 text-14 font-semibold">
        <Logo />
        <span className="max-lg:sr-only">Breaker Panel</span>
      </Link>
      <EnvironmentTag />
      <HeaderNavigation />
      <div className="flex-1" />
      <StateCounts />
      <FaultChip />
      <SearchField className="w-32 max-lg:hidden" />
      <ConnectionPill />
      <div className="max-lg:hidden">
        <ServerClock />
      </div>
      <ThemeButton />
    </div>
  );
}
