import type { Metadata } from 'next';
import { connection } from 'next/server';
import { TransitionsChart } from '@/components/charts/transitions-chart.tsx';
import { FiguresCard } from '@/components/history/figures-card.tsx';
import { historyPath, readHistorySearch } from '@/components/history/history-search.ts';
import { HistoryTable } from '@/components/history/history-table.tsx';
import { HistoryToolbar } from '@/components/history/history-toolbar.tsx';
import { NoTransitions } from '@/components/history/no-transitions.tsx';
import { RangeFields } from '@/components/history/range-fields.tsx';
import { loadHistory } from './load-history.ts';

export const metadata: Metadata = { title: 'History' };

interface PageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Everything that happened, by the filters of the address. */
export default async function Page({ searchParams }: PageProps) {
  await connection();
  const search = readHistorySearch(await searchParams);
  const data = await loadHistory(search);
  const { range, now } = data;
  return (
    <div className="flex flex-col">
      <h1 className="sr-only">History</h1>
      <HistoryToolbar search={search} breakers={data.breakers} />
      <div className="flex flex-col gap-3 px-4 pb-4 max-md:px-3">
        <div className="grid gap-3 lg:grid-cols-[minmax(0,1fr)_304px]">
          <TransitionsChart
            // Another view is another chart: no cursor stays from the one before.
            key={historyPath(search)}
            buckets={data.buckets}
            range={range}
            now={now}
            // What a chosen bar leads to is decided here: the chart knows no address.
            paths={data.buckets.map(({ at }) => {
              const from = Date.parse(at);
              return historyPath(search, { typed: { from, to: Math.min(from + range.bucketMs, range.to) } });
            })}
          >
            <RangeFields key={`${range.from}-${range.to}`} search={search} range={range} now={now} />
          </TransitionsChart>
          <FiguresCard data={data} search={search} />
        </div>
        {data.rows.length === 0 ? (
          <NoTransitions data={data} search={search} />
        ) : (
          <HistoryTable data={data} search={search} />
        )}
      </div>
    </div>
  );
}
