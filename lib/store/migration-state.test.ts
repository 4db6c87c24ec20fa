import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { STORE_UNAVAILABLE } from '@/lib/runtime/ports.ts';
import { boot, series, transition } from './history-fixtures.ts';
import { filesBeside, newFolder, openAt, otherProgram, removeFolder } from './sqlite-fixtures.ts';

// Processes, threads and the schema engine take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const LATER = '29990101000000_later';
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await newFolder();
  path = join(folder, 'panel.db');
});
afterEach(() => removeFolder(folder));

/** A version of the panel that has one migration more. */
async function nextVersion(sql: string): Promise<string> {
  const prismaFolder = join(folder, 'next-version');
  await cp('prisma', prismaFolder, { recursive: true });
  await mkdir(join(prismaFolder, 'migrations', LATER));
  await writeFile(join(prismaFolder, 'migrations', LATER, 'migration.sql'), sql);
  return prismaFolder;
}

async function change(act: (connection: SqlDriverAdapter) => Promise<unknown>): Promise<void> {
  const connection = await otherProgram(path);
  await act(connection);
  await connection.dispose();
}

async function fill(): Promise<void> {
  const { store } = await openAt(path);
  await store.write({ entries: series(1, 50, (seq) => transition(seq)) });
  await store.close();
}

describe('a new version of the panel', () => {
  it('copies a history aside before it changes its tables', async () => {
    await fill();
    const prismaFolder = await nextVersion('ALTER TABLE journal ADD COLUMN note TEXT;');
    const { state, store } = await openAt(path, { prismaFolder });
    expect(state).toMatchObject({ epoch: 2, lastSeq: 50 });
    await store.close();
    const copy = `${path}.before-${LATER}`;
    expect(await filesBeside(path)).toContain(`panel.db.before-${LATER}`);
    const old = await openAt(copy);
    expect(old.state).toMatchObject({ epoch: 2, lastSeq: 50 });
    await old.store.close();
  });

  it('copies nothing where nothing is', async () => {
    const { store } = await openAt(path, { prismaFolder: await nextVersion('CREATE TABLE notes (id TEXT);') });
    await store.close();
    expect(await filesBeside(path)).toEqual(['panel.db', 'panel.db.lock']);
  });

  it('leaves a history that the older one refuses by the name of what it does not know', async () => {
    const { store } = await openAt(path, { prismaFolder: await nextVersion('CREATE TABLE notes (id TEXT);') });
    await store.write({ entries: [boot(1)] });
    await store.close();
    await expect(openAt(path)).rejects.toMatchObject({
      code: STORE_UNAVAILABLE,
      message: expect.stringMatching(`${path} was written by a newer version of the panel \\(it has ${LATER}\\)`),
    });
  });

  it('whose change fails leaves a copy, and says where it is at the next start', async () => {
    await fill();
    const prismaFolder = await nextVersion('ALTER TABLE journal ADD COLUMN note TEXT; CREATE TABLE journal (x TEXT);');
    await expect(openAt(path, { prismaFolder })).rejects.toMatchObject({
      code: STORE_UNAVAILABLE,
      message: expect.stringContaining(`${path} can't be changed by ${LATER}`),
    });
    await expect(openAt(path, { prismaFolder })).rejects.toMatchObject({
      message: expect.stringContaining(`Put the copy ${path}.before-${LATER} in its place`),
    });
    const copy = await openAt(`${path}.before-${LATER}`);
    expect(copy.state.lastSeq).toBe(50);
    await copy.store.close();
  });
});

describe('a file that is there', () => {
  it('is left alone where it is the database of another program', async () => {
    await change((connection) => connection.executeScript('CREATE TABLE recipes (name TEXT)'));
    await expect(openAt(path)).rejects.toMatchObject({
      code: STORE_UNAVAILABLE,
      message: expect.stringContaining(`${path} is the database of another program`),
    });
    await change(async (connection) => {
      const { rows } = await connection.queryRaw({ sql: 'SELECT name FROM sqlite_master', args: [], argTypes: [] });
      expect(rows).toEqual([['recipes']]);
    });
  });

  it('is set aside where its very first start was interrupted', async () => {
    await (await openAt(path)).store.close();
    await change(async (connection) => {
      await connection.executeScript(
        'DROP TABLE boots; DROP TABLE journal; UPDATE _prisma_migrations SET finished_at = NULL',
      );
    });
    const { state, store } = await openAt(path);
    expect(state).toMatchObject({ epoch: 1, lastSeq: 0 });
    expect(state.notices).toEqual([
      expect.stringContaining(`The first start with ${path} was interrupted. It was set aside as`),
    ]);
    await store.close();
  });

  it('is not opened from a folder without migrations', async () => {
    await expect(openAt(path, { prismaFolder: join(folder, 'nowhere') })).rejects.toMatchObject({
      message: expect.stringContaining('start the panel from the folder it lies in'),
    });
  });
});
