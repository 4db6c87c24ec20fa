'use client';
import { memo, useId } from 'react';
import { STATE_COLOURS, STATE_WORDS } from '@/components/breaker/state-words.ts';
import { formatDuration } from '@/lib/format.ts';
import { msPerPx, type PlotGeometry, xOf } from './plot-geometry.ts';
import { STATE_HEIGHT } from './plot-heights.ts';
import { type FaultSpan, isHeldSpan, type MergedSpan, mergeNarrow, type StateSpan } from './state-spans.ts';

const BLOCK = 16;
const MIDDLE = 14;
const LANE_TOP = 30;
const LANE = 13;

interface StatePlotProps {
  readonly spans: readonly StateSpan[];
  readonly faults: readonly (FaultSpan & { readonly name: string })[];
  readonly geometry: PlotGeometry;
  /** When the state at the right end began, so that its block says its whole length. */
  readonly stateSince: number;
  readonly now: number;
}

type Drawn = StateSpan | MergedSpan;

/** Closed is a thin line; what harms calls breaks it with a block. Faults run in a lane beneath. */
export const StatePlot = memo(function StatePlot({ spans, faults, geometry, stateSince, now }: StatePlotProps) {
  const id = useId();
  const drawn = mergeNarrow(
    spans.map((span) => ({ ...span, to: Math.min(span.to, now) })).filter((span) => span.from < span.to),
    2 * msPerPx(geometry),
  );
  return (
    <svg aria-hidden="true" width={geometry.width} height={STATE_HEIGHT} className="block">
      <defs>
        {(['forced-open', 'forced-closed', 'mixed'] as const).map((state) => (
          <pattern
            key={state}
            id={`${id}-${state}`}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" fill={state === 'mixed' ? 'var(--surface)' : STATE_COLOURS[state].tint} />
            <rect width="3" height="6" fill={state === 'mixed' ? 'var(--open)' : STATE_COLOURS[state].shape} />
          </pattern>
        ))}
      </defs>
      {drawn.map((span, index) => (
        <StateMark
          key={span.from}
          span={span}
          geometry={geometry}
          pattern={`url(#${id}-${span.state})`}
          lengthMs={index === drawn.length - 1 ? now - stateSince : span.to - span.from}
          // What began before the range is longer than what is seen of it.
          isWhole={span.from > geometry.range.from || index === drawn.length - 1}
        />
      ))}
      {faults.map((fault) => (
        <FaultBox key={fault.fault.id} fault={fault} geometry={geometry} />
      ))}
    </svg>
  );
});

interface StateMarkProps {
  readonly span: Drawn;
  readonly geometry: PlotGeometry;
  readonly pattern: string;
  readonly lengthMs: number;
  readonly isWhole: boolean;
}

function StateMark({ span, geometry, pattern, lengthMs, isWhole }: StateMarkProps) {
  const x = xOf(geometry, span.from);
  const width = Math.max(1, xOf(geometry, span.to) - x);
  if (span.state === 'mixed') {
    return (
      <>
        <rect x={x} y={MIDDLE - BLOCK / 2} width={width} height={BLOCK} rx={2} fill={pattern} />
        {width > 24 && <Words x={x + 4} ground fill="var(--open-text)" text={`×${span.count}`} />}
      </>
    );
  }
  const { shape, word } = STATE_COLOURS[span.state];
  const text = isWhole ? `${STATE_WORDS[span.state]} ${formatDuration(lengthMs)}` : STATE_WORDS[span.state];
  switch (span.state) {
    case 'closed':
      return (
        <>
          <line x1={x} x2={x + width} y1={MIDDLE} y2={MIDDLE} stroke={shape} strokeWidth={2} />
          {width > 110 && <Words x={x + 12} ground fill={word} text={text} />}
        </>
      );
    case 'disabled':
      return (
        <>
          <line x1={x} x2={x + width} y1={MIDDLE} y2={MIDDLE} stroke={shape} strokeWidth={2} strokeDasharray="6 4" />
          {width > 110 && <Words x={x + 12} ground fill={word} text={text} />}
        </>
      );
    case 'no-data':
      return (
        <>
          <line x1={x} x2={x + width} y1={MIDDLE} y2={MIDDLE} stroke={shape} strokeWidth={6} strokeDasharray="2 3" />
          {width > 110 && <Words x={x + 12} ground fill={word} text={text} />}
        </>
      );
    case 'metrics-only':
      return (
        <>
          <rect x={x + 0.5} y={MIDDLE - 2.5} width={width} height={5} rx={1} fill="var(--surface)" stroke={shape} />
          {width > 110 && <Words x={x + 12} ground fill={word} text={text} />}
        </>
      );
    default:
      return (
        <>
          <rect
            x={x}
            y={MIDDLE - BLOCK / 2}
            width={width}
            height={BLOCK}
            rx={Math.min(2, width / 2)}
            fill={isHeldSpan(span) ? pattern : shape}
            {...(isHeldSpan(span) ? { stroke: shape } : {})}
          />
          {width > 64 && (
            <Words
              x={x + 8}
              ground={isHeldSpan(span)}
              // Amber is too light for white words, in either theme.
              {...(span.state === 'half-open'
                ? { className: 'fill-text dark:fill-bg' }
                : { fill: isHeldSpan(span) ? word : 'var(--surface)' })}
              text={text}
            />
          )}
        </>
      );
  }
}

interface WordsProps {
  readonly x: number;
  readonly text: string;
  /** Whether what lies under it is interrupted. */
  readonly ground: boolean;
  readonly fill?: string;
  readonly className?: string;
}

/** Text that interrupts what lies under it. */
function Words({ x, text, ground, ...look }: WordsProps) {
  // 5.9 px is what a character of this size takes on average; the gap in the line is not a matter of a pixel.
  return (
    <>
      {ground && (
        <rect x={x - 4} y={MIDDLE - 7} width={text.length * 5.9 + 8} height={14} rx={2} fill="var(--surface)" />
      )}
      <text x={x} y={MIDDLE + 4} fontSize={11} fontWeight={500} {...look}>
        {text}
      </text>
    </>
  );
}

function FaultBox({ fault, geometry }: { fault: FaultSpan & { readonly name: string }; geometry: PlotGeometry }) {
  const x = xOf(geometry, fault.from);
  const width = Math.max(3, xOf(geometry, fault.to) - x);
  const room = Math.floor((width - 20) / 5.8);
  const text = fault.name.length <= room ? fault.name : room >= 5 ? `${fault.name.slice(0, room - 1)}…` : '';
  return (
    <g>
      <rect
        x={x + 0.5}
        y={LANE_TOP + 0.5}
        width={width - 1}
        height={LANE}
        rx={2}
        fill="var(--surface)"
        stroke="var(--ink)"
      />
      {width > 16 && (
        <path
          d="M7.6.6 1.9 7.1h3.3l-1 4.3 5.9-6.7H6.6z"
          transform={`translate(${x + 4} ${LANE_TOP + 2.5}) scale(.8)`}
          fill="var(--ink)"
        />
      )}
      {text && (
        <text x={x + 17} y={LANE_TOP + 11} fontSize={11} fill="var(--text)">
          {text}
        </text>
      )}
    </g>
  );
}
