'use client';
import { Bolt } from '@/components/breaker/bolt.tsx';
import { faultLeftMs, firstToEnd } from '@/components/faults/fault-words.ts';
import { HaltButton } from '@/components/faults/halt-button.tsx';
import { useFleet, useServerNow } from '@/components/live/use-fleet.ts';
import { formatRemaining, plural } from '@/lib/format.ts';
import { useActionDesk } from './action-desk.tsx';

/** Only while faults run: how many, when the first one ends, and HALT. */
export function FaultChip() {
  const faults = useFleet((state) => state.faults);
  const now = useServerNow();
  const desk = useActionDesk();
  const first = firstToEnd(faults);
  if (!first) return null;
  return (
    <div className="flex h-7 shrink-0 items-stretch">
      <button
        type="button"
        onClick={() => desk.inject()}
        title="Show active faults; the time is that until the first one ends"
        className="inline-flex items-center gap-1.5 rounded-l-6 border border-r-0 border-border-strong bg-surface px-2.5 text-13 font-medium whitespace-nowrap hover:bg-hover"
      >
        <Bolt size={12} />
        {plural(faults.length, 'fault')}
        <span className="min-w-8 text-right font-normal text-text-2">{formatRemaining(faultLeftMs(first, now))}</span>
      </button>
      <HaltButton className="rounded-l-none" />
    </div>
  );
}

/** The same on a phone: a bar of its own, with a HALT for the thumb. */
export function FaultBar() {
  const faults = useFleet((state) => state.faults);
  const now = useServerNow();
  const desk = useActionDesk();
  const first = firstToEnd(faults);
  if (!first) return null;
  return (
    <div className="flex h-[52px] items-center gap-3 border-b border-border bg-surface px-4 md:hidden">
      <button type="button" onClick={() => desk.inject()} className="flex min-h-11 flex-1 items-center gap-3 text-left">
        <Bolt size={14} />
        <span>
          <span className="block text-13/5 font-medium">{plural(faults.length, 'fault')} active</span>
          <span className="block text-12 text-text-2">first ends in {formatRemaining(faultLeftMs(first, now))}</span>
        </span>
      </button>
      <HaltButton className="h-11 px-4" />
    </div>
  );
}
