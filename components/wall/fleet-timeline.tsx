'use client';
import { ChevronDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Bolt } from '@/components/breaker/bolt.tsx';
import { STATE_WORDS } from '@/components/breaker/state-words.ts';
import { useFleet, useServerNow } from '@/components/live/use-fleet.ts';
import { IconButton } from '@/components/ui/button.tsx';
import { Card, CardTitle } from '@/components/ui/card.tsx';
import { formatClock, formatHour } from '@/lib/format.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import type { WireState } from '@/lib/protocol/breaker-resource.ts';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';
import { TimelineLine, TimelineSwatch } from './timeline-line.tsx';
import { gridMoments, TIMELINE_MS, type TimelineRow, timelineRows } from './timeline-rows.ts';
import { useTimelineEntries } from './use-timeline-entries.ts';

/** More rows than this are folded to those in which something happened. */
const MOST_ROWS = 16;
/** Left of its end no label is written: "now" stands there, and takes more of the time on a phone. */
const NOW_ROOM_MS = 75_000;
const NOW_ROOM_ON_PHONE_MS = 220_000;

interface FleetTimelineProps {
  /** In the order of the tiles. */
  readonly views: readonly BreakerView[];
  /** What happened before the page was opened. */
  readonly loaded: readonly JournalEntry[];
}

/** Closed, open and half-open are always told; the rest only where it occurs. */
function legendStates(rows: readonly TimelineRow[]): WireState[] {
  const seen = new Set(rows.flatMap((row) => row.states.map((span) => span.state)));
  const rare = ['forced-open', 'forced-closed', 'metrics-only', 'disabled', 'no-data'] as const;
  return ['closed', 'open', 'half-open', ...rare.filter((state) => seen.has(state))];
}

/** The last 15 minutes of all breakers, one line each: which failed first, and who followed. */
export function FleetTimeline({ views, loaded }: FleetTimelineProps) {
  const [folded, setFolded] = useState(false);
  const [all, setAll] = useState(false);
  const running = useFleet((state) => state.faults);
  const stale = useFleet((state) => state.connection.stale);
  const valuesAt = useFleet((state) => state.valuesAt);
  const clock = useServerNow();
  // While nothing is heard, nothing is known of now.
  const now = stale ? valuesAt : Math.max(clock, valuesAt);
  const range = useMemo(() => ({ from: now - TIMELINE_MS, to: now }), [now]);
  const entries = useTimelineEntries(loaded, range.from);
  const rows = useMemo(() => timelineRows(views, entries, running, range), [views, entries, running, range]);
  const shown = all || rows.length <= MOST_ROWS ? rows : rows.filter((row) => row.eventful);
  const moments = gridMoments(range);
  const left = (at: number) => `${((at - range.from) / TIMELINE_MS) * 100}%`;
  return (
    <Card aria-labelledby="fleet-timeline" className="min-w-0">
      <CardTitle id="fleet-timeline" title="Fleet timeline" scope="last 15 min" dense>
        {!folded && <Legend states={legendStates(rows)} />}
        <IconButton
          label={folded ? 'Show the timeline' : 'Fold the timeline'}
          size="small"
          aria-expanded={!folded}
          onClick={() => setFolded(!folded)}
        >
          <ChevronDown size={14} aria-hidden="true" className={folded ? '-rotate-90' : ''} />
        </IconButton>
      </CardTitle>
      {!folded && (
        <div className="px-4 pb-2">
          <div className="relative pt-1">
            <div aria-hidden="true" className="absolute inset-y-0 right-0 left-24 md:left-[120px]">
              {moments.map((at) => (
                <span key={at} className="absolute inset-y-0 w-px bg-grid" style={{ left: left(at) }} />
              ))}
              <span className="absolute inset-y-0 right-0 w-px bg-text" />
            </div>
            <ul className="relative">
              {shown.map((row) => (
                <TimelineLine key={row.view.id} row={row} range={range} />
              ))}
            </ul>
            {shown.length === 0 && <p className="py-2 text-12 text-text-2">Nothing happened in the last 15 min.</p>}
          </div>
          <div aria-hidden="true" className="relative ml-24 h-6 text-11 text-text-3 md:ml-[120px]">
            {moments
              .filter((at) => at < range.to - NOW_ROOM_MS)
              .map((at) => (
                <span
                  key={at}
                  className={`absolute top-1.5 -translate-x-1/2 ${at > range.to - NOW_ROOM_ON_PHONE_MS ? 'max-md:hidden' : ''}`}
                  style={{ left: left(at) }}
                >
                  {formatHour(at)}
                </span>
              ))}
            <span className="absolute top-1.5 -right-2 font-medium text-text">{formatClock(range.to)}</span>
          </div>
          {rows.length > MOST_ROWS && (
            <button
              type="button"
              onClick={() => setAll(!all)}
              className="h-6 text-12 text-text-2 underline underline-offset-2 hover:text-text"
            >
              {all ? 'Show only those with events' : `Show all ${rows.length}`}
            </button>
          )}
        </div>
      )}
    </Card>
  );
}

function Legend({ states }: { readonly states: readonly WireState[] }) {
  return (
    <ul className="hidden items-center gap-3 text-12 font-medium text-text-2 lg:flex" aria-label="Legend">
      {states.map((state, index) => (
        <li key={state} className={`flex items-center gap-1.5 ${index > 2 ? 'max-wide:hidden' : ''}`}>
          <TimelineSwatch state={state} />
          {STATE_WORDS[state]}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <Bolt size={11} className="text-text" />
        Fault
      </li>
    </ul>
  );
}
