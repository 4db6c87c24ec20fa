import { expect, it } from 'vitest';
import type { EntryFacts, JournalEntry } from '@/lib/protocol/journal-entry.ts';
import { createVirtualClock } from '@/lib/simulation/virtual-clock.ts';
import { createJournalWriter, MAX_WAITING } from './journal-writer.ts';
import type { Log, WriteBatch } from './ports.ts';

const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} };
const halt = (reason: string): EntryFacts => ({ kind: 'halt-reason', breaker: null, actor: 'operator', reason });
const settle = () => new Promise((resolve) => setImmediate(resolve));

function begin(lastSeq = 0) {
  const clock = createVirtualClock(1_000);
  const written: WriteBatch[] = [];
  const told: number[] = [];
  let lostTold = 0;
  const disk = { broken: null as string | null };
  const writer = createJournalWriter({
    store: {
      write: async (batch) => {
        await Promise.resolve();
        if (disk.broken) throw new Error(disk.broken);
        written.push(batch);
      },
    },
    clock,
    log: SILENT,
    epoch: 3,
    lastSeq,
    onLost: () => {
      lostTold += 1;
    },
  });
  writer.onPublished((entries) => {
    // Durable before shown: what is told must have been written.
    const durable = new Set(written.flatMap((batch) => batch.entries).map(({ seq }) => seq));
    for (const { seq } of entries) {
      expect(durable.has(seq)).toBe(true);
      told.push(seq);
    }
  });
  const add = (...reasons: string[]) => {
    for (const reason of reasons) writer.add({ at: clock.now(), facts: [halt(reason)] });
  };
  const entries = (): JournalEntry[] => written.flatMap((batch) => [...batch.entries]);
  return { clock, writer, disk, written, told, add, entries, lostTold: () => lostTold };
}

it('numbers on from the last number, without a hole, and tells only what is durable', async () => {
  const { add, told, entries, writer } = begin(41);
  add('a', 'b', 'c');
  await settle();
  expect(entries().map(({ seq, epoch, at }) => [seq, epoch, at])).toEqual([
    [42, 3, '1970-01-01T00:00:01.000Z'],
    [43, 3, '1970-01-01T00:00:01.000Z'],
    [44, 3, '1970-01-01T00:00:01.000Z'],
  ]);
  expect(told).toEqual([42, 43, 44]);
  expect(writer.publishedSeq).toBe(44);
});

it('commits what happens in one turn together', async () => {
  const { add, written } = begin();
  add('a', 'b', 'c');
  await settle();
  expect(written).toHaveLength(1);
});

it('keeps what happens while the database is away, and writes it in order when it is back', async () => {
  const { add, disk, clock, told, entries, writer } = begin();
  disk.broken = 'the disk is full';
  add('a', 'b');
  await settle();
  expect(writer.problem).toBe('the disk is full');
  expect(told).toEqual([]);
  add('c');
  disk.broken = null;
  clock.advance(2_000);
  await settle();
  expect(writer.problem).toBeNull();
  expect(entries().map((entry) => entry.kind === 'halt-reason' && entry.reason)).toEqual(['a', 'b', 'c']);
  expect(told).toEqual([1, 2, 3]);
});

it('says how much was lost when the database was away for longer than the queue lasts', async () => {
  const { add, writer, disk, clock, entries, lostTold } = begin();
  disk.broken = 'the disk is full';
  add('first');
  await settle();
  const transition = { kind: 'transition', breaker: 'a' } as unknown as EntryFacts;
  for (let count = 0; count < MAX_WAITING + 4; count += 1) writer.add({ at: 0, facts: [transition] });
  disk.broken = null;
  clock.advance(2_000);
  for (let turn = 0; turn < 100; turn += 1) await settle();
  const lost = entries().filter((entry) => entry.kind === 'lost');
  expect(lost).toMatchObject([{ transitions: 5 }]);
  expect(entries().map(({ seq }) => seq)).toEqual(Array.from({ length: MAX_WAITING + 1 }, (_, index) => index + 1));
  expect(lostTold()).toBe(1);
});

it('tells a writer that waits too long that it is not saved yet', async () => {
  const { writer, disk, clock } = begin();
  disk.broken = 'the disk is full';
  const refused = expect(writer.write({ at: 0, facts: [halt('x')] })).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: 'Carried out, but not saved yet: the disk is full',
  });
  await settle();
  clock.advance(5_000);
  await refused;
});

it('goes on although a listener fails', async () => {
  const { add, writer, told } = begin();
  writer.onPublished(() => {
    throw new Error('listener');
  });
  add('a');
  await settle();
  add('b');
  await settle();
  expect(told).toEqual([1, 2]);
});

it('writes what waits when it is stopped, and tells nobody afterwards', async () => {
  const { add, writer, entries, told } = begin();
  add('a', 'b');
  await writer.stop();
  expect(entries()).toHaveLength(2);
  expect(told).toEqual([1, 2]);
  add('c');
  await settle();
  expect(told).toEqual([1, 2]);
});
