'use client';
import { StateGlyph } from '@/components/breaker/state-glyph.tsx';
import { STATE_WORDS } from '@/components/breaker/state-words.ts';
import { TileEdge } from '@/components/breaker/tile-edge.tsx';
import { useActionDesk } from '@/components/frame/action-desk.tsx';
import { useActionsOff } from '@/components/frame/use-actions-off.ts';
import { Button } from '@/components/ui/button.tsx';
import type { CommandKind } from '@/lib/engine/breaker-event.ts';
import { type HeldState, isHeld } from '@/lib/engine/breaker-state.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import { holdEndInWords, holdSentence } from './hold-sentence.ts';

const EXTENDED_BY: Readonly<Record<HeldState, CommandKind>> = {
  'forced-open': 'force-open',
  'forced-closed': 'force-closed',
  'metrics-only': 'metrics-only',
  disabled: 'disable',
};

/** While somebody holds the breaker: who, until when, why, and what it would be without them. */
export function HoldBar({ view, now }: { readonly view: BreakerView; readonly now: number }) {
  const desk = useActionDesk();
  const off = useActionsOff();
  const { state, hold } = view;
  if (!isHeld(state)) return null;
  return (
    <div className="px-4 pt-4">
      <section
        aria-label="Hold"
        className="relative flex min-h-12 flex-wrap items-center gap-x-2.5 gap-y-2 overflow-hidden rounded-8 border border-border bg-surface py-2 pr-4 pl-6 shadow-card"
      >
        <TileEdge state={state} />
        <StateGlyph state={state} size={18} />
        <p className="min-w-0 flex-1 wrap-anywhere max-md:basis-3/4">
          <strong className="font-semibold">{STATE_WORDS[state]}</strong> {holdEndInWords(hold?.endsAt ?? null, now)}
          {hold && (
            <>
              {' '}
              by {hold.actor}: <span className="text-text-2">“{hold.reason}”</span>
            </>
          )}
        </p>
        <div className="flex gap-2">
          <Button disabledReason={off} onClick={() => desk.command(view.id, EXTENDED_BY[state])}>
            Extend
          </Button>
          <Button disabledReason={off} onClick={() => desk.command(view.id, 'release')}>
            Release
          </Button>
        </div>
      </section>
      <p className="mt-1.5 pl-6 text-12 text-text-2" data-value>
        {holdSentence(view)}
      </p>
    </div>
  );
}
