import { isHeld } from '@/lib/engine/breaker-state.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import type { WireState } from '@/lib/protocol/breaker-resource.ts';

/** Every breaker is in exactly one of these, so that the counts add up to the fleet. */
export const TALLIES = ['open', 'half-open', 'held', 'no-data', 'closed'] as const;
export type Tally = (typeof TALLIES)[number];

/** What a tally is called, and the glyph that stands for it. */
export const TALLY_FACTS: Readonly<Record<Tally, { readonly word: string; readonly glyph: WireState }>> = {
  open: { word: 'Open', glyph: 'open' },
  'half-open': { word: 'Half-open', glyph: 'half-open' },
  held: { word: 'Held', glyph: 'forced-open' },
  'no-data': { word: 'No data', glyph: 'no-data' },
  closed: { word: 'Closed', glyph: 'closed' },
};

/** The four holds count as one: they have in common that a person must end them. */
export function tallyOf({ state }: Pick<BreakerView, 'state'>): Tally {
  if (isHeld(state)) return 'held';
  return state as Exclude<WireState, 'forced-open' | 'forced-closed' | 'metrics-only' | 'disabled'>;
}

export function tally(views: readonly Pick<BreakerView, 'state'>[]): Readonly<Record<Tally, number>> {
  const counts: Record<Tally, number> = { open: 0, 'half-open': 0, held: 0, 'no-data': 0, closed: 0 };
  for (const view of views) counts[tallyOf(view)] += 1;
  return counts;
}

/** The glyph of "held" is that of the worst hold that there is. */
export function heldGlyph(views: readonly Pick<BreakerView, 'state'>[]): WireState {
  const worst = ['forced-open', 'disabled', 'forced-closed', 'metrics-only'] as const;
  return worst.find((state) => views.some((view) => view.state === state)) ?? 'forced-open';
}
