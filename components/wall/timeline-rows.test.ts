import { describe, expect, it } from 'vitest';
import { breakerView } from '@/components/breaker/breaker-fixture.ts';
import { aFault, boot, faultStarted, transition } from './entry-fixture.ts';
import { blockPath, gridMoments, mergeEntries, timelineRows } from './timeline-rows.ts';

const T0 = Date.parse('2025-11-21T12:00:00Z');
const range = { from: T0, to: T0 + 900_000 };
const iso = (ms: number) => new Date(T0 + ms).toISOString();
const payments = breakerView({ id: 'payments', state: 'open', stateMs: 100_000 });

describe('the fleet timeline', () => {
  it('knows the states of a breaker from what it left and what it is now', () => {
    const opened = transition({ at: iso(800_000), previousStateMs: 5_000_000 });
    const [row] = timelineRows([payments], [opened], [], range);
    expect(row?.states).toEqual([
      { from: T0, to: T0 + 800_000, state: 'closed' },
      { from: T0 + 800_000, to: T0 + 900_000, state: 'open' },
    ]);
    expect(row?.eventful).toBe(true);
  });

  it('has one line per breaker, also without events', () => {
    const [row] = timelineRows([breakerView({ stateMs: 7_000_000 })], [], [], range);
    expect(row?.states).toEqual([{ ...range, state: 'closed' }]);
    expect(row?.eventful).toBe(false);
  });

  it('shows faults where they acted, and when the server did not run', () => {
    const entries = [faultStarted({ at: iso(0), fault: { ...aFault, startedAt: iso(0), endsAt: iso(300_000) } })];
    const [row] = timelineRows([payments], entries, [], range);
    expect(row?.faults.map(({ from, to }) => [from - T0, to - T0])).toEqual([[0, 300_000]]);
    const away = boot({ at: iso(200_000), downSince: iso(100_000) });
    const [closed] = timelineRows([breakerView({ stateMs: 7_000_000 })], [away], [], range);
    expect(closed?.states.map(({ state }) => state)).toEqual(['closed', 'no-data', 'closed']);
  });

  it('takes up what arrives once, and lets go what is over', () => {
    const [a, b, c] = [transition({ at: iso(1_000) }), transition({ at: iso(2_000) }), transition({ at: iso(3_000) })];
    expect(mergeEntries([a, b], [c, b], T0)).toEqual([a, b, c]);
    expect(mergeEntries([a, b], [c, b], T0 + 1_500)).toEqual([b, c]);
    const known = [a, b];
    expect(mergeEntries(known, [b, a], T0)).toBe(known);
  });

  it('draws a short block wide enough to be seen, and nothing after now', () => {
    const box = { top: 3, height: 8, leastMs: 2_000 };
    const spans = [
      { from: T0 + 5_000, to: T0 + 5_100, state: 'open' as const },
      { from: T0 + 899_900, to: T0 + 900_000, state: 'open' as const },
      { from: T0, to: T0 + 5_000, state: 'closed' as const },
    ];
    expect(blockPath(spans, 'open', range, box)).toBe('M5000 3h2000v8h-2000zM898000 3h2000v8h-2000z');
  });

  it('has a line every three minutes', () => {
    expect(gridMoments({ from: T0 + 1, to: T0 + 600_000 }).map((at) => (at - T0) / 60_000)).toEqual([3, 6, 9]);
  });
});
