import type { Outcome } from '@/components/breaker/outcomes.tsx';
import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import type { BreakerLive, WindowView } from '@/lib/protocol/breaker-resource.ts';
import { isOfProbes } from './window-sentence.ts';

/** What a window can hold; rejected calls enter none. */
export const WINDOW_OUTCOMES = ['success', 'slow', 'timeout', 'failure'] as const satisfies readonly Outcome[];
export type WindowOutcome = (typeof WINDOW_OUTCOMES)[number];

const OF_LETTER: Readonly<Record<string, WindowOutcome>> = { s: 'success', S: 'slow', t: 'timeout', f: 'failure' };

export const outcomeOfCell = (cell: string): WindowOutcome => OF_LETTER[cell] ?? 'success';

/** How many calls of each outcome the window holds, and how many in all. */
export function windowCounts(window: WindowView): Record<WindowOutcome | 'total', number> {
  const counts = { success: 0, slow: 0, timeout: 0, failure: 0, total: 0 };
  if (window.kind === 'calls') {
    for (const cell of window.cells) counts[outcomeOfCell(cell)] += 1;
  } else {
    for (const bin of window.bins) {
      WINDOW_OUTCOMES.forEach((outcome, index) => {
        counts[outcome] += bin[index] ?? 0;
      });
    }
  }
  counts.total = counts.success + counts.slow + counts.timeout + counts.failure;
  return counts;
}

const LETTERS = 'sStf';

/**
 * The window as it is shown. Half-open has one of its own, of its probes: one cell each, whatever the kind of the
 * breaker's window. Until its first values are there, those of the state before don't stand in for it.
 */
export function shownWindow(
  config: BreakerConfig,
  live: Pick<BreakerLive, 'state' | 'openingsInARow' | 'bufferedCalls'>,
  window: WindowView,
): WindowView {
  const slots = config.permittedNumberOfCallsInHalfOpenState;
  if (!isOfProbes(config, live)) return live.state === 'half-open' ? { kind: 'calls', size: slots, cells: '' } : window;
  const cells =
    window.kind === 'calls'
      ? window.cells
      : window.bins.map((bin) => bin.map((count, index) => LETTERS.charAt(index).repeat(count)).join('')).join('');
  return { kind: 'calls', size: Math.max(cells.length, slots), cells };
}

/** The window in words, for those who can't see its cells. */
export function windowInWords(window: WindowView): string {
  const counts = windowCounts(window);
  return WINDOW_OUTCOMES.map((outcome) => `${counts[outcome]} ${outcome}`).join(', ');
}
