'use client';
import { OUTCOMES, OutcomeSwatch } from '@/components/breaker/outcomes.tsx';
import { Legend } from '@/components/charts/legend.tsx';
import { Card } from '@/components/ui/card.tsx';
import { formatCount, formatSpan, plural } from '@/lib/format.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import type { WindowView } from '@/lib/protocol/breaker-resource.ts';
import { WindowBins } from './window-bins.tsx';
import { WindowCells } from './window-cells.tsx';
import { shownWindow, WINDOW_OUTCOMES, windowCounts } from './window-counts.ts';
import { isOfProbes, windowSentence } from './window-sentence.ts';

interface WindowCardProps {
  readonly view: BreakerView;
  readonly window: WindowView;
  /** When the state began, ISO 8601. */
  readonly since: string;
}

function scopeOf(view: BreakerView, window: WindowView): string {
  if (view.state === 'half-open' || isOfProbes(view.config, view))
    return `${plural(view.config.permittedNumberOfCallsInHalfOpenState, 'probe')} of half-open, newest right`;
  if (window.kind === 'calls') return `last ${plural(window.size, 'call')}, newest right`;
  if (window.kind === 'call-bins')
    return `last ${plural(window.size, 'call')}, ${window.callsPerBin} per bar, newest right`;
  const each = window.secondsPerBin === 1 ? 'a bar per second' : `${window.secondsPerBin} s per bar`;
  return `last ${formatSpan(window.size * 1_000)}, ${each}, newest right`;
}

/** The window that decides, cell by cell, and what it says. */
export function WindowCard({ view, window, since }: WindowCardProps) {
  const shown = shownWindow(view.config, view, window);
  const counts = windowCounts(shown);
  const { holds, follows } = windowSentence(view.config, window, view, since);
  return (
    <Card aria-labelledby="window-title">
      <div className="flex min-h-10 flex-wrap items-center gap-x-2 px-4 py-2">
        <h2 id="window-title" className="text-13 font-semibold">
          Sliding window
        </h2>
        <span className="text-13 text-text-3">{scopeOf(view, shown)}</span>
        <div className="ml-auto max-md:ml-0" data-value>
          <Legend
            items={[
              ...WINDOW_OUTCOMES.map((outcome) => ({
                name: OUTCOMES[outcome].word,
                mark: <OutcomeSwatch outcome={outcome} />,
                value: formatCount(counts[outcome]),
              })),
              ...(shown.kind === 'calls' && counts.total >= shown.size && view.state === 'closed' ? [LEAVES_NEXT] : []),
            ]}
          />
        </div>
      </div>
      <div className="px-4 pt-1">
        {shown.kind === 'calls' ? (
          <WindowCells
            cells={shown.cells}
            size={shown.size}
            leaves={view.state === 'closed' || view.state === 'metrics-only' || view.state === 'forced-closed'}
          />
        ) : (
          <WindowBins window={shown} />
        )}
      </div>
      <p className="min-h-10 px-4 pt-3 pb-4 text-14" data-value>
        <strong className="font-semibold">{holds}</strong> <span className="text-text-2">{follows}</span>
      </p>
    </Card>
  );
}

const LEAVES_NEXT = {
  name: 'Leaves next',
  mark: <span aria-hidden="true" className="size-2.5 rounded-3 border-[1.5px] border-text" />,
  value: '',
};
