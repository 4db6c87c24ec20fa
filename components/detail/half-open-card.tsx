'use client';
import { Check, X } from 'lucide-react';
import Link from 'next/link';
import { StateGlyph } from '@/components/breaker/state-glyph.tsx';
import { STATE_WORDS } from '@/components/breaker/state-words.ts';
import { causeInWords } from '@/components/history/cause-in-words.ts';
import { Card } from '@/components/ui/card.tsx';
import type { ProbeSlot } from '@/lib/engine/breaker.ts';
import { isHeld } from '@/lib/engine/breaker-state.ts';
import { formatClock, formatMs, formatRemaining } from '@/lib/format.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import type { TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import { halfOpenRule } from './half-open-rule.ts';

interface HalfOpenCardProps {
  readonly view: BreakerView;
  /** The newest transitions out of half-open, newest first. */
  readonly rounds: readonly TransitionEntry[];
}

/** More slots than this are told by their counts. */
const MOST_SLOTS = 20;

function titleOf(view: BreakerView): string {
  if (view.state === 'half-open') return 'Probing';
  if (isHeld(view.state)) return 'No probes while held';
  return view.state === 'open' ? 'Next: half-open probes' : 'Half-open probes';
}

/** How it gets back: what is left of the wait, the probes, and the rule with this breaker's numbers. */
export function HalfOpenCard({ view, rounds }: HalfOpenCardProps) {
  const rule = halfOpenRule(view, view.openingsInARow);
  const probes: readonly ProbeSlot[] = view.probes ?? Array.from({ length: rule.slots }, () => ({ kind: 'free' }));
  return (
    <Card
      aria-label="Half-open"
      className="flex min-h-20 flex-1 flex-wrap items-center gap-x-6 gap-y-3 px-4 py-3 max-md:flex-col max-md:items-start"
    >
      <div className="flex items-center gap-3">
        <Countdown view={view} />
        <div>
          <h2 className="text-13 font-semibold">{titleOf(view)}</h2>
          <p className="text-12 text-text-2">{rule.ask}</p>
        </div>
      </div>
      <Slots probes={probes} />
      <p className="min-w-0 max-w-[36ch] text-12 md:flex-1 md:basis-40 text-text-2">{rule.rule}</p>
      {rounds.length > 0 && (
        <div className="border-border text-12 xl:border-l xl:pl-6">
          <h3 className="text-text-2">{rounds.length === 1 ? 'Last round' : 'Last rounds'}</h3>
          <ol>
            {rounds.map((round) => (
              <li key={round.seq}>
                <Link href={`/history/${round.seq}`} className="hover:underline">
                  <span className="font-mono text-text-2">{formatClock(round.at)}</span>{' '}
                  {causeInWords(round.detail, view.config)},{' '}
                  <strong className="font-semibold">{STATE_WORDS[round.to].toLowerCase()}</strong>
                </Link>
              </li>
            ))}
          </ol>
        </div>
      )}
    </Card>
  );
}

const RADIUS = 20;
const ROUND = 2 * Math.PI * RADIUS;

/** What is left of the wait as a ring; a timer for readers, without announcements. */
function Countdown({ view }: { readonly view: BreakerView }) {
  const { state, retryAfterMs, waitMs } = view;
  if (state !== 'open' || retryAfterMs === null) {
    return (
      <span className="flex size-11 shrink-0 items-center justify-center rounded-full border-4 border-hover">
        <StateGlyph state={state} size={16} />
      </span>
    );
  }
  const left = waitMs ? Math.min(1, retryAfterMs / waitMs) : 0;
  return (
    <span role="timer" aria-live="off" className="relative flex size-11 shrink-0 items-center justify-center">
      <svg width="44" height="44" viewBox="0 0 44 44" aria-hidden="true" className="absolute inset-0 -rotate-90">
        <circle cx="22" cy="22" r={RADIUS} fill="none" stroke="var(--hover)" strokeWidth="4" />
        <circle
          cx="22"
          cy="22"
          r={RADIUS}
          fill="none"
          stroke="var(--open)"
          strokeWidth="4"
          strokeDasharray={`${left * ROUND} ${ROUND}`}
        />
      </svg>
      <span className="text-12 font-semibold">{retryAfterMs > 0 ? formatRemaining(retryAfterMs) : 'call'}</span>
    </span>
  );
}

function Slots({ probes }: { readonly probes: readonly ProbeSlot[] }) {
  if (probes.length > MOST_SLOTS) return <SlotCounts probes={probes} />;
  return (
    <ol aria-label="Probes" className="flex flex-wrap gap-1.5">
      {probes.map((slot, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place
        <Slot key={index} slot={slot} number={index + 1} />
      ))}
    </ol>
  );
}

const LOOKS: Readonly<Record<ProbeSlot['kind'], string>> = {
  good: 'bg-ok text-surface',
  failed: 'bg-fail text-surface',
  'in-flight': 'border-[1.5px] border-half bg-half-tint text-half-text',
  free: 'border border-dashed border-border-strong text-text-3',
};

function Slot({ slot, number }: { readonly slot: ProbeSlot; readonly number: number }) {
  return (
    <li
      className={`flex h-8 w-10 flex-col items-center justify-center rounded-4 text-11/[13px] font-medium ${LOOKS[slot.kind]}`}
    >
      {slot.kind === 'free' && number}
      {slot.kind === 'in-flight' && <span title="in flight">{shortMs(slot.sinceMs)}</span>}
      {slot.kind === 'good' && <Check size={11} strokeWidth={3} aria-label="good" />}
      {slot.kind === 'failed' && <X size={11} strokeWidth={3} aria-label="failed" />}
      {(slot.kind === 'good' || slot.kind === 'failed') && (
        <span title={formatMs(slot.durationMs)}>{shortMs(slot.durationMs)}</span>
      )}
    </li>
  );
}

/** 40 px hold no more than "999" or "2.0 s". */
const shortMs = (ms: number): string => (ms < 1_000 ? `${Math.round(ms)}` : `${(ms / 1_000).toFixed(1)}\u00a0s`);

function SlotCounts({ probes }: { readonly probes: readonly ProbeSlot[] }) {
  const of = (kind: ProbeSlot['kind']) => probes.filter((slot) => slot.kind === kind).length;
  return (
    <p className="text-13">
      <strong className="font-semibold">{of('good')}</strong> good,{' '}
      <strong className="font-semibold">{of('failed')}</strong> failed,{' '}
      <strong className="font-semibold">{of('in-flight')}</strong> in flight, {of('free')} free
    </p>
  );
}
