import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { rollUp, START, series } from './history-fixtures.ts';
import { createRetention, KEPT_MS } from './roll-up-retention.ts';
import { newPath, otherProgram, removeFolder } from './sqlite-fixtures.ts';
import { rollUpsScript } from './write-script.ts';

// Processes, threads and the schema engine take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let path: string;
let database: Database;
let now: number;

beforeEach(async () => {
  path = await newPath();
  database = await openDatabase(path);
  now = START;
});
afterEach(async () => {
  await database.close();
  await removeFolder(resolve(path, '..'));
});

async function save(stepMs: number, count: number, firstAt: number): Promise<void> {
  const rows = series(0, count, (row) => rollUp(firstAt + row * stepMs, [], { stepMs, latency: 'x'.repeat(300) }));
  await database.change(() => rollUpsScript(rows));
}
const left = (stepMs: number) => database.read((client) => client.rollUpRow.count({ where: { stepMs } }));

describe('the retention of roll-ups', () => {
  it('keeps ten-second rows a day and minute rows thirty', async () => {
    await save(10_000, 3, START);
    await save(60_000, 3, START);
    now = START + KEPT_MS[10_000] + 10_001;
    await createRetention(database, () => now).enforce();
    expect([await left(10_000), await left(60_000)]).toEqual([1, 3]);
    now = START + KEPT_MS[60_000] + 60_000;
    await createRetention(database, () => now).enforce();
    expect([await left(10_000), await left(60_000)]).toEqual([0, 2]);
  });

  it('looks at most once a minute', async () => {
    const retention = createRetention(database, () => now);
    await retention.enforce();
    await save(10_000, 3, START - 2 * KEPT_MS[10_000]);
    now += 59_999;
    await retention.enforce();
    expect(await left(10_000)).toBe(3);
    now += 1;
    await retention.enforce();
    expect(await left(10_000)).toBe(0);
  });

  it('goes in chunks between which others write, and leaves the rest for the next minute', async () => {
    await save(10_000, 6_000, START - 2 * KEPT_MS[10_000]);
    const retention = createRetention(database, () => now);
    const order: string[] = [];
    const enforcing = retention.enforce().then(() => order.push('deleted'));
    const writing = database.change(() => rollUpsScript([rollUp(START, [5])])).then(() => order.push('written'));
    await Promise.all([enforcing, writing]);
    expect(order).toEqual(['written', 'deleted']);
    expect(await left(10_000)).toBe(1_001);
    now += 60_000;
    await retention.enforce();
    expect(await left(10_000)).toBe(1);
  });

  it('gives the freed pages back in steps', async () => {
    await save(10_000, 4_000, START - 2 * KEPT_MS[10_000]);
    const other = await otherProgram(path);
    const pages = async () =>
      Number((await other.queryRaw({ sql: 'PRAGMA page_count', args: [], argTypes: [] })).rows[0]?.[0]);
    const before = await pages();
    await createRetention(database, () => now).enforce();
    expect(await pages()).toBe(before - 200);
    await other.dispose();
  });
});
