import { describe, expect, it } from 'vitest';
import type { TransitionsQuery } from '@/lib/protocol/history-query.ts';
import type { TransitionResource } from '@/lib/protocol/journal-entry.ts';
import type { Store } from '@/lib/runtime/ports.ts';
import { boot, command, START, series, transition, transitionsQuery } from './history-fixtures.ts';

/** What every store promises about the journal it was given. */
export function promiseTheJournal(store: () => Store): void {
  const page = (query: Partial<TransitionsQuery> = {}) => store().transitions(transitionsQuery(query));
  const numbers = (transitions: readonly TransitionResource[]) => transitions.map(({ seq }) => seq);

  describe('entries', () => {
    it('come back as they were written, whatever characters they hold', async () => {
      const entries = [boot(1), command(2, "c'1"), transition(3, { cause: 'command' }), transition(4)];
      await store().write({ entries });
      expect(await store().entriesAfter(0, 10)).toEqual(entries);
      expect(await store().entry(2)).toEqual(entries[1]);
      expect(await store().entry(5)).toBeNull();
    });

    it('are found by the command they carry out', async () => {
      await store().write({ entries: [boot(1), command(2, 'c1'), transition(3, { cause: 'command' })] });
      expect(await store().findCommand('c1')).toBe(2);
      expect(await store().findCommand('c2')).toBeNull();
    });

    it('go on after a number, oldest first, as many as asked for', async () => {
      await store().write({ entries: series(1, 10, (seq) => transition(seq)) });
      expect((await store().entriesAfter(4, 3)).map(({ seq }) => seq)).toEqual([5, 6, 7]);
      expect(await store().entriesAfter(10, 3)).toEqual([]);
    });

    it('are listed newest first, for one breaker with what concerns all', async () => {
      const of = (seq: number) => transition(seq, { breaker: seq % 2 === 0 ? 'payments' : 'search' });
      await store().write({ entries: [boot(1), ...series(2, 6, of), boot(8, 2), ...series(9, 3, of)] });
      expect((await store().latestEntries(3)).map(({ seq }) => seq)).toEqual([11, 10, 9]);
      expect((await store().latestEntries(5, 'payments')).map(({ seq }) => seq)).toEqual([10, 8, 6, 4, 2]);
      expect((await store().latestEntries(50, 'payments')).map(({ seq }) => seq)).toEqual([10, 8, 6, 4, 2, 1]);
      expect((await store().latestEntries(50, 'unknown')).map(({ seq }) => seq)).toEqual([8, 1]);
    });
  });

  describe('transitions', () => {
    it('are listed newest first with their permalink, without other entries', async () => {
      await store().write({ entries: [boot(1), transition(2), command(3, 'c1'), transition(4, { cause: 'command' })] });
      const { transitions, nextCursor } = await page();
      expect(transitions).toEqual([
        { ...transition(4, { cause: 'command' }), id: '4' },
        { ...transition(2), id: '2' },
      ]);
      expect(nextCursor).toBeNull();
    });

    it('are paged without holes or doubles while new ones arrive', async () => {
      await store().write({ entries: series(1, 25, (seq) => transition(seq)) });
      const seen: number[] = [];
      let newest = 25;
      let cursor: string | null = '';
      while (cursor !== null) {
        const found = await page({ limit: 7, ...(cursor === '' ? {} : { cursor: Number(cursor) }) });
        seen.push(...numbers(found.transitions));
        cursor = found.nextCursor;
        newest += 1;
        await store().write({ entries: [transition(newest)] });
      }
      expect(seen).toEqual(series(1, 25, (seq) => seq).reverse());
    });

    it('end with the page that holds the last one', async () => {
      await store().write({ entries: series(1, 4, (seq) => transition(seq)) });
      const first = await page({ limit: 2 });
      expect(first.nextCursor).toBe('3');
      expect(await page({ limit: 2, cursor: 3 })).toMatchObject({
        nextCursor: null,
        transitions: [{ seq: 2 }, { seq: 1 }],
      });
      expect(await page({ cursor: 1 })).toEqual({ transitions: [], nextCursor: null });
    });

    const FILTERED: readonly [string, Partial<TransitionsQuery>, number[]][] = [
      ['a breaker', { breaker: 'search' }, [5, 2]],
      ['a state', { toState: 'half-open' }, [5, 4]],
      ['a cause', { cause: 'command' }, [6, 3]],
      ['a breaker and a state', { breaker: 'search', toState: 'half-open' }, [5]],
      ['a state and a cause', { toState: 'forced-open', cause: 'command' }, [6, 3]],
      ['all three', { breaker: 'search', toState: 'open', cause: 'failure-rate' }, [2]],
      ['nothing that is there', { breaker: 'unknown' }, []],
      ['the time from, included', { from: START + 5_000 }, [6, 5]],
      ['the time to, excluded', { to: START + 3_000 }, [2, 1]],
      ['a range', { from: START + 2_000, to: START + 5_000 }, [4, 3, 2]],
      [
        'a range, a breaker and a page',
        { from: START + 1_000, to: START + 6_000, breaker: 'payments', cursor: 4 },
        [3, 1],
      ],
      ['a range before everything', { to: START }, []],
    ];
    it.each(FILTERED)('are filtered by %s', async (_, query, expected) => {
      await store().write({
        entries: [
          transition(1),
          transition(2, { breaker: 'search' }),
          transition(3, { to: 'forced-open', cause: 'command' }),
          transition(4, { from: 'open', to: 'half-open', cause: 'wait-over' }),
          transition(5, { breaker: 'search', from: 'open', to: 'half-open', cause: 'wait-over' }),
          transition(6, { to: 'forced-open', cause: 'command' }),
        ],
      });
      expect(numbers((await page(query)).transitions)).toEqual(expected);
    });

    it('keep the order of their numbers when the clock was set back between two boots', async () => {
      const times = [5_000, 6_000, 1_000, 2_000, 7_000];
      await store().write({ entries: times.map((ms, index) => transition(index + 1, { at: START + ms })) });
      expect(numbers((await page()).transitions)).toEqual([5, 4, 3, 2, 1]);
      expect(numbers((await page({ from: START + 2_000, to: START + 6_000 })).transitions)).toEqual([4, 1]);
    });
  });

  describe('transitions per bucket', () => {
    const range = { from: START, to: START + 40_000, bucketMs: 10_000 };
    const bucket = (ms: number, counts: object = {}) => ({
      at: new Date(START + ms).toISOString(),
      trips: 0,
      reopenings: 0,
      recoveries: 0,
      manual: 0,
      ...counts,
    });

    it('are counted by what they mean, empty buckets included', async () => {
      await store().write({
        entries: [
          transition(1),
          transition(2, { breaker: 'search' }),
          transition(3, { from: 'open', to: 'half-open', cause: 'wait-over' }),
          transition(4, { from: 'half-open', to: 'open', cause: 'probe-failed' }),
          transition(5, { from: 'half-open', to: 'closed', cause: 'probes-good', at: START + 39_999 }),
          transition(6, { to: 'forced-open', cause: 'command', at: START + 30_000 }),
          transition(7, { from: 'forced-open', to: 'open', cause: 'hold-expired', at: START + 30_001 }),
          transition(8, { at: START + 40_000 }),
          transition(9, { at: START - 1 }),
          boot(10),
        ],
      });
      expect(await store().transitionBuckets(range)).toEqual([
        bucket(0, { trips: 2, reopenings: 1 }),
        bucket(10_000),
        bucket(20_000),
        bucket(30_000, { recoveries: 1, manual: 2 }),
      ]);
    });

    it('are filtered as the list is, and the last bucket may be cut', async () => {
      await store().write({ entries: [transition(1), transition(2, { breaker: 'search' }), transition(16)] });
      const found = await store().transitionBuckets({
        ...range,
        to: START + 15_000,
        breaker: 'payments',
        toState: 'open',
      });
      expect(found).toEqual([bucket(0, { trips: 1 }), bucket(10_000)]);
      const others = await store().transitionBuckets({ ...range, cause: 'command' });
      expect(others.every(({ trips }) => trips === 0)).toBe(true);
    });

    it('take moments with a fraction, as a running clock gives them', async () => {
      await store().write({ entries: [transition(1)] });
      const found = await store().transitionBuckets({ from: START + 0.4, to: START + 9_999.7, bucketMs: 5_000 });
      expect(found.map(({ trips }) => trips)).toEqual([1, 0]);
    });
  });
}
