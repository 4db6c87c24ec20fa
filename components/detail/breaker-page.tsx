'use client';
import Link from 'next/link';
import { parseAsBoolean, parseAsStringLiteral, useQueryState } from 'nuqs';
import { useEffect } from 'react';
import { CHART_RANGE_KEYS, CHART_RANGES, chartRange } from '@/components/charts/chart-range.ts';
import { useLiveClient } from '@/components/live/use-fleet.ts';
import { Segmented } from '@/components/ui/segmented.tsx';
import { Switch } from '@/components/ui/switch.tsx';
import type { BreakerPageData } from './breaker-page-data.ts';
import { ChartsCard } from './charts-card.tsx';
import { ConfigurationCard } from './configuration-card.tsx';
import { DownstreamCard } from './downstream-card.tsx';
import { HalfOpenCard } from './half-open-card.tsx';
import { HoldBar } from './hold-bar.tsx';
import { LastTripCard } from './last-trip-card.tsx';
import { SendCallsCard } from './send-calls-card.tsx';
import { Summary } from './summary.tsx';
import {
  isTrip,
  useBreaker,
  useEntries,
  useFaultsOf,
  useIdentity,
  useNow,
  useTransitions,
  useValuesAt,
  useWindow,
} from './use-breaker.ts';
import { WindowCard } from './window-card.tsx';

/** Rounds of probes that are told. */
const ROUNDS = 5;
const RANGES = CHART_RANGES.map(({ key, label }) => ({ value: key, label }));

/** One breaker, live. Its charts keep their own pace; everything else follows each tick. */
export function BreakerPage({ data }: { readonly data: BreakerPageData }) {
  const client = useLiveClient();
  const { id } = data.detail;
  useEffect(() => client.watch({ breaker: id }), [client, id]);
  const [rangeKey, setRange] = useQueryState('range', parseAsStringLiteral(CHART_RANGE_KEYS).withDefault('15m'));
  const [asTable, setAsTable] = useQueryState('table', parseAsBoolean.withDefault(false));
  return (
    <div className="flex flex-col md:min-h-[calc(100dvh-48px)]">
      <LiveSummary data={data} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-border bg-surface px-4 py-1.5">
        <nav aria-label="Of this breaker" className="flex gap-5 font-medium">
          <span aria-current="page" className="-mb-1.5 border-b-2 border-ink pb-1.5">
            Live
          </span>
          <Link href={`/history?breaker=${encodeURIComponent(id)}`} className="text-text-2 hover:text-text">
            History
          </Link>
        </nav>
        <div className="ml-auto flex flex-wrap items-center gap-3">
          <Segmented label="Range of the charts" value={rangeKey} segments={RANGES} onValueChange={setRange} />
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch is a button of its own with the same name */}
          <label className="flex items-center gap-2 text-12 text-text-2">
            <Switch label="View as table" checked={asTable} onCheckedChange={setAsTable} />
            View as table
          </label>
        </div>
      </div>
      <LiveHold data={data} />
      <div className="grid flex-1 gap-4 p-4 max-md:px-3 lg:grid-cols-[minmax(0,1fr)_352px] xl:grid-cols-[minmax(0,1fr)_392px]">
        <div className="flex min-w-0 flex-col gap-4">
          <ChartsCard data={data} range={chartRange(rangeKey)} asTable={asTable} />
          <LiveWindow data={data} />
          <LiveHalfOpen data={data} />
        </div>
        <Aside data={data} />
      </div>
    </div>
  );
}

// Each part listens by itself: a tick renders what it changes, and the page around it stands still.

interface PartProps {
  readonly data: BreakerPageData;
}

function LiveSummary({ data }: PartProps) {
  const view = useBreaker(data.detail);
  const entries = useEntries(data.entries, data.detail.id);
  const { trips: loaded } = data;
  const fresh = entries.filter((entry) => isTrip(entry) && entry.seq > (loaded?.upToSeq ?? 0)).length;
  const trips = loaded && { today: loaded.today + fresh, sevenDays: loaded.sevenDays + fresh };
  const faults = useFaultsOf(view.id, data.faults);
  return <Summary view={view} faults={faults} now={useValuesAt(data.at)} trips={trips} entries={entries} />;
}

function LiveHold({ data }: PartProps) {
  return <HoldBar view={useBreaker(data.detail)} now={useValuesAt(data.at)} />;
}

/** The moment a state began, from its transition: the difference of two clocks would tremble. */
function useSince({ detail, history }: BreakerPageData): string {
  const newest = useTransitions(history.transitions, detail.id)[0];
  const state = useBreaker(detail).state;
  return newest?.to === state ? newest.at : detail.stateSince;
}

function LiveWindow({ data }: PartProps) {
  return <WindowCard view={useBreaker(data.detail)} window={useWindow(data.detail)} since={useSince(data)} />;
}

function LiveHalfOpen({ data }: PartProps) {
  const transitions = useTransitions(data.history.transitions, data.detail.id);
  const rounds = transitions.filter((change) => change.from === 'half-open').slice(0, ROUNDS);
  return <HalfOpenCard view={useBreaker(data.detail)} rounds={rounds} />;
}

function Aside({ data }: PartProps) {
  const view = useIdentity(data.detail);
  const now = useNow(data.at);
  const faults = useFaultsOf(view.id, data.faults);
  const entries = useEntries(data.entries, view.id);
  const trip = entries.find(isTrip) ?? data.lastTrip;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <LastTripCard view={view} trip={trip} isKnown={data.trips !== null} entries={entries} faults={faults} now={now} />
      <DownstreamCard view={view} faults={faults} now={now} />
      <SendCallsCard view={view} />
      <ConfigurationCard identity={view} />
    </div>
  );
}
