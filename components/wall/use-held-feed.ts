'use client';
import { type RefObject, useState } from 'react';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';

interface HeldFeed {
  readonly shown: readonly JournalEntry[];
  /** How many newer ones wait. */
  readonly unseen: number;
  readonly release: () => void;
  readonly handlers: {
    readonly onPointerEnter: () => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: () => void;
    readonly onBlur: () => void;
    readonly onScroll: () => void;
  };
}

/** Holds newer entries back while the list is paused, scrolled, hovered or focused: nobody reads a moving list. */
export function useHeldFeed(
  entries: readonly JournalEntry[],
  paused: boolean,
  list: RefObject<HTMLElement | null>,
): HeldFeed {
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const [scrolled, setScrolled] = useState(false);
  const [seen, setSeen] = useState(Number.POSITIVE_INFINITY);
  const held = paused || hovered || focused || scrolled;
  const newest = entries[0]?.seq ?? 0;
  const limit = held ? Math.min(seen, newest) : newest;
  // Adjusted while rendering, so that no frame shows more than it should.
  if (limit !== seen) setSeen(limit);
  const shown = held ? entries.filter((entry) => entry.seq <= limit) : entries;
  return {
    shown,
    unseen: entries.length - shown.length,
    release: () => {
      setSeen(newest);
      list.current?.scrollTo({ top: 0 });
    },
    handlers: {
      onPointerEnter: () => setHovered(true),
      onPointerLeave: () => setHovered(false),
      onFocus: () => setFocused(true),
      onBlur: () => setFocused(false),
      onScroll: () => setScrolled((list.current?.scrollTop ?? 0) > 8),
    },
  };
}
