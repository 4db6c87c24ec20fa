import type { TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import type { TransitionsPage } from '@/lib/runtime/ports.ts';

/** A page of transitions, newest first, from entries that are one more than its length if there are further ones. */
export function pageOf(entries: readonly TransitionEntry[], limit: number): TransitionsPage {
  const page = entries.slice(0, limit);
  const last = page.at(-1);
  return {
    transitions: page.map((entry) => ({ ...entry, id: String(entry.seq) })),
    nextCursor: last && entries.length > limit ? String(last.seq) : null,
  };
}
