'use client';
import { memo } from 'react';
import { Bar, BarChart, type BarShapeProps, CartesianGrid, ReferenceLine, XAxis, YAxis } from 'recharts';
import { formatShortCount } from '@/lib/format.ts';
import type { SeriesRow } from '@/lib/live/series.ts';
import { AXIS_TEXT } from './axis-text.ts';
import { countTicks } from './axis-ticks.ts';
import { type PlotGeometry, plotWidth } from './plot-geometry.ts';

interface OutcomesPlotProps {
  readonly rows: readonly SeriesRow[];
  readonly geometry: PlotGeometry;
  readonly height: number;
}

/** Rejected calls hang below zero: narrow bars of a middle grey, told apart by their cap. */
function RejectedBar({ x, y, width, height }: BarShapeProps) {
  if (height === 0) return null;
  const bottom = Math.max(y, y + height);
  return (
    <g shapeRendering="crispEdges">
      <rect x={x} y={Math.min(y, y + height)} width={width} height={Math.abs(height)} fill="var(--rej-mid)" />
      <rect x={x} y={bottom - 2} width={width} height={2} fill="var(--rej)" />
    </g>
  );
}

function OutcomeBar({ x, y, width, height, fill }: BarShapeProps) {
  if (height === 0) return null;
  return <rect x={x} y={y} width={width} height={height} fill={fill} shapeRendering="crispEdges" />;
}

/** Calls per step by what became of them. Recharts draws it anew only when a step changes, not with the cursor. */
export const OutcomesPlot = memo(function OutcomesPlot({ rows, geometry, height }: OutcomesPlotProps) {
  const data = rows.map(({ at, sample }) => ({
    at,
    success: sample?.success ?? 0,
    slow: sample?.slow ?? 0,
    timeout: sample?.timeout ?? 0,
    failure: sample?.failure ?? 0,
    rejected: -(sample?.rejected ?? 0),
  }));
  const up = Math.max(0, ...data.map((row) => row.success + row.slow + row.timeout + row.failure));
  const down = Math.max(0, ...data.map((row) => -row.rejected));
  const { ticks, top, bottom } = countTicks(up, down);
  // On both sides of a bar: narrow ones nearly touch, else there would be more gap than bar.
  const gap = Math.min(1, (plotWidth(geometry) / Math.max(1, rows.length)) * 0.1);
  return (
    <BarChart
      width={geometry.width}
      height={height}
      data={data}
      margin={{ top: 6, right: geometry.right, bottom: 6, left: 0 }}
      stackOffset="sign"
      barCategoryGap={gap}
      accessibilityLayer={false}
      className="pointer-events-none"
    >
      <CartesianGrid vertical={false} stroke="var(--grid)" />
      <XAxis dataKey="at" hide />
      <YAxis
        width={geometry.left}
        domain={[bottom, top]}
        allowDataOverflow
        ticks={ticks}
        interval={0}
        axisLine={false}
        tickLine={false}
        tickMargin={6}
        tick={AXIS_TEXT}
        tickFormatter={(value: number) => formatShortCount(Math.abs(value))}
      />
      <Bar dataKey="success" stackId="calls" fill="var(--ok)" shape={OutcomeBar} isAnimationActive={false} />
      <Bar dataKey="slow" stackId="calls" fill="var(--slow)" shape={OutcomeBar} isAnimationActive={false} />
      <Bar dataKey="timeout" stackId="calls" fill="var(--tmo)" shape={OutcomeBar} isAnimationActive={false} />
      <Bar dataKey="failure" stackId="calls" fill="var(--fail)" shape={OutcomeBar} isAnimationActive={false} />
      <Bar dataKey="rejected" stackId="calls" fill="var(--rej-mid)" shape={RejectedBar} isAnimationActive={false} />
      <ReferenceLine y={0} stroke="var(--text-3)" />
    </BarChart>
  );
});
