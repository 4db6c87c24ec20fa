'use client';
import { Search, X } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import { Logo } from '@/components/breaker/logo.tsx';
import { IconButton } from '@/components/ui/button.tsx';
import { ConnectionPill } from './connection-pill.tsx';
import { EnvironmentTag } from './environment-tag.tsx';
import { FaultBar } from './fault-chip.tsx';
import { roomName } from './navigation.tsx';
import { SearchField } from './search-field.tsx';
import { ThemeButton } from './theme-button.tsx';

export function PhoneHeader() {
  const path = usePathname();
  const [searching, setSearching] = useState(false);
  return (
    <>
      <div className="flex h-[52px] items-center gap-2 border-b border-border bg-surface pr-1 pl-4 md:hidden">
        {searching ? (
          <SearchField bound={false} className="flex-1" />
        ) : (
          <>
            <Logo size={24} />
            <span className="ml-1 text-16 font-semibold">{roomName(path)}</span>
            <span className="max-[384px]:hidden">
              <EnvironmentTag />
            </span>
            <span className="ml-auto">
              <ConnectionPill clock />
            </span>
            <ThemeButton />
          </>
        )}
        <IconButton
          label={searching ? 'Close search' : 'Search'}
          className="h-11 w-11"
          onClick={() => setSearching(!searching)}
        >
          {searching ? <X size={20} aria-hidden="true" /> : <Search size={20} aria-hidden="true" />}
        </IconButton>
      </div>
      <FaultBar />
    </>
  );
}
