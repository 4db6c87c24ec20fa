import { OUTCOMES } from '@/components/breaker/outcomes.tsx';
import { STATE_WORDS } from '@/components/breaker/state-words.ts';
import { formatClock } from '@/lib/format.ts';
import { type SeriesRow, spanAt } from '@/lib/live/series.ts';
import type { ChartRange } from './chart-range.ts';
import { legendValues } from './legend-values.ts';
import { type FaultSpan, isUnevaluated, type StateSpan, stateAt } from './state-spans.ts';

interface SamplesTableProps {
  readonly rows: readonly SeriesRow[];
  readonly states: readonly StateSpan[];
  readonly faults: readonly (FaultSpan & { readonly name: string })[];
  readonly range: ChartRange;
  readonly now: number;
}

const COLUMNS = [
  ...(['success', 'slow', 'timeout', 'failure', 'rejected'] as const).map((key) => [key, OUTCOMES[key].word] as const),
  ['failureRate', 'Failed %'],
  ['slowCallRate', 'Slow %'],
  ['p50', 'p50 ms'],
  ['p95', 'p95 ms'],
  ['p99', 'p99 ms'],
] as const;
const CELL = 'px-2 whitespace-nowrap';

/** The charts' twin: every step in numbers, newest first. */
export function SamplesTable({ rows, states, faults, range, now }: SamplesTableProps) {
  const past = rows.filter((row) => row.at < now).reverse();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section aria-label="Calls as a table" tabIndex={0} className="max-h-[560px] overflow-auto rounded-t-8">
      <table className="w-full text-12">
        <caption className="sr-only">
          Calls per {range.step} of the last {range.label}, newest first
        </caption>
        <thead className="sticky top-0 bg-surface text-text-3 shadow-[0_1px_0_var(--border)]">
          <tr className="h-8 text-left *:font-medium">
            <th scope="col" className="pr-2 pl-4">
              Time UTC
            </th>
            {COLUMNS.map(([key, word]) => (
              <th key={key} scope="col" className={`${CELL} text-right`}>
                {word}
              </th>
            ))}
            <th scope="col" className={CELL}>
              State
            </th>
            <th scope="col" className="pr-4 pl-2">
              Fault
            </th>
          </tr>
        </thead>
        <tbody>
          {past.map((row) => {
            const end = Math.min(row.at + range.stepMs, now) - 1;
            const state = stateAt(states, end);
            const values = legendValues(row.sample, state !== null && !isUnevaluated(state));
            return (
              <tr key={row.at} className="h-7 border-t border-grid">
                <th scope="row" className="pr-2 pl-4 text-left font-mono font-normal">
                  {formatClock(row.at)}
                </th>
                {COLUMNS.map(([key]) => (
                  <td key={key} className={`${CELL} text-right`}>
                    {values[key]}
                  </td>
                ))}
                <td className={CELL}>{state ? STATE_WORDS[state] : '–'}</td>
                <td className="pr-4 pl-2 whitespace-nowrap">{spanAt(faults, end)?.name ?? '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
