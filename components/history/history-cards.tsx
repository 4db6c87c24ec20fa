import Link from 'next/link';
import { Bolt } from '@/components/breaker/bolt.tsx';
import { StateGlyph } from '@/components/breaker/state-glyph.tsx';
import { Tag } from '@/components/ui/tag.tsx';
import { formatClock, formatDuration } from '@/lib/format.ts';
import { ChangeWords } from './change-words.tsx';
import type { HistoryRow } from './history-rows.ts';

/** The table on a phone: two lines each, the whole of which is the permalink. */
export function HistoryCards({ rows }: { readonly rows: readonly HistoryRow[] }) {
  return (
    <ol className="border-t border-border md:hidden">
      {rows.map((row) => (
        <li key={row.key} className="border-grid not-first:border-t">
          <CardOf row={row} />
        </li>
      ))}
    </ol>
  );
}

function CardOf({ row }: { readonly row: HistoryRow }) {
  if (row.kind === 'day') return <p className="bg-inset px-4 py-1.5 text-12 font-medium text-text-2">{row.day}</p>;
  if (row.kind === 'down')
    return (
      <p className="flex items-center gap-2 px-4 py-2.5 text-12 text-text-2">
        <StateGlyph state="no-data" size={13} />
        No data for {formatDuration(row.lengthMs)}, the server was not running
        <span className="ml-auto font-mono">{formatClock(row.at)}</span>
      </p>
    );
  const { change } = row;
  return (
    <Link href={`/history/${change.seq}`} className="block px-4 py-2.5 -outline-offset-2">
      <span className="flex items-center gap-2">
        <span className="truncate font-medium">{row.name}</span>
        <span className="ml-auto shrink-0">
          <ChangeWords change={change} />
        </span>
      </span>
      <span className="mt-1 flex items-center gap-2 text-12 text-text-2">
        <span className="truncate">{row.cause}</span>
        {row.fault && (
          <Tag icon={<Bolt size={10} />} className="max-w-28 truncate">
            {row.fault}
          </Tag>
        )}
        <span className="ml-auto shrink-0 font-mono">{formatClock(change.at)}</span>
      </span>
    </Link>
  );
}
