import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { STORE_UNAVAILABLE } from '@/lib/runtime/ports.ts';
import { type Database, openDatabase } from './database.ts';
import { boot, series, transition } from './history-fixtures.ts';
import { journalQueries } from './journal-queries.ts';
import { newPath, otherProgram, removeFolder } from './sqlite-fixtures.ts';
import { writeScript } from './write-script.ts';

// Processes, threads and the schema engine take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let path: string;
let database: Database;
let other: SqlDriverAdapter;

beforeEach(async () => {
  path = await newPath();
  database = await openDatabase(path);
  other = await otherProgram(path);
});
afterEach(async () => {
  await database.close();
  await other.dispose();
  await removeFolder(resolve(path, '..'));
});

const write = (first: number, count = 1) =>
  database.change(() => writeScript({ entries: series(first, count, (seq) => transition(seq)) }));
const seqs = async () => (await journalQueries(database).entriesAfter(0, 10_000)).map(({ seq }) => seq);
const settings = async (sql: string) => {
  let rows: unknown[][] = [];
  await database.maintain(async (writer) => {
    rows = (await writer.queryRaw({ sql, args: [], argTypes: [] })).rows;
  });
  return rows[0]?.[0];
};

describe('the connection that writes', () => {
  it('never waits for the disk at a commit, and never for a lock, whatever it has done', async () => {
    expect(await settings('PRAGMA synchronous')).toBe(1);
    await write(1, 500);
    await expect(write(1)).rejects.toMatchObject({ code: STORE_UNAVAILABLE });
    await write(501);
    expect(await settings('PRAGMA synchronous')).toBe(1);
    expect(await settings('PRAGMA busy_timeout')).toBe(0);
  });

  it('keeps its log from growing without end', async () => {
    for (let batch = 0; batch < 20; batch += 1) await write(1 + batch * 500, 500);
    const [[busy, pages] = []] = (
      await other.queryRaw({ sql: 'PRAGMA wal_checkpoint(PASSIVE)', args: [], argTypes: [] })
    ).rows;
    expect(busy).toBe(0);
    expect(pages).toBeLessThan(3_000);
  });
});

describe('a lock of another program', () => {
  it('is waited for while others read on', async () => {
    await write(1);
    await other.executeScript('PRAGMA busy_timeout = 0');
    await other.executeRaw({ sql: 'BEGIN IMMEDIATE', args: [], argTypes: [] });
    let written = false;
    const writing = write(2).then(() => {
      written = true;
    });
    await pause(150);
    expect(await seqs()).toEqual([1]);
    expect(written).toBe(false);
    await other.executeScript('ROLLBACK');
    await writing;
    expect(await seqs()).toEqual([1, 2]);
  });

  it('that stays makes writing fail in words, and writing succeeds again when it is gone', async () => {
    await other.executeRaw({ sql: 'BEGIN IMMEDIATE', args: [], argTypes: [] });
    const begun = performance.now();
    await expect(write(1)).rejects.toMatchObject({
      code: STORE_UNAVAILABLE,
      message: "The history can't be written: another program has locked it",
    });
    expect(performance.now() - begun).toBeLessThan(4_000);
    expect(await seqs()).toEqual([]);
    await other.executeScript('ROLLBACK');
    await write(1);
    // What the failed attempt saw must not be what is seen from now on.
    await other.executeRaw({ sql: 'DELETE FROM journal WHERE seq = 1', args: [], argTypes: [] });
    await write(1);
    expect(await seqs()).toEqual([1]);
  });

  it('met while reading leaves no stale view behind', async () => {
    await other.executeRaw({ sql: 'BEGIN IMMEDIATE', args: [], argTypes: [] });
    let attempts = 0;
    let reading: Promise<number> | undefined;
    await new Promise<void>((met) => {
      reading = database.read(async (client) => {
        attempts += 1;
        if (attempts === 1) await client.$executeRawUnsafe('BEGIN IMMEDIATE').finally(met);
        return client.journalRow.count();
      });
    });
    await other.executeScript('ROLLBACK');
    await write(1, 3);
    expect(await reading).toBe(3);
    expect(attempts).toBe(2);
    await write(4);
    expect(await seqs()).toEqual([1, 2, 3, 4]);
  });
});

describe('what can not be written', () => {
  const FAILURES: readonly [string, string, string, string][] = [
    ['a read-only file', 'PRAGMA query_only = ON', 'PRAGMA query_only = OFF', 'it is read-only'],
    ['a full disk', 'PRAGMA max_page_count = 1', 'PRAGMA max_page_count = 1000000', 'the disk is full'],
    [
      'a table that is gone',
      'ALTER TABLE journal RENAME TO gone',
      'ALTER TABLE gone RENAME TO journal',
      'no such table',
    ],
  ];
  it.each(FAILURES)(
    'because of %s fails in words and leaves nothing, until that is over',
    async (_, begin, end, words) => {
      await write(1);
      await database.maintain((writer) => writer.executeScript(begin));
      await expect(write(2, 500)).rejects.toMatchObject({
        code: STORE_UNAVAILABLE,
        message: expect.stringMatching(`^The history can't be written: .*${words}`),
      });
      await database.maintain((writer) => writer.executeScript(end));
      expect(await seqs()).toEqual([1]);
      await write(2, 500);
      expect(await seqs()).toHaveLength(501);
    },
  );

  it('goes back whole if a later table of the batch refuses', async () => {
    await database.maintain((writer) => writer.executeScript('ALTER TABLE checkpoints RENAME TO gone'));
    const batch = { entries: [boot(1)], checkpoints: [{ breaker: 'payments', at: 1, state: {}, hold: null }] };
    await expect(database.change(() => writeScript(batch))).rejects.toMatchObject({ code: STORE_UNAVAILABLE });
    expect(await seqs()).toEqual([]);
  });
});

describe('what can not be read', () => {
  it('fails in words', async () => {
    await database.maintain((writer) => writer.executeScript('ALTER TABLE journal RENAME TO gone'));
    await expect(seqs()).rejects.toMatchObject({
      code: STORE_UNAVAILABLE,
      message: expect.stringMatching(/^The history can't be read: /),
    });
  });
});
