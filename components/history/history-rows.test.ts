import { describe, expect, it } from 'vitest';
import { aFault, transition } from '@/components/wall/entry-fixture.ts';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';
import { historyRows, sampleInWords } from './history-rows.ts';

const change = (seq: number, at: string) => transition({ seq, at });
const boot = (seq: number, at: string, downSince: string): JournalEntry => ({
  ...{ kind: 'boot', breaker: null, downSince, seq, epoch: 2, at },
});
const source = (differs: Partial<Parameters<typeof historyRows>[0]>) => ({
  rows: [change(20, '2025-11-21T12:01:55Z'), change(10, '2025-11-20T23:00:00Z')],
  entries: [],
  faults: [],
  breakers: [],
  now: Date.parse('2025-11-21T12:03:07Z'),
  nextCursor: null,
  ...differs,
});
const kinds = (...args: Parameters<typeof historyRows>) => historyRows(...args).map((row) => `${row.kind} ${row.key}`);

describe('the rows of the history', () => {
  it('have a line where the day changes, and none for today', () => {
    expect(kinds(source({}), { from: 0 }, true)).toEqual(['change 20', 'day day-20 Nov 2025', 'change 10']);
  });

  it('have a row for the time in which the server did not run', () => {
    const entries = [boot(15, '2025-11-21T11:00:41Z', '2025-11-21T11:00:00Z')];
    const rows = historyRows(source({ entries }), { from: 0 }, true);
    expect(rows[1]).toMatchObject({ kind: 'down', lengthMs: 41_000 });
  });

  it('leave a boot to the page that it belongs to', () => {
    const entries = [
      boot(5, '2025-11-20T10:00:00Z', '2025-11-20T09:00:00Z'),
      boot(30, '2025-11-21T12:02:00Z', '2025-11-21T12:01:58Z'),
    ];
    expect(kinds(source({ entries, nextCursor: '10' }), { from: 0 }, false)).not.toContain('down boot-5');
    expect(kinds(source({ entries, nextCursor: '10' }), { from: 0 }, false)).not.toContain('down boot-30');
    expect(kinds(source({ entries }), { from: 0 }, true)).toEqual(
      expect.arrayContaining(['down boot-5', 'down boot-30']),
    );
  });

  it('name the fault that acted when it opened', () => {
    const faults = [{ ...aFault, startedAt: '2025-11-21T12:01:00Z', endsAt: '2025-11-21T12:05:00Z' }];
    const [first, , second] = historyRows(source({ faults }), { from: 0 }, true);
    expect(first?.kind === 'change' && first.fault?.replaceAll('\u00a0', ' ')).toBe('Errors 60 %');
    expect(second?.kind === 'change' && second.fault).toBeNull();
  });

  it('count failed calls only of a window that was recorded', () => {
    expect(sampleInWords(transition({}))).toBe('25 / 50');
    expect(sampleInWords(transition({ from: 'open', to: 'half-open' }))).toBe('–');
    expect(sampleInWords(transition({ bufferedCalls: 0 }))).toBe('–');
  });
});
