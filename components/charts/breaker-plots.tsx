'use client';
import { memo, useMemo } from 'react';
import { OUTCOMES, OutcomeSwatch } from '@/components/breaker/outcomes.tsx';
import { STATE_WORDS } from '@/components/breaker/state-words.ts';
import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import { formatClock } from '@/lib/format.ts';
import { joinSpans, type SeriesRow, type Span } from '@/lib/live/series.ts';
import type { TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import { timeTicks } from './axis-ticks.ts';
import type { ChartRange } from './chart-range.ts';
import { LatencyPlot, latencyScale, latencyY } from './latency-plot.tsx';
import { Legend, LineMark } from './legend.tsx';
import { type LegendValues, legendValues } from './legend-values.ts';
import { OutcomesPlot } from './outcomes-plot.tsx';
import { CursorLine, DirectLabel, PlotBackdrop, PlotTitle, TimeAxis } from './plot-frame.tsx';
import { gutters, plotWidth, useWidth } from './plot-geometry.ts';
import { LATENCY_HEIGHT, OUTCOMES_HEIGHT, RATE_HEIGHT, STATE_HEIGHT } from './plot-heights.ts';
import { usePlotsCursor } from './plots-cursor.ts';
import { RatePlot, rateY } from './rate-plot.tsx';
import { latencyPoints, ratePoints, unevaluatedSpans } from './series-lines.ts';
import { StatePlot } from './state-plot.tsx';
import { type FaultSpan, isUnevaluated, type StateSpan, stateAt } from './state-spans.ts';

const STACK = ['success', 'slow', 'timeout', 'failure', 'rejected'] as const;

export interface BreakerPlotsProps {
  readonly name: string;
  readonly config: BreakerConfig;
  readonly callTimeoutMs: number;
  readonly range: ChartRange;
  /** The whole steps that are drawn, and their calls. */
  readonly span: Span;
  readonly rows: readonly SeriesRow[];
  readonly states: readonly StateSpan[];
  readonly transitions: readonly TransitionEntry[];
  readonly faults: readonly (FaultSpan & { readonly name: string })[];
  readonly stateSince: number;
  readonly now: number;
}

const windowScope = ({ slidingWindowType, slidingWindowSize }: BreakerConfig) =>
  slidingWindowType === 'time-based'
    ? `% of the calls of ${slidingWindowSize} s, rejected not counted`
    : `% of the last ${slidingWindowSize} calls, rejected not counted`;

/** Outcomes, rates, latency and state over one time axis, with one cursor through all of them. */
export const BreakerPlots = memo(function BreakerPlots(props: BreakerPlotsProps) {
  const { config, range, span, rows, states, transitions, faults, now } = props;
  const [box, width] = useWidth<HTMLDivElement>();
  const geometry = useMemo(() => ({ range: span, width, ...gutters(width) }), [span, width]);
  const { slot, handlers } = usePlotsCursor(geometry, rows.length);
  const ticks = useMemo(() => timeTicks(span, plotWidth(geometry)), [span, geometry]);
  const latency = useMemo(() => latencyPoints(rows, range.stepMs), [rows, range.stepMs]);
  const slowMs = config.slowCallDurationThresholdMs < props.callTimeoutMs ? config.slowCallDurationThresholdMs : null;
  const scale = useMemo(
    () => latencyScale(latency, slowMs === null ? [props.callTimeoutMs] : [slowMs, props.callTimeoutMs]),
    [latency, slowMs, props.callTimeoutMs],
  );
  const rates = useMemo(
    () => ratePoints(rows, range.stepMs, states, transitions, now),
    [rows, range.stepMs, states, transitions, now],
  );
  const unevaluated = useMemo(
    () => joinSpans(unevaluatedSpans(rows, range.stepMs, states, now)),
    [rows, range.stepMs, states, now],
  );

  const row = slot === null ? rows.findLast((candidate) => candidate.at < now) : rows[slot];
  const shownAt = row ? Math.min(row.at + range.stepMs, now) - 1 : now;
  const state = stateAt(states, shownAt);
  const values = legendValues(row?.sample ?? null, state !== null && !isUnevaluated(state));
  const cursorAt = slot === null || !row ? null : row.at + range.stepMs / 2;
  const valueText = row
    ? `${formatClock(row.at)}: ${inWords(values)}, ${state ? STATE_WORDS[state] : 'state not known'}`
    : '';
  const slowY = slowMs === null ? null : latencyY(slowMs, scale, LATENCY_HEIGHT);
  const timeoutY = latencyY(props.callTimeoutMs, scale, LATENCY_HEIGHT);

  return (
    <div
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label={`Charts of ${props.name}, ${range.label}; arrow keys move through the steps`}
      aria-valuemin={0}
      aria-valuemax={rows.length - 1}
      aria-valuenow={slot ?? rows.length - 1}
      aria-valuetext={valueText}
      className="touch-pan-y rounded-4"
      {...handlers}
    >
      <PlotTitle
        name="Outcomes"
        scope={`calls per ${range.step}, rejected below zero`}
        legend={<OutcomesLegend values={values} />}
      />
      <div className="relative" style={{ height: OUTCOMES_HEIGHT }}>
        <PlotBackdrop geometry={geometry} height={OUTCOMES_HEIGHT} ticks={ticks} faults={faults} />
        {width > 0 && <OutcomesPlot rows={rows} geometry={geometry} height={OUTCOMES_HEIGHT} />}
        <CursorLine geometry={geometry} at={cursorAt} />
      </div>

      <PlotTitle name="Failure rate" scope={windowScope(config)} legend={<RateLegend values={values} />} />
      <div className="relative" style={{ height: RATE_HEIGHT }}>
        <PlotBackdrop
          geometry={geometry}
          height={RATE_HEIGHT}
          ticks={ticks}
          faults={faults}
          unevaluated={unevaluated}
        />
        {width > 0 && (
          <RatePlot
            points={rates}
            geometry={geometry}
            height={RATE_HEIGHT}
            failureThreshold={config.failureRateThreshold}
            slowThreshold={config.slowCallRateThreshold}
          />
        )}
        <ThresholdLabels config={config} />
        <CursorLine geometry={geometry} at={cursorAt} />
      </div>

      <PlotTitle name="Latency" scope="ms, log scale" legend={<LatencyLegend values={values} />} />
      <div className="relative" style={{ height: LATENCY_HEIGHT }}>
        <PlotBackdrop geometry={geometry} height={LATENCY_HEIGHT} ticks={ticks} faults={faults} />
        {width > 0 && (
          <LatencyPlot points={latency} scale={scale} geometry={geometry} height={LATENCY_HEIGHT} slowMs={slowMs} />
        )}
        {slowY !== null && (
          <DirectLabel top={slowY} colour="var(--text-2)">
            slow
          </DirectLabel>
        )}
        {timeoutY !== null && (slowY === null || Math.abs(timeoutY - slowY) > 12) && (
          <DirectLabel top={timeoutY} colour="var(--text-3)">
            timeout
          </DirectLabel>
        )}
        <CursorLine geometry={geometry} at={cursorAt} />
      </div>

      <PlotTitle name="State" scope="and faults" legend={null} />
      <div className="relative" style={{ height: STATE_HEIGHT }}>
        <PlotBackdrop geometry={geometry} height={STATE_HEIGHT} ticks={ticks} faults={faults} />
        <div className="absolute inset-0">
          {width > 0 && (
            <StatePlot spans={states} faults={faults} geometry={geometry} stateSince={props.stateSince} now={now} />
          )}
        </div>
        <CursorLine geometry={geometry} at={cursorAt} />
      </div>
      <TimeAxis
        geometry={geometry}
        ticks={ticks}
        end={formatClock(now)}
        flag={cursorAt === null || !row ? null : { at: cursorAt, text: formatClock(row.at) }}
      />
    </div>
  );
});

const inWords = (values: LegendValues) =>
  [
    ...STACK.map((outcome) => `${OUTCOMES[outcome].word} ${values[outcome]}`),
    `failure rate ${values.failureRate} %`,
    `p95 ${values.p95} ms`,
  ].join(', ');

function OutcomesLegend({ values }: { readonly values: LegendValues }) {
  return (
    <Legend
      items={STACK.map((outcome) => ({
        name: OUTCOMES[outcome].word,
        mark: <OutcomeSwatch outcome={outcome} />,
        value: values[outcome],
        room: '2.6ch',
      }))}
    />
  );
}

function RateLegend({ values }: { readonly values: LegendValues }) {
  return (
    <Legend
      items={[
        {
          name: 'Failed',
          mark: <LineMark colour="var(--fail)" />,
          value: values.failureRate,
          unit: '%',
          room: '2.6ch',
        },
        { name: 'Slow', mark: <LineMark colour="var(--slow)" />, value: values.slowCallRate, unit: '%', room: '2.6ch' },
      ]}
    />
  );
}

function LatencyLegend({ values }: { readonly values: LegendValues }) {
  return (
    <Legend
      items={[
        { name: 'p50', mark: <LineMark colour="var(--ok)" />, value: values.p50, unit: 'ms', room: '4.4ch' },
        {
          name: 'p95',
          mark: <LineMark colour="var(--text)" width={1.5} />,
          value: values.p95,
          unit: 'ms',
          room: '4.4ch',
        },
        {
          name: 'p99',
          mark: <LineMark colour="var(--text-2)" width={1} dashed />,
          value: values.p99,
          unit: 'ms',
          room: '4.4ch',
        },
      ]}
    />
  );
}

/** Two thresholds that nearly meet share one label. */
function ThresholdLabels({ config }: { readonly config: BreakerConfig }) {
  const { failureRateThreshold: failed, slowCallRateThreshold: slow } = config;
  const apart = failed === null || slow === null || Math.abs(failed - slow) > 13;
  return (
    <>
      {failed !== null && (
        <DirectLabel top={rateY(failed, RATE_HEIGHT)} colour="var(--text)">
          threshold
        </DirectLabel>
      )}
      {slow !== null && apart && (
        <DirectLabel top={rateY(slow, RATE_HEIGHT)} colour="var(--slow)">
          slow
        </DirectLabel>
      )}
    </>
  );
}
