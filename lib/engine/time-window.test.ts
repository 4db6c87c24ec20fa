import { describe, expect, test } from 'vitest';
import { advance, fail, START, setUp, snapshot, succeed } from './breaker-fixtures.ts';
import type { RecordedOutcome } from './sliding-window.ts';
import { TimeWindow } from './time-window.ts';

/** A window with calls at these milliseconds after the start. */
function windowOf(size: number, calls: readonly [ms: number, outcome: RecordedOutcome, slow?: boolean][]): TimeWindow {
  const window = new TimeWindow(size);
  for (const [ms, outcome, slow] of calls) window.record(outcome, slow ?? false, START + ms);
  return window;
}

const callsAt = (window: TimeWindow, ms: number) => window.sumsAt(START + ms).calls;

describe('[SW2] a time window counts the current epoch second and the N − 1 before it', () => {
  test('a call counts until the last millisecond of the second that is N − 1 later', () => {
    const window = windowOf(3, [[999, 'failure']]);
    expect(callsAt(window, 999)).toBe(1);
    expect(callsAt(window, 2_999)).toBe(1);
    expect(callsAt(window, 3_000)).toBe(0);
  });

  test('buckets begin with the epoch second, not with the first call', () => {
    const window = windowOf(1, [[999.9, 'success']]);
    expect(callsAt(window, 999.99)).toBe(1);
    expect(callsAt(window, 1_000)).toBe(0);
  });

  test('the next record forgets what reading left out', () => {
    const window = windowOf(3, [
      [0, 'failure', true],
      [1_000, 'success'],
      [3_000, 'timeout'],
    ]);
    expect(window).toMatchObject({ calls: 2, failed: 1, slow: 0 });
    expect(window.sumsAt(START + 3_000)).toEqual({ calls: 2, failed: 1, slow: 0 });
  });

  test.each([2_999, 3_000, 3_001, 60_000, 86_400_000 * 365])(
    'a pause of %d ms leaves nothing old behind',
    (pauseMs) => {
      const window = windowOf(3, [
        [0, 'failure', true],
        [500, 'timeout'],
        [999, 'success', true],
        [pauseMs, 'success'],
      ]);
      const old = pauseMs < 3_000 ? 3 : 0;
      expect(window).toMatchObject({ calls: old + 1, failed: old === 0 ? 0 : 2, slow: old === 0 ? 0 : 2 });
    },
  );

  test('one second is a window too', () => {
    const window = windowOf(1, [
      [0, 'failure'],
      [999, 'failure'],
      [1_000, 'success'],
    ]);
    expect(window).toMatchObject({ calls: 1, failed: 0 });
  });

  test('an hour is the largest', () => {
    const window = windowOf(3_600, [
      [0, 'failure'],
      [3_599_999, 'success'],
    ]);
    expect(window.calls).toBe(2);
    window.record('success', false, START + 3_600_000);
    expect(window).toMatchObject({ calls: 2, failed: 0 });
  });

  test('[HO5] a call told with an earlier time is counted in the newest second', () => {
    const window = windowOf(2, [
      [5_000, 'success'],
      [1_000, 'failure'],
    ]);
    expect(window).toMatchObject({ calls: 2, failed: 1 });
    expect(callsAt(window, 1_000)).toBe(2);
    expect(callsAt(window, 6_999)).toBe(2);
    expect(callsAt(window, 7_000)).toBe(0);
  });
});

test('[SW2] the sums are those of the calls that are young enough, at every step of a long walk', () => {
  const window = new TimeWindow(5);
  const held: { second: number; failed: boolean; slow: boolean }[] = [];
  const outcomes: RecordedOutcome[] = ['success', 'failure', 'timeout'];
  let ms = 0;
  for (let n = 0; n < 500; n += 1) {
    ms += [0, 1, 400, 1_000, 2_500, 4_999, 12_000][(n * n + 3 * n) % 7] ?? 0;
    const outcome = outcomes[n % 3] ?? 'success';
    window.record(outcome, n % 4 === 0, START + ms);
    held.push({ second: Math.floor(ms / 1_000), failed: outcome !== 'success', slow: n % 4 === 0 });
    for (const laterMs of [0, 700, 3_000, 6_000]) {
      const now = Math.floor((ms + laterMs) / 1_000);
      const young = held.filter(({ second }) => second > now - 5);
      expect(window.sumsAt(START + ms + laterMs), `call ${n}, ${laterMs} ms later`).toEqual({
        calls: young.length,
        failed: young.filter(({ failed }) => failed).length,
        slow: young.filter(({ slow }) => slow).length,
      });
    }
  }
});

describe('[SW4] its cells', () => {
  const calls: [number, RecordedOutcome, boolean?][] = [
    [0, 'success'],
    [0, 'success', true],
    [2_000, 'failure', true],
    [2_000, 'timeout'],
  ];
  const second = (ms: number, counts: object = {}) => ({
    kind: 'second',
    at: START + ms,
    success: 0,
    slow: 0,
    timeout: 0,
    failure: 0,
    ...counts,
  });

  test('are all N seconds, oldest first, each call in one of four counts', () => {
    expect(windowOf(3, calls).cells(START + 2_999)).toEqual([
      second(0, { success: 1, slow: 1 }),
      second(1_000),
      second(2_000, { failure: 1, timeout: 1 }),
    ]);
  });

  test('move with the time that reads, and reading changes nothing', () => {
    const window = windowOf(3, calls);
    expect(window.cells(START + 4_000)).toEqual([
      second(2_000, { failure: 1, timeout: 1 }),
      second(3_000),
      second(4_000),
    ]);
    expect(window.cells(START + 60_000)).toEqual([second(58_000), second(59_000), second(60_000)]);
    expect(window.sumsAt(START + 2_000)).toEqual({ calls: 4, failed: 2, slow: 2 });
  });
});

describe('taking over seconds', () => {
  const exported = windowOf(4, [
    [0, 'failure', true],
    [1_000, 'success', true],
    [3_000, 'success'],
  ]).toExport();
  const seconds = exported.type === 'time-based' ? exported.seconds : [];
  const base = START / 1_000;

  test('empty seconds are not exported', () => {
    expect(seconds).toEqual([
      [base, 0, 0, 1, 0, 1],
      [base + 1, 0, 1, 0, 0, 0],
      [base + 3, 1, 0, 0, 0, 0],
    ]);
    expect(new TimeWindow(3).toExport()).toEqual({ type: 'time-based', size: 3, seconds: [] });
  });

  test.each([
    [3, { calls: 2, failed: 0, slow: 1 }],
    [4, { calls: 3, failed: 1, slow: 2 }],
    [60, { calls: 3, failed: 1, slow: 2 }],
  ])('a window of %d seconds holds the newest of them', (size, sums) => {
    expect(TimeWindow.from(seconds, size, START + 3_000).sumsAt(START + 3_000)).toEqual(sums);
  });

  test('[HO6] seconds in the future of a clock that was set back end now', () => {
    const window = TimeWindow.from(seconds, 4, START - 3_600_000);
    expect(window.sumsAt(START - 3_600_000).calls).toBe(3);
    expect(window.sumsAt(START - 3_600_000 + 3_000).calls).toBe(1);
    expect(window.sumsAt(START - 3_600_000 + 4_000).calls).toBe(0);
  });
});

test('[SW2] a breaker that was idle forgets: old failures do not open it', () => {
  const scene = setUp({ slidingWindowType: 'time-based', slidingWindowSize: 10 });
  fail(scene, 3);
  advance(scene, 10_000);
  expect(snapshot(scene).window.bufferedCalls).toBe(0);
  fail(scene);
  expect(scene.breaker.state).toBe('closed');
  succeed(scene, 1);
  advance(scene, 9_999);
  expect(snapshot(scene).window).toMatchObject({ bufferedCalls: 2, failedCalls: 1 });
});
