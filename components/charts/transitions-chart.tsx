'use client';
import { useRouter } from 'next/navigation';
import { type ReactNode, useId, useMemo, useState } from 'react';
import { Card } from '@/components/ui/card.tsx';
import { Switch } from '@/components/ui/switch.tsx';
import { formatClock, formatCount, formatDate, formatHour, formatSpan } from '@/lib/format.ts';
import type { Span } from '@/lib/live/series.ts';
import type { TransitionBucket } from '@/lib/protocol/history-query.ts';
import { timeTicks } from './axis-ticks.ts';
import { Legend } from './legend.tsx';
import { PlotBackdrop, TimeAxis } from './plot-frame.tsx';
import { plotWidth, useWidth, xOf } from './plot-geometry.ts';
import { usePlotsCursor } from './plots-cursor.ts';
import { TransitionBars } from './transition-bars.tsx';
import { TRANSITION_KINDS, transitionTotals } from './transition-kinds.ts';
import { TransitionSwatch } from './transition-swatch.tsx';
import { TransitionsTable } from './transitions-table.tsx';

const HEIGHT = 164;

interface TransitionsChartProps {
  readonly buckets: readonly TransitionBucket[];
  readonly range: Span & { readonly bucketMs: number };
  readonly now: number;
  /** Per bucket, where it leads when it is chosen. */
  readonly paths: readonly string[];
  /** Stands under the axis. */
  readonly children: ReactNode;
}

/** What happened when: one bar per bucket, which leads to its own time. */
export function TransitionsChart({ buckets, range, now, paths, children }: TransitionsChartProps) {
  const router = useRouter();
  const hatch = useId();
  const [asTable, setAsTable] = useState(false);
  const [box, width] = useWidth<HTMLDivElement>();
  const geometry = useMemo(() => {
    const whole = { from: range.from, to: range.from + buckets.length * range.bucketMs };
    return { range: whole, width, left: 34, right: 2 };
  }, [range, buckets.length, width]);
  const { slot, handlers } = usePlotsCursor(geometry, buckets.length);
  const ticks = useMemo(() => timeTicks(geometry.range, plotWidth(geometry)), [geometry]);
  const chosen = slot === null ? null : buckets[slot];
  const counts = transitionTotals(chosen ? [chosen] : buckets);
  const show = () => {
    const path = slot === null ? undefined : paths[slot];
    // An empty bar leads nowhere.
    if (path !== undefined && chosen && TRANSITION_KINDS.some(({ key }) => chosen[key] > 0)) router.push(path);
  };
  const end = Math.min(range.to, now);
  const legend = TRANSITION_KINDS.map(({ key, name }) => ({
    name,
    mark: <TransitionSwatch kind={key} />,
    value: formatCount(counts[key]),
    room: '2.6ch',
  }));
  return (
    <Card aria-labelledby="transitions-chart-title" className="min-w-0">
      <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
        <h2 id="transitions-chart-title" className="text-13 font-semibold">
          Transitions <span className="font-normal text-text-3">per {formatSpan(range.bucketMs)}</span>
        </h2>
        <div className="ml-auto max-md:ml-0">
          <Legend items={legend} />
        </div>
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch is a button of its own with the same name */}
        <label className="flex items-center gap-2 text-12 text-text-2">
          <Switch label="View as table" checked={asTable} onCheckedChange={setAsTable} />
          Table
        </label>
      </div>
      <div className="px-4 pb-2">
        {asTable ? (
          <TransitionsTable buckets={buckets} bucketMs={range.bucketMs} height={HEIGHT + 24} />
        ) : (
          <div
            ref={box}
            role="slider"
            tabIndex={0}
            aria-label="Transitions over time; arrow keys move through the bars, Enter shows the time of one"
            aria-valuemin={0}
            aria-valuemax={Math.max(0, buckets.length - 1)}
            aria-valuenow={slot ?? Math.max(0, buckets.length - 1)}
            aria-valuetext={chosen ? inWords(chosen) : 'the whole range'}
            onClick={show}
            className="cursor-pointer touch-pan-y rounded-4"
            {...handlers}
            onKeyDown={(event) => (event.key === 'Enter' ? show() : handlers.onKeyDown(event))}
          >
            <div className="relative" style={{ height: HEIGHT }}>
              <PlotBackdrop geometry={geometry} height={HEIGHT} ticks={ticks} faults={[]} />
              {chosen && (
                <span
                  aria-hidden="true"
                  className="absolute inset-y-0 bg-ink/8"
                  style={{
                    left: xOf(geometry, Date.parse(chosen.at)),
                    width: plotWidth(geometry) / Math.max(1, buckets.length),
                  }}
                />
              )}
              {width > 0 && <TransitionBars buckets={buckets} geometry={geometry} height={HEIGHT} hatch={hatch} />}
            </div>
            <TimeAxis
              geometry={geometry}
              ticks={ticks}
              end={formatHour(end)}
              line={false}
              flag={
                chosen
                  ? { at: Date.parse(chosen.at) + range.bucketMs / 2, text: flagText(chosen.at, range.bucketMs) }
                  : null
              }
            />
          </div>
        )}
        {children}
      </div>
    </Card>
  );
}

const flagText = (at: string, bucketMs: number) =>
  bucketMs >= 86_400_000 ? formatDate(at).slice(0, 6) : bucketMs < 60_000 ? formatClock(at) : formatHour(at);

const inWords = (bucket: TransitionBucket) =>
  `${formatDate(bucket.at)}, ${formatClock(bucket.at)}: ${TRANSITION_KINDS.map(({ key, name }) => `${name} ${bucket[key]}`).join(', ')}`;
