import { StateWord } from '@/components/breaker/state-word.tsx';
import { formatClock, formatDuration } from '@/lib/format.ts';
import type { FaultSpan, StateSpan } from './state-spans.ts';

interface StatesTableProps {
  readonly states: readonly StateSpan[];
  readonly faults: readonly (FaultSpan & { readonly name: string })[];
  readonly now: number;
}

/** The state timeline's twin: states and faults with their beginning and length, newest first. */
export function StatesTable({ states, faults, now }: StatesTableProps) {
  const rows = [
    ...states.map((span) => ({ ...span, what: <StateWord state={span.state} size={12} /> })),
    ...faults.map((span) => ({ ...span, what: <>Fault: {span.name}</> })),
  ]
    .map((row) => ({ ...row, to: Math.min(row.to, now) }))
    .sort((a, b) => b.from - a.from);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section aria-label="States as a table" tabIndex={0} className="max-h-[240px] overflow-auto border-t border-border">
      <table className="w-full text-12">
        <caption className="sr-only">States and faults in this range, newest first</caption>
        <thead className="sticky top-0 bg-surface text-text-3 shadow-[0_1px_0_var(--border)]">
          <tr className="h-8 text-left *:font-medium">
            <th scope="col" className="pr-2 pl-4">
              From UTC
            </th>
            <th scope="col" className="px-2">
              State or fault
            </th>
            <th scope="col" className="pr-4 pl-2 text-right">
              For, in this range
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.from}-${'fault' in row ? row.fault.id : row.state}`} className="h-7 border-t border-grid">
              <th scope="row" className="pr-2 pl-4 text-left font-mono font-normal">
                {formatClock(row.from)}
              </th>
              <td className="px-2">{row.what}</td>
              <td className="pr-4 pl-2 text-right">{formatDuration(row.to - row.from)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
