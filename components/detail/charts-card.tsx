'use client';
import { useMemo } from 'react';
import { BreakerPlots } from '@/components/charts/breaker-plots.tsx';
import { type ChartRange, chartRange } from '@/components/charts/chart-range.ts';
import { PLOTS_HEIGHT } from '@/components/charts/plot-heights.ts';
import { SamplesTable } from '@/components/charts/samples-table.tsx';
import { downtimesOf, faultSpans, stateSpans } from '@/components/charts/state-spans.ts';
import { StatesTable } from '@/components/charts/states-table.tsx';
import { effectInWords } from '@/components/faults/fault-words.ts';
import { useFleet } from '@/components/live/use-fleet.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { hasCalls, mergeSamples, seriesRows, stepsUpTo } from '@/lib/live/series.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import type { BreakerPageData } from './breaker-page-data.ts';
import { useEntries, useFaultsOf, useNow, useStateOf, useTransitions } from './use-breaker.ts';
import { useLiveSamples, useRangeHistory } from './use-range-history.ts';

interface ChartsCardProps {
  readonly data: BreakerPageData;
  readonly range: ChartRange;
  readonly asTable: boolean;
}

const nameOf = (fault: FaultResource) => fault.effects.map((effect) => effectInWords(effect, 'short')).join(', ');

/** Server time, at a standstill while nothing is heard: there is no value after the last one. */
function useChartNow(renderedAt: number): number {
  const running = useNow(renderedAt);
  const lastHeard = useFleet((fleet) => (fleet.connection.stale ? fleet.valuesAt : null));
  return lastHeard ?? running;
}

/** All that the charts draw, put together once a second. */
function useCharts(
  { at, detail, entries: loaded, faults: acting, history: rendered }: BreakerPageData,
  asked: ChartRange,
) {
  const { id } = detail;
  const now = useChartNow(at);
  const { history, problem, retry } = useRangeHistory(id, asked, rendered);
  // Until another range is there, the one that was loaded stays.
  const range = chartRange(history.range);
  const live = useLiveSamples(id);
  const transitions = useTransitions(history.transitions, id);
  const entries = useEntries(loaded, id);
  const running = useFaultsOf(id, acting);
  const state = useStateOf(detail);

  const stepEnd = stepsUpTo(now, range.lengthMs, range.stepMs).to;
  const span = useMemo(() => ({ from: stepEnd - range.lengthMs, to: stepEnd }), [stepEnd, range.lengthMs]);
  const rows = useMemo(() => {
    const samples = range.key === '15m' ? mergeSamples(history.samples, live) : history.samples;
    return seriesRows(samples, span, range.stepMs);
  }, [history.samples, live, span, range]);
  const newest = transitions[0];
  const stateSince = newest?.to === state ? Date.parse(newest.at) : Date.parse(detail.stateSince);
  const states = useMemo(
    () => stateSpans(transitions, { state, since: stateSince }, downtimesOf(entries), span),
    [transitions, state, stateSince, entries, span],
  );
  const faults = useMemo(
    () =>
      faultSpans(entries, running, id, span)
        .map((fault) => ({ ...fault, to: Math.min(fault.to, now), name: nameOf(fault.fault) }))
        .filter((fault) => fault.from < fault.to),
    [entries, running, id, span, now],
  );
  return { range, span, rows, states, transitions, faults, stateSince, now, problem, retry };
}

/** Four plots over one time axis, or the same as tables. */
export function ChartsCard({ data, range: asked, asTable }: ChartsCardProps) {
  const charts = useCharts(data, asked);
  const { detail } = data;
  const { problem, retry, ...drawn } = charts;
  return (
    <Card aria-labelledby="charts-title" aria-busy={drawn.range.key !== asked.key || undefined}>
      <h2 id="charts-title" className="sr-only">
        Charts
      </h2>
      {problem !== null && (
        <div className="px-4 pt-4">
          <EmptyState
            title="Could not load the history"
            line={problem}
            action={
              <Button size="small" onClick={retry}>
                Try again
              </Button>
            }
          />
        </div>
      )}
      {!asTable && problem === null && !hasCalls(drawn.rows) && (
        <p className="px-4 pt-3 text-12 text-text-2">
          No calls in the last {drawn.range.label}: bars and lines are empty.
        </p>
      )}
      {asTable ? (
        <>
          <SamplesTable
            rows={drawn.rows}
            states={drawn.states}
            faults={drawn.faults}
            range={drawn.range}
            now={drawn.now}
          />
          <StatesTable states={drawn.states} faults={drawn.faults} now={drawn.now} />
        </>
      ) : (
        <div className="px-4 pt-1 pb-2" style={{ minHeight: PLOTS_HEIGHT }}>
          <BreakerPlots name={detail.name} config={detail.config} callTimeoutMs={detail.callTimeoutMs} {...drawn} />
        </div>
      )}
    </Card>
  );
}
