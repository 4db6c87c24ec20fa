import Link from 'next/link';
import { Bolt } from '@/components/breaker/bolt.tsx';
import { StateGlyph } from '@/components/breaker/state-glyph.tsx';
import { Card } from '@/components/ui/card.tsx';
import { LinkButton } from '@/components/ui/link-button.tsx';
import { Tag } from '@/components/ui/tag.tsx';
import { formatClock, formatDuration, plural } from '@/lib/format.ts';
import { ChangeWords } from './change-words.tsx';
import { CopyLink } from './copy-link.tsx';
import { HistoryCards } from './history-cards.tsx';
import type { HistoryPageData } from './history-page-data.ts';
import { type HistoryRow, historyRows, stayInWords } from './history-rows.ts';
import { type HistorySearch, historyPath } from './history-search.ts';
import { NewTransitions } from './new-transitions.tsx';

interface HistoryTableProps {
  readonly data: HistoryPageData;
  readonly search: HistorySearch;
}

/** One page of transitions, newest first: a table, and on phones cards of two lines. */
export function HistoryTable({ data, search }: HistoryTableProps) {
  const isNewest = search.cursor === null;
  const rows = historyRows(data, data.range, isNewest);
  return (
    <Card aria-labelledby="transitions-title">
      <div className="flex h-10 items-center gap-2 px-4">
        <h2 id="transitions-title" className="text-13 font-semibold">
          Transitions
        </h2>
        <span className="text-text-3">newest first</span>
        <span className="ml-auto">
          {isNewest ? (
            search.typed === null && <NewTransitions search={search} upToSeq={data.upToSeq} />
          ) : (
            <LinkButton href={historyPath(search)} size="small">
              Newest
            </LinkButton>
          )}
        </span>
      </div>
      <Table rows={rows} />
      <HistoryCards rows={rows} />
      <div className="flex h-11 items-center gap-2 border-t border-border px-4 text-12 text-text-2">
        <span>{plural(data.rows.length, 'row')}</span>
        <span className="ml-auto flex gap-2">
          {!isNewest && (
            <LinkButton href={historyPath(search)} size="small">
              Newest
            </LinkButton>
          )}
          {data.nextCursor !== null && (
            <LinkButton href={historyPath(search, { cursor: Number(data.nextCursor) })} size="small">
              Older
            </LinkButton>
          )}
        </span>
      </div>
    </Card>
  );
}

function Table({ rows }: { readonly rows: readonly HistoryRow[] }) {
  return (
    <table className="w-full table-fixed max-md:hidden">
      <caption className="sr-only">Transitions, newest first</caption>
      <thead>
        <tr className="h-8 border-y border-border text-left text-12 text-text-3 *:px-2 *:font-medium *:first:pl-4 *:last:pr-4">
          <th scope="col" className="w-22 lg:w-25">
            Time UTC
          </th>
          <th scope="col" className="w-35 lg:w-43">
            Breaker
          </th>
          <th scope="col" className="w-56 lg:w-66">
            Change
          </th>
          <th scope="col">Cause</th>
          <th scope="col" className="w-22 text-right lg:w-29">
            <span className="max-lg:hidden">Previous state</span>
            <span className="lg:hidden">Before</span>
          </th>
          <th scope="col" className="w-31 text-right max-xl:hidden">
            Failed / window
          </th>
          <th scope="col" className="w-32 max-xl:hidden wide:w-45">
            Actor
          </th>
          <th scope="col" className="w-13">
            <span className="sr-only">Permalink</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </tbody>
    </table>
  );
}

const ROW = 'h-8 border-grid not-first:border-t *:px-2 *:first:pl-4 *:last:pr-4';
const TIME = 'font-mono text-12 text-text hover:underline';

function Row({ row }: { readonly row: HistoryRow }) {
  if (row.kind === 'day')
    return (
      <tr className="h-7 border-t border-grid bg-inset">
        {/* Spans count hidden columns too: what is hidden has cells of its own, else the table would widen. */}
        <th colSpan={6} scope="colgroup" className="px-4 text-left text-12 font-medium text-text-2">
          {row.day}
        </th>
        <td colSpan={2} className="max-xl:hidden" />
      </tr>
    );
  if (row.kind === 'down')
    return (
      <tr className={`${ROW} text-text-2`}>
        <td>
          <Link href={`/history/${row.seq}`} className={TIME}>
            {formatClock(row.at)}
          </Link>
        </td>
        <td>All</td>
        <td>
          <span className="flex items-center gap-1.5">
            <StateGlyph state="no-data" size={13} />
            No data
          </span>
        </td>
        <td colSpan={2} className="truncate">
          No data for {formatDuration(row.lengthMs)}, the server was not running
        </td>
        <td colSpan={2} className="max-xl:hidden" />
        <td>
          <CopyLink path={`/history/${row.seq}`} label="Copy permalink" size="small" />
        </td>
      </tr>
    );
  const { change } = row;
  return (
    <tr className={`${ROW} hover:bg-hover`}>
      <td>
        <Link href={`/history/${change.seq}`} className={TIME}>
          {formatClock(change.at)}
        </Link>
      </td>
      <td className="truncate font-medium">
        <Link href={`/breakers/${encodeURIComponent(change.breaker)}`} title={row.name} className="hover:underline">
          {row.name}
        </Link>
      </td>
      <td>
        <ChangeWords change={change} aligned />
      </td>
      <td>
        <span className="flex min-w-0 items-center gap-2 overflow-hidden">
          <span className="truncate lg:max-w-full lg:shrink-0" title={row.cause}>
            {row.cause}
          </span>
          {row.fault && (
            <Tag icon={<Bolt size={10} />} title={`Fault: ${row.fault}`}>
              <span className="max-lg:sr-only">{row.fault}</span>
            </Tag>
          )}
        </span>
      </td>
      <td className="text-right">{stayInWords(change)}</td>
      <td className="text-right max-xl:hidden">{row.sample}</td>
      <td className={`truncate max-xl:hidden ${row.actor === null ? 'text-text-2' : ''}`}>{row.actor ?? 'System'}</td>
      <td>
        <CopyLink path={`/history/${change.seq}`} label="Copy permalink" size="small" />
      </td>
    </tr>
  );
}
