'use client';
import { memo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis } from 'recharts';
import { formatCount, formatShortCount } from '@/lib/format.ts';
import { AXIS_TEXT } from './axis-text.ts';
import { logTicks } from './axis-ticks.ts';
import type { PlotGeometry } from './plot-geometry.ts';
import type { LinePoint } from './series-lines.ts';

type LatencyPoint = LinePoint<'p50' | 'p95' | 'p99'>;
const INSET = 6;

export interface LatencyScale {
  readonly ticks: readonly number[];
  readonly bottom: number;
  readonly top: number;
}

/** The log scale that holds all values, and the slow threshold and the timeout where they are within reach. */
export function latencyScale(points: readonly LatencyPoint[], marks: readonly number[]): LatencyScale {
  const values = points.flatMap((point) =>
    [point.p50, point.p99].filter((value) => value !== null && value > 0),
  ) as number[];
  if (values.length === 0) return logTicks(10, 1_000);
  const least = Math.min(...values);
  const most = Math.max(...values);
  const near = marks.filter((mark) => mark <= most * 3);
  return logTicks(Math.max(1, Math.min(least, ...near)), Math.max(most, ...near));
}

/** The y of a latency in the plot; null where it lies outside. */
export function latencyY(ms: number, scale: LatencyScale, height: number): number | null {
  if (ms > scale.top || ms < scale.bottom) return null;
  const share = Math.log(ms / scale.bottom) / Math.log(scale.top / scale.bottom);
  return INSET + (1 - share) * (height - 2 * INSET);
}

interface LatencyPlotProps {
  readonly points: readonly LatencyPoint[];
  readonly scale: LatencyScale;
  readonly geometry: PlotGeometry;
  readonly height: number;
  /** Null where a call would be given up before it was slow. */
  readonly slowMs: number | null;
}

export const LatencyPlot = memo(function LatencyPlot({ points, scale, geometry, height, slowMs }: LatencyPlotProps) {
  return (
    <LineChart
      width={geometry.width}
      height={height}
      data={[...points]}
      margin={{ top: INSET, right: geometry.right, bottom: INSET, left: 0 }}
      accessibilityLayer={false}
      className="pointer-events-none"
    >
      <CartesianGrid vertical={false} stroke="var(--grid)" />
      <XAxis dataKey="x" type="number" domain={[geometry.range.from, geometry.range.to]} allowDataOverflow hide />
      <YAxis
        width={geometry.left}
        scale="log"
        domain={[scale.bottom, scale.top]}
        allowDataOverflow
        ticks={[...scale.ticks]}
        interval={0}
        axisLine={false}
        tickLine={false}
        tickMargin={6}
        tick={AXIS_TEXT}
        tickFormatter={(value: number) => (value < 10_000 ? formatCount(value) : formatShortCount(value))}
      />
      {slowMs !== null && slowMs <= scale.top && (
        <ReferenceLine y={slowMs} stroke="var(--slow)" strokeDasharray="4 3" />
      )}
      <Line
        dataKey="p99"
        type="linear"
        stroke="var(--text-2)"
        strokeWidth={1}
        strokeDasharray="3 2"
        dot={false}
        isAnimationActive={false}
      />
      <Line dataKey="p50" type="linear" stroke="var(--ok)" strokeWidth={2} dot={false} isAnimationActive={false} />
      <Line dataKey="p95" type="linear" stroke="var(--text)" strokeWidth={1.5} dot={false} isAnimationActive={false} />
    </LineChart>
  );
});
