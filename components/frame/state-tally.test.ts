import { expect, it } from 'vitest';
import { heldGlyph, tally } from './state-tally.ts';

const fleet = (['open', 'closed', 'forced-closed', 'disabled', 'half-open', 'closed'] as const).map((state) => ({
  state,
}));

it('counts every breaker exactly once', () => {
  expect(tally(fleet)).toEqual({ open: 1, 'half-open': 1, held: 2, 'no-data': 0, closed: 2 });
});

it('shows the worst hold', () => {
  expect(heldGlyph(fleet)).toBe('disabled');
  expect(heldGlyph([])).toBe('forced-open');
});
