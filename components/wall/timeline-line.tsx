import Link from 'next/link';
import { Bolt } from '@/components/breaker/bolt.tsx';
import { STATE_COLOURS, STATE_WORDS } from '@/components/breaker/state-words.ts';
import type { StateSpan } from '@/components/charts/state-spans.ts';
import { classNames } from '@/components/ui/class-names.ts';
import { cutMiddle, formatDuration, plural } from '@/lib/format.ts';
import type { Span } from '@/lib/live/series.ts';
import type { WireState } from '@/lib/protocol/breaker-resource.ts';
import { blockPath, TIMELINE_MS, type TimelineRow } from './timeline-rows.ts';

/** About two pixels at the usual width. */
const LEAST_MS = 2_200;
const HATCHED: readonly WireState[] = ['forced-open', 'forced-closed'];

/** The states whose texture doesn't bear stretching: each span is a box of its own. */
const TEXTURED: Readonly<Partial<Record<WireState, React.CSSProperties>>> = {
  'metrics-only': { height: 5, top: 4.5, border: '1px solid', borderRadius: 2 },
  disabled: {
    height: 2,
    top: 6,
    backgroundImage: 'repeating-linear-gradient(to right, currentColor 0 6px, transparent 6px 10px)',
  },
  'no-data': {
    height: 8,
    top: 3,
    backgroundImage: 'radial-gradient(currentColor 0.8px, transparent 1px)',
    backgroundSize: '4px 4px',
  },
};

function texture(state: WireState): React.CSSProperties | null {
  if (HATCHED.includes(state))
    return {
      height: 8,
      top: 3,
      border: '1px solid',
      borderRadius: 1,
      ['--hatch-ground' as string]: STATE_COLOURS[state].tint,
    };
  return TEXTURED[state] ?? null;
}

function TexturedSpan({ span, range }: { readonly span: StateSpan; readonly range: Span }) {
  const box = texture(span.state);
  if (box === null) return null;
  return (
    <span
      className={classNames('absolute min-w-[2px]', HATCHED.includes(span.state) && 'hatch')}
      style={{
        ...box,
        color: STATE_COLOURS[span.state].shape,
        left: `${((span.from - range.from) / TIMELINE_MS) * 100}%`,
        width: `${((span.to - span.from) / TIMELINE_MS) * 100}%`,
      }}
    />
  );
}

/** What the line shows, for those who can't see it. */
function lineInWords({ view, states, faults }: TimelineRow): string {
  const open = states.filter((span) => span.state === 'open');
  const openMs = open.reduce((sum, span) => sum + span.to - span.from, 0);
  const said = [`${view.name}, now ${STATE_WORDS[view.state]}`];
  said.push(
    open.length === 0
      ? 'not open in the last 15 min'
      : `open ${plural(open.length, 'time')}, ${formatDuration(openMs)} in all`,
  );
  if (faults.length > 0) said.push(plural(faults.length, 'fault'));
  return said.join(', ');
}

/** One breaker: closed is a thin joined line, everything that harms calls a block that breaks it. */
export function TimelineLine({ row, range }: { readonly row: TimelineRow; readonly range: Span }) {
  const { view, states, faults, eventful } = row;
  const path = (state: WireState, top: number, height: number, leastMs: number) =>
    blockPath(states, state, range, { top, height, leastMs });
  return (
    <li className="relative flex h-3.5 items-center">
      <Link
        href={`/breakers/${encodeURIComponent(view.id)}`}
        prefetch={false}
        aria-label={lineInWords(row)}
        title={view.name}
        className={classNames(
          'target-24 w-24 shrink-0 truncate text-11/[14px] hover:underline md:w-[120px]',
          eventful ? 'text-text' : 'text-text-2',
        )}
      >
        {cutMiddle(view.name, 19)}
      </Link>
      <div aria-hidden="true" className="relative h-full min-w-0 flex-1">
        <svg
          viewBox={`0 0 ${TIMELINE_MS} 14`}
          preserveAspectRatio="none"
          aria-hidden="true"
          className="absolute inset-0 h-full w-full"
        >
          <path d={path('closed', 6, 2, 0)} fill="var(--closed)" opacity={0.55} />
          <path d={path('open', 3, 8, LEAST_MS)} fill="var(--open)" />
          <path d={path('half-open', 3, 8, LEAST_MS * 1.5)} fill="var(--half)" />
        </svg>
        {states.map((span) => (
          <TexturedSpan key={span.from} span={span} range={range} />
        ))}
        {faults.map((span) => (
          <span
            key={span.fault.id}
            className="absolute bottom-0 h-[1.5px] min-w-[2px] bg-text"
            style={{
              left: `${((span.from - range.from) / TIMELINE_MS) * 100}%`,
              width: `${((span.to - span.from) / TIMELINE_MS) * 100}%`,
            }}
          >
            <Bolt size={10} className="absolute right-full bottom-0.5 text-text" />
          </span>
        ))}
      </div>
    </li>
  );
}

/** A piece of the line, for the legend. */
export function TimelineSwatch({ state }: { readonly state: WireState }) {
  const { shape } = STATE_COLOURS[state];
  const box = texture(state);
  if (box !== null)
    return (
      <span aria-hidden="true" className="relative h-3.5 w-3.5">
        <span
          className={classNames('absolute inset-x-0', HATCHED.includes(state) && 'hatch')}
          style={{ ...box, color: shape }}
        />
      </span>
    );
  if (state === 'closed')
    return <span aria-hidden="true" className="h-0.5 w-3.5" style={{ background: shape, opacity: 0.55 }} />;
  return <span aria-hidden="true" className="size-2.5 rounded-1" style={{ background: shape }} />;
}
