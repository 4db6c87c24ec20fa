'use client';
import Link from 'next/link';
import { StateGlyph } from '@/components/breaker/state-glyph.tsx';
import { useFleet } from '@/components/live/use-fleet.ts';
import { heldGlyph, TALLIES, TALLY_FACTS, tally } from './state-tally.ts';

/** How many breakers are in which state; each count leads to them. Closed is always there. */
export function StateCounts() {
  const breakers = useFleet((state) => state.breakers);
  const views = Object.values(breakers);
  const counts = tally(views);
  return (
    <ul className="flex shrink-0 items-center gap-3" aria-label="Breakers by state">
      {TALLIES.filter((each) => counts[each] > 0 || each === 'closed').map((each) => {
        const { word, glyph } = TALLY_FACTS[each];
        return (
          <li key={each}>
            <Link
              href={`/?state=${each}`}
              title={word}
              className="target-24 inline-flex h-6 items-center gap-1.5 rounded-4 text-13 whitespace-nowrap hover:underline"
            >
              <StateGlyph state={each === 'held' ? heldGlyph(views) : glyph} size={12} />
              <span className="font-semibold">{counts[each]}</span>
              <span className="text-text-2 max-wide:sr-only">{word.toLowerCase()}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
