'use client';
import Link from 'next/link';
import { faultSpans } from '@/components/charts/state-spans.ts';
import { effectInWords } from '@/components/faults/fault-words.ts';
import { useActionDesk } from '@/components/frame/action-desk.tsx';
import { useActionsOff } from '@/components/frame/use-actions-off.ts';
import { CopyLink } from '@/components/history/copy-link.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { formatClock, formatDate, formatDuration } from '@/lib/format.ts';
import { spanAt } from '@/lib/live/series.ts';
import type { BreakerIdentity } from '@/lib/protocol/breaker-resource.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import { lastTripSentence } from './last-trip-sentence.ts';

interface LastTripCardProps {
  readonly view: BreakerIdentity;
  readonly trip: TransitionEntry | null;
  /** False while the history can't be read: then no trip doesn't mean that there was none. */
  readonly isKnown: boolean;
  readonly entries: readonly JournalEntry[];
  readonly faults: readonly FaultResource[];
  readonly now: number;
}

/** The fault that acted when it tripped, and for how long it had. */
function faultAt(at: number, props: LastTripCardProps) {
  const ever = { from: 0, to: at + 1 };
  const span = spanAt(faultSpans(props.entries, props.faults, props.view.id, ever), at);
  if (!span) return null;
  const name = span.fault.effects.map((effect) => effectInWords(effect, 'short')).join(', ');
  return { name, ranMs: at - span.from };
}

/** The newest closed → open, as one plain sentence. */
export function LastTripCard(props: LastTripCardProps) {
  const { view, trip, isKnown, now } = props;
  const desk = useActionDesk();
  const off = useActionsOff();
  if (!trip) {
    return (
      <Card aria-label="Last trip" className="p-4">
        <h2 className="text-13 font-semibold">{isKnown ? 'It has not opened yet' : 'Last trip not known'}</h2>
        <p className="mt-1 text-12 text-text-2">
          {isKnown ? 'Why it opened appears here after the first trip.' : 'The history can’t be read now.'}
        </p>
        {isKnown && (
          <Button size="small" className="mt-3" disabledReason={off} onClick={() => desk.inject([view.id])}>
            Inject fault
          </Button>
        )}
      </Card>
    );
  }
  const at = Date.parse(trip.at);
  const path = `/history/${trip.seq}`;
  const today = formatDate(at) === formatDate(now);
  return (
    <Card aria-labelledby="last-trip-title">
      <div className="flex h-10 items-center gap-2 pr-3 pl-4">
        <h2 id="last-trip-title" className="text-13 font-semibold">
          Last trip
        </h2>
        <Link
          href={path}
          className="ml-auto font-mono text-12 text-text-2 underline decoration-border-strong underline-offset-3 hover:text-text"
        >
          {path}
        </Link>
        <CopyLink path={path} label="Copy permalink" size="small" />
      </div>
      <div className="px-4 pb-4">
        <p className="text-14 font-medium text-pretty">
          {lastTripSentence(trip.detail, view.config, faultAt(at, props))}
        </p>
        <p className="mt-1.5 text-12 text-text-2">
          {today ? formatClock(at) : `${formatDate(at)}, ${formatClock(at)}`} UTC, after{' '}
          {formatDuration(trip.previousStateMs)} closed. <span data-value>{formatDuration(now - at)} ago.</span>
        </p>
      </div>
    </Card>
  );
}
