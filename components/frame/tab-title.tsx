'use client';
import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { useFleet } from '@/components/live/use-fleet.ts';
import { tally } from './state-tally.ts';

const COUNT = /^\(\d+ open\) /;

/** Trouble shows in the tab's title as well, for those who look elsewhere. */
export function TabTitle() {
  const open = useFleet((state) => tally(Object.values(state.breakers)).open);
  const path = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page brings a title of its own
  useEffect(() => {
    const mark = () => {
      const bare = document.title.replace(COUNT, '');
      const wanted = open > 0 ? `(${open} open) ${bare}` : bare;
      if (document.title !== wanted) document.title = wanted;
    };
    mark();
    // The page's own title may arrive after its address.
    const later = setTimeout(mark, 300);
    return () => clearTimeout(later);
  }, [open, path]);
  return null;
}
