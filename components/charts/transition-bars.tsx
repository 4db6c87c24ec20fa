'use client';
import { memo } from 'react';
import { Bar, BarChart, type BarShapeProps, CartesianGrid, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { TransitionBucket } from '@/lib/protocol/history-query.ts';
import { AXIS_TEXT } from './axis-text.ts';
import { countTicks } from './axis-ticks.ts';
import type { PlotGeometry } from './plot-geometry.ts';
import { TRANSITION_KINDS } from './transition-kinds.ts';

interface TransitionBarsProps {
  readonly buckets: readonly TransitionBucket[];
  readonly geometry: PlotGeometry;
  readonly height: number;
  /** The id of the pattern that re-openings are filled with. */
  readonly hatch: string;
}

/** A line of the surface parts what is stacked. */
function Part({ x, y, width, height, fill }: BarShapeProps) {
  if (height === 0) return null;
  return <rect x={x} y={y} width={width} height={Math.max(1, height - 1)} fill={fill} shapeRendering="crispEdges" />;
}

export const TransitionBars = memo(function TransitionBars({ buckets, geometry, height, hatch }: TransitionBarsProps) {
  const most = Math.max(
    0,
    ...buckets.map((bucket) => bucket.trips + bucket.reopenings + bucket.recoveries + bucket.manual),
  );
  const { ticks, top } = countTicks(most, 0);
  return (
    <>
      <svg aria-hidden="true" width="0" height="0" className="absolute">
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--surface)" />
          <rect width="3" height="6" fill="var(--open)" />
        </pattern>
      </svg>
      <BarChart
        width={geometry.width}
        height={height}
        data={[...buckets]}
        margin={{ top: 6, right: geometry.right, bottom: 6, left: 0 }}
        barCategoryGap={1}
        accessibilityLayer={false}
        className="pointer-events-none"
      >
        <CartesianGrid vertical={false} stroke="var(--grid)" />
        <XAxis dataKey="at" hide />
        <YAxis
          width={geometry.left}
          domain={[0, top]}
          allowDataOverflow
          ticks={ticks}
          interval={0}
          axisLine={false}
          tickLine={false}
          tickMargin={6}
          tick={AXIS_TEXT}
        />
        {TRANSITION_KINDS.map(({ key, colour }) => (
          <Bar
            key={key}
            dataKey={key}
            stackId="transitions"
            fill={key === 'reopenings' ? `url(#${hatch})` : colour}
            shape={Part}
            isAnimationActive={false}
          />
        ))}
        <ReferenceLine y={0} stroke="var(--border-strong)" />
      </BarChart>
    </>
  );
});
