import { expect, it } from 'vitest';
import type { WindowCell } from '@/lib/engine/breaker.ts';
import { DEFAULT_CONFIG } from '@/lib/engine/breaker-config.ts';
import { windowView } from './window-view.ts';

const call = (outcome: 'success' | 'failure' | 'timeout', slow = false): WindowCell => ({
  kind: 'call',
  outcome,
  slow,
});

it('writes one letter a call, oldest first', () => {
  const cells = [call('success'), call('success', true), call('timeout'), call('failure', true)];
  const view = windowView({ ...DEFAULT_CONFIG, slidingWindowSize: 10 }, cells);
  expect(view).toEqual({ kind: 'calls', size: 10, cells: 'sStf' });
});

it('draws bins of equally many calls where there are too many for cells', () => {
  const cells = Array.from({ length: 1_000 }, (_, index) => call(index < 15 ? 'failure' : 'success'));
  const view = windowView({ ...DEFAULT_CONFIG, slidingWindowSize: 1_000 }, cells);
  expect(view).toMatchObject({ kind: 'call-bins', callsPerBin: 10 });
  expect(view.kind === 'call-bins' && [view.bins.length, view.bins[0], view.bins[1], view.bins[2]]).toEqual([
    100,
    [0, 0, 0, 10],
    [5, 0, 0, 5],
    [10, 0, 0, 0],
  ]);
});

it('adds up seconds of a long time window', () => {
  const cells: WindowCell[] = Array.from({ length: 300 }, (_, second) => ({
    kind: 'second',
    at: second * 1_000,
    success: 2,
    slow: 1,
    timeout: 0,
    failure: 0,
  }));
  const view = windowView({ ...DEFAULT_CONFIG, slidingWindowType: 'time-based', slidingWindowSize: 300 }, cells);
  expect(view).toMatchObject({ kind: 'second-bins', secondsPerBin: 3 });
  expect(view.kind === 'second-bins' && [view.bins.length, view.bins[0]]).toEqual([100, [6, 3, 0, 0]]);
});
