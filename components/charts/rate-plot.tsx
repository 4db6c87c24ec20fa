'use client';
import { memo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis } from 'recharts';
import { AXIS_TEXT } from './axis-text.ts';
import type { PlotGeometry } from './plot-geometry.ts';
import type { LinePoint } from './series-lines.ts';

interface RatePlotProps {
  readonly points: readonly LinePoint<'failed' | 'slow'>[];
  readonly geometry: PlotGeometry;
  readonly height: number;
  readonly failureThreshold: number | null;
  readonly slowThreshold: number | null;
}

/** The breaker's own rates against what they are measured by. */
export const RatePlot = memo(function RatePlot(props: RatePlotProps) {
  const { points, geometry, height, failureThreshold, slowThreshold } = props;
  return (
    <LineChart
      width={geometry.width}
      height={height}
      data={[...points]}
      margin={{ top: RATE_INSET, right: geometry.right, bottom: RATE_INSET, left: 0 }}
      accessibilityLayer={false}
      className="pointer-events-none"
    >
      <CartesianGrid vertical={false} stroke="var(--grid)" />
      <XAxis dataKey="x" type="number" domain={[geometry.range.from, geometry.range.to]} allowDataOverflow hide />
      <YAxis
        width={geometry.left}
        domain={[0, 100]}
        // Without it there is no axis where there is no rate yet.
        allowDataOverflow
        ticks={[0, 50, 100]}
        interval={0}
        axisLine={false}
        tickLine={false}
        tickMargin={6}
        tick={AXIS_TEXT}
      />
      {slowThreshold !== null && <ReferenceLine y={slowThreshold} stroke="var(--slow)" strokeDasharray="4 3" />}
      {failureThreshold !== null && <ReferenceLine y={failureThreshold} stroke="var(--text)" strokeDasharray="4 3" />}
      <Line
        dataKey="slow"
        type="linear"
        stroke="var(--slow)"
        strokeWidth={1.25}
        dot={false}
        isAnimationActive={false}
      />
      <Line
        dataKey="failed"
        type="linear"
        stroke="var(--fail)"
        strokeWidth={1.75}
        dot={false}
        isAnimationActive={false}
      />
    </LineChart>
  );
});

const RATE_INSET = 6;

/** The y of a percentage in the plot, for the label beside its line. */
export const rateY = (percent: number, height: number): number =>
  RATE_INSET + (1 - percent / 100) * (height - 2 * RATE_INSET);
