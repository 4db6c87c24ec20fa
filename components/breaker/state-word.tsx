import type { ReactNode } from 'react';
import type { WireState } from '@/lib/protocol/breaker-resource.ts';
import { StateGlyph } from './state-glyph.tsx';
import { STATE_COLOURS, STATE_WORDS } from './state-words.ts';

/** Closed is the ordinary case and stays grey: only trouble has colour. */
const wordColour = (state: WireState) => (state === 'closed' ? 'var(--text-2)' : STATE_COLOURS[state].word);

interface StateWordProps {
  readonly state: WireState;
  readonly size?: 16 | 14 | 13 | 12 | 11;
  readonly children?: ReactNode;
}

/** Glyph and word, always together. */
export function StateWord({ state, size = 14, children }: StateWordProps) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5 whitespace-nowrap">
      <StateGlyph state={state} size={size} />
      <span className="font-medium" style={{ color: wordColour(state) }}>
        {STATE_WORDS[state]}
      </span>
      {children}
    </span>
  );
}

/** The state as the page's headline: tinted, 28 high, with the time in state. */
export function StateBadge({ state, children }: { readonly state: WireState; readonly children?: ReactNode }) {
  const colours = STATE_COLOURS[state];
  return (
    <span
      className="inline-flex h-7 shrink-0 items-center gap-2 whitespace-nowrap rounded-6 px-2.5 text-13 font-semibold"
      style={{ background: colours.tint, color: colours.word, ['--glyph-ground' as string]: colours.tint }}
    >
      <StateGlyph state={state} size={16} />
      {STATE_WORDS[state]}
      {children && <span className="font-semibold">{children}</span>}
    </span>
  );
}
