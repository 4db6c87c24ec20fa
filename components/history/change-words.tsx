import { ArrowRight } from 'lucide-react';
import { StateGlyph } from '@/components/breaker/state-glyph.tsx';
import { STATE_WORDS } from '@/components/breaker/state-words.ts';
import type { TransitionEntry } from '@/lib/protocol/journal-entry.ts';

/** From which state to which: glyph and word of both, in columns where `aligned`. */
export function ChangeWords({
  change,
  aligned = false,
}: {
  readonly change: TransitionEntry;
  readonly aligned?: boolean;
}) {
  return (
    <span className="flex min-w-0 items-center gap-2 whitespace-nowrap">
      <span className={`flex items-center gap-1.5 text-text-2 ${aligned ? 'w-[92px] lg:w-[108px]' : ''}`}>
        <StateGlyph state={change.from} size={13} />
        {STATE_WORDS[change.from]}
      </span>
      <ArrowRight size={13} aria-label="to" className="shrink-0 text-text-3" />
      <span className="flex items-center gap-1.5 font-medium">
        <StateGlyph state={change.to} size={13} />
        {STATE_WORDS[change.to]}
      </span>
    </span>
  );
}
