import { memo, type ReactNode, useId } from 'react';
import { clip, type Span } from '@/lib/live/series.ts';
import type { TimeTick } from './axis-ticks.ts';
import { type PlotGeometry, plotWidth, xOf } from './plot-geometry.ts';

interface PlotTitleProps {
  readonly name: string;
  /** Unit and scope. */
  readonly scope: string;
  readonly legend: ReactNode;
}

/** Title row of one plot: name, unit, and the values at the cursor. */
export function PlotTitle({ name, scope, legend }: PlotTitleProps) {
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-0 py-1.5">
      <h3 className="text-13/4 font-semibold">{name}</h3>
      <span className="text-12 text-text-3">{scope}</span>
      <div className="ml-auto max-md:ml-0 max-md:w-full">{legend}</div>
    </div>
  );
}

interface BackdropProps {
  readonly geometry: PlotGeometry;
  readonly height: number;
  readonly ticks: readonly TimeTick[];
  readonly faults: readonly Span[];
  /** Times in which no rate is evaluated: hatched. */
  readonly unevaluated?: readonly Span[];
}

/** What lies behind a plot: the lines of the time axis, and bands for what went on. */
export const PlotBackdrop = memo(function PlotBackdrop(props: BackdropProps) {
  const { geometry, height, ticks, faults, unevaluated = [] } = props;
  const hatch = useId();
  return (
    <svg aria-hidden="true" width={geometry.width} height={height} className="pointer-events-none absolute inset-0">
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0.5" y1="0" x2="0.5" y2="6" stroke="var(--border-strong)" strokeWidth="1" />
        </pattern>
      </defs>
      {ticks.map((tick) => (
        <line
          key={tick.at}
          x1={Math.round(xOf(geometry, tick.at)) + 0.5}
          x2={Math.round(xOf(geometry, tick.at)) + 0.5}
          y1={0}
          y2={height}
          stroke="var(--grid)"
        />
      ))}
      {unevaluated.map((span) => (
        <Hatched key={span.from} geometry={geometry} height={height} span={span} fill={`url(#${hatch})`} />
      ))}
      {faults.map((span) => (
        <FaultBand key={`${span.from}-${span.to}`} geometry={geometry} height={height} span={span} />
      ))}
    </svg>
  );
});

interface BandProps {
  readonly geometry: PlotGeometry;
  readonly height: number;
  readonly span: Span;
}

/** A fault is what people did: ink, never a hue. */
function FaultBand({ geometry, height, span }: BandProps) {
  const cut = clip(span, geometry.range);
  if (!cut) return null;
  const x = xOf(geometry, cut.from);
  return (
    <>
      <rect
        x={x}
        y={0}
        width={Math.max(1, xOf(geometry, cut.to) - x)}
        height={height}
        fill="var(--ink)"
        opacity={0.05}
      />
      {span.from > geometry.range.from && (
        <line x1={x} x2={x} y1={0} y2={height} stroke="var(--text-2)" strokeDasharray="2 3" />
      )}
    </>
  );
}

function Hatched({ geometry, height, span, fill }: BandProps & { readonly fill: string }) {
  const cut = clip(span, geometry.range);
  if (!cut) return null;
  const x = xOf(geometry, cut.from);
  const width = xOf(geometry, cut.to) - x;
  return (
    <g>
      <rect x={x} y={4} width={Math.max(1, width)} height={height - 8} fill={fill} />
      {width > 84 && (
        <>
          <rect x={x + width / 2 - 39} y={height / 2 + 6} width={78} height={16} rx={3} fill="var(--surface)" />
          <text x={x + width / 2} y={height / 2 + 18} textAnchor="middle" fontSize={11} fill="var(--text-2)">
            not evaluated
          </text>
        </>
      )}
    </g>
  );
}

/** A label beside the plot, at the height of its line. */
export function DirectLabel({
  top,
  colour,
  children,
}: {
  readonly top: number;
  readonly colour: string;
  readonly children: string;
}) {
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute right-0 w-[53px] -translate-y-1/2 truncate text-11 max-md:hidden"
      style={{ top, color: colour }}
    >
      {children}
    </span>
  );
}

/** The moment under the pointer, through one plot. */
export function CursorLine({ geometry, at }: { readonly geometry: PlotGeometry; readonly at: number | null }) {
  if (at === null) return null;
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute inset-y-0 w-px bg-text"
      style={{ left: Math.round(xOf(geometry, at)) }}
    />
  );
}

/** The time axis of all plots above it: round moments, the server's clock at its end, and the cursor's flag. */
export const TimeAxis = memo(function TimeAxis(props: {
  readonly geometry: PlotGeometry;
  readonly ticks: readonly TimeTick[];
  readonly end: string;
  readonly flag: { readonly at: number; readonly text: string } | null;
  /** Without a line where the plot above stands on one. */
  readonly line?: boolean;
}) {
  const { geometry, ticks, end, flag, line = true } = props;
  const edge = geometry.left + plotWidth(geometry);
  const flagX = flag ? xOf(geometry, flag.at) : 0;
  const coversEnd = flag !== null && flagX > edge - 54;
  return (
    <div aria-hidden="true" className="relative h-6 text-11 text-text-3" style={{ width: geometry.width }}>
      {line && (
        <span
          className="absolute top-0 h-px bg-border-strong"
          style={{ left: geometry.left, width: plotWidth(geometry) }}
        />
      )}
      {ticks.map((tick) => (
        <span
          key={tick.at}
          className="absolute top-1.5 -translate-x-1/2 leading-4"
          style={{ left: xOf(geometry, tick.at) }}
        >
          {tick.label}
        </span>
      ))}
      <span className="absolute top-1.5 -translate-x-full font-medium leading-4 text-text" style={{ left: edge }}>
        {coversEnd ? '' : end}
      </span>
      {flag && (
        <span
          className="absolute top-0.5 flex h-[17px] w-[60px] items-center justify-center rounded-3 bg-ink font-medium text-on-ink"
          style={{ left: Math.min(Math.max(0, flagX + 62 > edge ? flagX - 60 : flagX - 30), geometry.width - 60) }}
        >
          {flag.text}
        </span>
      )}
    </div>
  );
});
