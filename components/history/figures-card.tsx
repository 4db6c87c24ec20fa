import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card.tsx';
import { formatCount, formatDuration, MISSING } from '@/lib/format.ts';
import type { HistoryPageData } from './history-page-data.ts';
import type { HistorySearch } from './history-search.ts';

interface FiguresCardProps {
  readonly data: HistoryPageData;
  readonly search: HistorySearch;
}

const duration = (ms: number | null) => (ms === null ? MISSING : formatDuration(ms));

/** What the range comes to, in six figures. */
export function FiguresCard({ data, search }: FiguresCardProps) {
  const { figures, counted, buckets } = data;
  const isFiltered = search.toState !== null || search.cause !== null;
  const shown = buckets.reduce((sum, bucket) => sum + bucket.trips, 0);
  return (
    <Card aria-label="Figures of this range" className="flex flex-col">
      <dl className="grid flex-1 grid-cols-3 max-md:grid-cols-2 md:max-lg:grid-cols-6 lg:grid-cols-2">
        <Figure
          label="Trips"
          value={formatCount(isFiltered ? shown : figures.trips)}
          note={isFiltered ? `of ${formatCount(figures.trips)}` : undefined}
          more={
            figures.tripsDuringFaults === null || figures.trips === 0
              ? null
              : `${formatCount(figures.tripsDuringFaults)} during faults`
          }
        />
        <Figure
          label="Median recovery"
          value={duration(figures.medianRecoveryMs)}
          more={figures.trips + figures.recoveries === 0 ? null : `${formatCount(figures.recoveries)} recovered`}
        />
        <Figure label="Time open, all" value={formatDuration(figures.openMs)} />
        <Figure label="Longest open" value={duration(figures.longestOpenMs)} />
        <Figure label="Re-openings" value={formatCount(figures.reopenings)} />
        <Figure label="By hand" value={formatCount(figures.manual)} />
      </dl>
      {(counted.isCut || isFiltered) && (
        <p className="border-t border-border px-4 py-2 text-12 text-text-3">
          {[
            ...(isFiltered ? ['Only “Trips” follows the filters of state and cause.'] : []),
            ...(counted.isCut ? [`Of the newest ${formatCount(counted.transitions)} transitions.`] : []),
          ].join(' ')}
        </p>
      )}
    </Card>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly note?: string | undefined;
  readonly more?: ReactNode;
}

function Figure({ label, value, note, more }: FigureProps) {
  return (
    <div className="min-w-0 border-border px-4 py-3 max-md:even:border-l max-md:[&:nth-child(n+3)]:border-t md:max-lg:not-first:border-l lg:even:border-l lg:[&:nth-child(n+3)]:border-t">
      <dt className="truncate text-12 text-text-3">{label}</dt>
      <dd>
        <span className="text-20 font-semibold">{value}</span>
        {note && <span className="unit text-13">{note}</span>}
        {more && <span className="block truncate text-12 text-text-2">{more}</span>}
      </dd>
    </div>
  );
}
