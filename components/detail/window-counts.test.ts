import { describe, expect, it } from 'vitest';
import { breakerView } from '@/components/breaker/breaker-fixture.ts';
import type { WindowView } from '@/lib/protocol/breaker-resource.ts';
import { shownWindow, windowCounts, windowInWords } from './window-counts.ts';

const { config } = breakerView();
const show = (state: 'closed' | 'open' | 'half-open', bufferedCalls: number, window: WindowView, openingsInARow = 1) =>
  shownWindow(config, { state, bufferedCalls, openingsInARow }, window);
const calls = (cells: string): WindowView => ({ kind: 'calls', size: 50, cells });

describe('the window as it is shown', () => {
  it('is the breaker’s own while closed and after a trip', () => {
    expect(show('closed', 4, calls('ssff'), 0)).toEqual(calls('ssff'));
    expect(show('open', 4, calls('ssff'))).toEqual(calls('ssff'));
  });

  it('has one cell per probe while half-open, and after it opened again from there', () => {
    expect(show('half-open', 2, calls('sf'))).toEqual({ kind: 'calls', size: 5, cells: 'sf' });
    expect(show('open', 3, calls('sff'), 2)).toEqual({ kind: 'calls', size: 5, cells: 'sff' });
    const timed: WindowView = {
      kind: 'second-bins',
      size: 30,
      secondsPerBin: 1,
      bins: [
        [1, 0, 0, 0],
        [0, 0, 1, 0],
      ],
    };
    expect(show('half-open', 2, timed)).toEqual({ kind: 'calls', size: 5, cells: 'st' });
  });

  it('is empty until half-open has values of its own', () => {
    expect(show('half-open', 50, calls('s'.repeat(50)))).toEqual({ kind: 'calls', size: 5, cells: '' });
  });
});

describe('the calls of a window', () => {
  it('are counted by outcome, in cells and in bins alike', () => {
    const bins: WindowView = {
      kind: 'call-bins',
      size: 400,
      callsPerBin: 4,
      bins: [
        [2, 1, 0, 1],
        [4, 0, 0, 0],
      ],
    };
    expect(windowCounts(calls('sStf'))).toEqual({ success: 1, slow: 1, timeout: 1, failure: 1, total: 4 });
    expect(windowCounts(bins)).toEqual({ success: 6, slow: 1, timeout: 0, failure: 1, total: 8 });
    expect(windowInWords(bins)).toBe('6 success, 1 slow, 0 timeout, 1 failure');
  });
});
