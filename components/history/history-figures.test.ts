import { describe, expect, it } from 'vitest';
import { aFault, faultStarted, transition } from '@/components/wall/entry-fixture.ts';
import type { BreakerState } from '@/lib/engine/breaker-state.ts';
import type { TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import { historyFigures } from './history-figures.ts';

const START = Date.parse('2025-11-21T12:00:00Z');
const range = { from: START, to: START + 600_000 };
let seq = 0;

/** A change of `payments` so many seconds into the range. */
function change(second: number, from: BreakerState, to: BreakerState, rest: Partial<TransitionEntry> = {}) {
  seq += 1;
  const restored = { cause: 'wait-over', detail: { kind: 'wait-over', waitMs: 1 } } as const;
  return transition({ seq, at: new Date(START + second * 1_000).toISOString(), from, to, ...restored, ...rest });
}

const figures = (changes: TransitionEntry[], state: BreakerState = 'closed', since = 0) =>
  historyFigures(changes, [{ id: 'payments', state, since }], range, null);

describe('the figures of a range', () => {
  it('count trips and re-openings, and take recovery from the trip to the close', () => {
    const story = [
      change(10, 'closed', 'open'),
      change(20, 'open', 'half-open', { previousStateMs: 10_000 }),
      change(22, 'half-open', 'open'),
      change(42, 'open', 'half-open', { previousStateMs: 20_000 }),
      change(45, 'half-open', 'closed'),
      change(100, 'closed', 'open'),
      change(110, 'open', 'half-open', { previousStateMs: 10_000 }),
      change(111, 'half-open', 'closed'),
    ];
    expect(figures(story)).toMatchObject({
      trips: 2,
      reopenings: 1,
      recoveries: 2,
      medianRecoveryMs: 23_000,
      openMs: 40_000,
      longestOpenMs: 20_000,
      manual: 0,
    });
  });

  it('take time open from the part that lies in the range, and the longest as long as it was', () => {
    const inherited = figures([change(30, 'open', 'half-open', { previousStateMs: 90_000 })]);
    expect(inherited).toMatchObject({ openMs: 30_000, longestOpenMs: 90_000 });
    expect(figures([], 'open', START - 60_000)).toMatchObject({ openMs: 600_000, longestOpenMs: 660_000 });
    expect(figures([change(500, 'closed', 'open')], 'open', START + 500_000)).toMatchObject({ openMs: 100_000 });
  });

  it('do not call it a recovery when somebody closed it', () => {
    const reset = { cause: 'command', detail: { kind: 'command', command: 'reset', actor: 'o', reason: 'r' } } as const;
    expect(figures([change(10, 'closed', 'open'), change(20, 'open', 'closed', reset)])).toMatchObject({
      recoveries: 0,
      medianRecoveryMs: null,
      manual: 1,
    });
  });

  it('say nothing about what did not happen', () => {
    expect(figures([])).toMatchObject({ trips: 0, medianRecoveryMs: null, longestOpenMs: null, openMs: 0 });
  });

  it('tell the trips during faults only where the journal was read', () => {
    const trips = [change(30, 'closed', 'open'), change(590, 'closed', 'open')];
    const entries = [faultStarted({ fault: { ...aFault, breakers: ['payments'] } })];
    expect(historyFigures(trips, [], range, { entries, running: [] }).tripsDuringFaults).toBe(1);
    expect(figures(trips).tripsDuringFaults).toBeNull();
  });
});
