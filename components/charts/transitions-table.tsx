import { formatClock, formatDate, formatSpan } from '@/lib/format.ts';
import type { TransitionBucket } from '@/lib/protocol/history-query.ts';
import { TRANSITION_KINDS } from './transition-kinds.ts';

interface TransitionsTableProps {
  readonly buckets: readonly TransitionBucket[];
  readonly bucketMs: number;
  readonly height: number;
}

/** The chart's twin: only the buckets in which something happened, newest first. */
export function TransitionsTable({ buckets, bucketMs, height }: TransitionsTableProps) {
  const eventful = buckets.filter((bucket) => TRANSITION_KINDS.some(({ key }) => bucket[key] > 0)).reverse();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section aria-label="Transitions as a table" tabIndex={0} className="overflow-auto" style={{ height }}>
      <table className="w-full text-12">
        <caption className="sr-only">Transitions per {formatSpan(bucketMs)}, newest first</caption>
        <thead className="sticky top-0 bg-surface text-text-3 shadow-[0_1px_0_var(--border)]">
          <tr className="h-7 *:font-medium">
            <th scope="col" className="text-left">
              From UTC
            </th>
            {TRANSITION_KINDS.map(({ key, name }) => (
              <th key={key} scope="col" className="px-2 text-right">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {eventful.map((bucket) => (
            <tr key={bucket.at} className="h-6 border-t border-grid">
              <th scope="row" className="text-left font-mono font-normal">
                {formatDate(bucket.at)}, {formatClock(bucket.at)}
              </th>
              {TRANSITION_KINDS.map(({ key }) => (
                <td key={key} className="px-2 text-right">
                  {bucket[key]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {eventful.length === 0 && <p className="py-2 text-12 text-text-2">Nothing in this range.</p>}
    </section>
  );
}
