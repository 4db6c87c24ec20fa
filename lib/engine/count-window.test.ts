import { describe, expect, test } from 'vitest';
import { call, fail, letters, setUp, snapshot, succeed, succeedSlowly } from './breaker-fixtures.ts';
import { CountWindow } from './count-window.ts';
import type { RecordedOutcome } from './sliding-window.ts';

function record(window: CountWindow, calls: string): void {
  const outcomes: Readonly<Record<string, RecordedOutcome>> = { s: 'success', f: 'failure', t: 'timeout' };
  for (const letter of calls) {
    const outcome = outcomes[letter.toLowerCase()];
    if (outcome === undefined) throw new Error(letter);
    window.record(outcome, letter !== letter.toLowerCase());
  }
}

function windowOf(size: number, calls: string): CountWindow {
  const window = new CountWindow(size);
  record(window, calls);
  return window;
}

const exportOf = (window: CountWindow) => {
  const exported = window.toExport();
  if (exported.type !== 'count-based') throw new Error(exported.type);
  return exported.calls;
};

describe('[SW1] a count window is a ring of the last N calls', () => {
  test('below N it holds what came', () => {
    const window = windowOf(4, 'sft');
    expect(window.sumsAt()).toEqual({ calls: 3, failed: 2, slow: 0 });
    expect(exportOf(window)).toBe('sft');
  });

  test('at N it is full, one more evicts the oldest', () => {
    const window = windowOf(4, 'fsss');
    expect(window.sumsAt()).toEqual({ calls: 4, failed: 1, slow: 0 });
    record(window, 's');
    expect(window.sumsAt()).toEqual({ calls: 4, failed: 0, slow: 0 });
    expect(exportOf(window)).toBe('ssss');
  });

  test.each(['s', 'f', 't', 'S', 'F', 'T'])('evicting %s subtracts exactly what it added', (letter) => {
    const window = windowOf(1, letter);
    expect(window.sumsAt()).toEqual({
      calls: 1,
      failed: 'ftFT'.includes(letter) ? 1 : 0,
      slow: 'SFT'.includes(letter) ? 1 : 0,
    });
    record(window, 's');
    expect(window.sumsAt()).toEqual({ calls: 1, failed: 0, slow: 0 });
  });

  test('the sums are those of the ring, wherever it stands', () => {
    const window = new CountWindow(7);
    const calls = 'sftSFTssFfTtSsfFsTSt'.repeat(3);
    for (let n = 1; n <= calls.length; n += 1) {
      record(window, calls.charAt(n - 1));
      const held = calls.slice(Math.max(0, n - 7), n);
      expect(exportOf(window)).toBe(held);
      expect(window.sumsAt()).toEqual({
        calls: held.length,
        failed: held.replace(/s/gi, '').length,
        slow: held.replace(/[a-z]/g, '').length,
      });
    }
  });

  test('an outcome costs the same memory whatever the window: one byte a cell, taken once', () => {
    expect(JSON.stringify(new CountWindow(1_000_000).toExport())).toBe(
      '{"type":"count-based","size":1000000,"calls":""}',
    );
  });
});

test('[SW4] its cells tell outcome and slowness of every call, oldest first, and change nothing', () => {
  const window = windowOf(3, 'sfTS');
  const cells = window.cells();
  expect(cells).toEqual([
    { kind: 'call', outcome: 'failure', slow: false },
    { kind: 'call', outcome: 'timeout', slow: true },
    { kind: 'call', outcome: 'success', slow: true },
  ]);
  expect(window.cells()).toEqual(cells);
  record(window, 's');
  expect(exportOf(window)).toBe('TSs');
});

test.each([
  ['smaller', 2, 'TS'],
  ['as large', 4, 'sfTS'],
  ['larger', 9, 'sfTS'],
])('a %s window takes over the newest calls', (_, size, held) => {
  const window = CountWindow.from('sfTS', size);
  expect(exportOf(window)).toBe(held);
  record(window, 'f');
  expect(exportOf(window)).toBe(size === 9 ? 'sfTSf' : `${held}f`.slice(1));
  expect(window.sumsAt().calls).toBe(Math.min(size, 5));
});

test('[SW4] a breaker shows its window cell by cell', () => {
  const scene = setUp();
  succeed(scene);
  succeedSlowly(scene);
  call(scene, 'timeout', 1, 100);
  expect(letters(scene)).toBe('sSt');
  fail(scene);
  expect(letters(scene)).toBe('sStf');
  expect(snapshot(scene).window).toMatchObject({ bufferedCalls: 4, failedCalls: 2, slowCalls: 1 });
});
