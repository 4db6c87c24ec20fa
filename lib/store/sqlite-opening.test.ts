import { spawn, spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { STORE_UNAVAILABLE } from '@/lib/runtime/ports.ts';
import { boot, START, series, transition } from './history-fixtures.ts';
import {
  bundle,
  filesBeside,
  newFolder,
  newPath,
  openAt,
  otherProgram,
  removeBundles,
  removeFolder,
} from './sqlite-fixtures.ts';
import { openSqliteStore } from './sqlite-store.ts';

// Processes, threads and the schema engine take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Opens a history as one whom permissions bind; root becomes somebody else when everything is loaded. */
const POWERLESS = `
  import { rmSync } from 'node:fs';
  import { openSqliteStore } from '@/lib/store/sqlite-store.ts';
  async function main() {
    const path = process.argv[2];
    if (process.getuid() === 0) {
      const elsewhere = await openSqliteStore('file:' + path + '.other/panel.db');
      await elsewhere.store.close();
      rmSync(path + '.other', { recursive: true });
      process.setgid(65534);
      process.setuid(65534);
    }
    const { state, store } = await openSqliteStore('file:' + path, { prismaFolder: path + '/../prisma' });
    await store.close();
    console.log('opened ' + state.epoch);
  }
  main().catch((error) => console.log(error.code + ' ' + error.message));
`;

let folder: string;
beforeEach(async () => {
  folder = await newFolder();
});
afterEach(() => removeFolder(folder));
afterAll(removeBundles);

describe('opening a history', () => {
  it('makes folders, file and tables where nothing is', async () => {
    const path = join(folder, 'a folder', 'with 100% #odd? names', 'panel.db');
    const { state, store } = await openAt(path);
    expect(state).toMatchObject({ epoch: 1, lastSeq: 0, notices: [] });
    await store.write({ entries: [boot(1)] });
    await store.close();
    expect(await filesBeside(path)).toEqual(['panel.db', 'panel.db.lock']);
  });

  it('makes a file that gives freed pages back and logs ahead', async () => {
    const path = join(folder, 'panel.db');
    const { store } = await openAt(path);
    const other = await otherProgram(path);
    const setting = async (pragma: string) =>
      (await other.queryRaw({ sql: `PRAGMA ${pragma}`, args: [], argTypes: [] })).rows[0]?.[0];
    expect(await setting('auto_vacuum')).toBe(2);
    expect(await setting('journal_mode')).toBe('wal');
    await other.dispose();
    await store.close();
  });

  it.each(['libsql://example.org', 'panel.db', 'file::memory:'])('refuses %s, which names no file', async (url) => {
    await expect(openSqliteStore(url)).rejects.toMatchObject({
      code: STORE_UNAVAILABLE,
      message: expect.stringContaining(url),
    });
  });

  it('says path and reason where the path is a folder', async () => {
    const path = join(folder, 'panel.db');
    await mkdir(path);
    await expect(openAt(path)).rejects.toMatchObject({
      code: STORE_UNAVAILABLE,
      message: `The history at ${path} can't be opened: it is a folder, not a file`,
    });
  });

  it('says path and reason where a part of the path is a file', async () => {
    await writeFile(join(folder, 'notes.txt'), 'mine');
    const path = join(folder, 'notes.txt', 'panel.db');
    await expect(openAt(path)).rejects.toMatchObject({
      code: STORE_UNAVAILABLE,
      message: `The history at ${path} can't be opened: a part of its path is a file, not a folder`,
    });
  });

  it('says path and reason to a user without the permission', async () => {
    const program = await bundle({ text: POWERLESS }, 'powerless');
    const place = await newFolder();
    const path = join(place, 'panel.db');
    await cp('prisma', join(place, 'prisma'), { recursive: true });
    await (await openAt(path)).store.close();
    for (const log of ['-wal', '-shm']) await rm(path + log, { force: true });
    const open = () => spawnSync(process.execPath, [program, path], { encoding: 'utf8' }).stdout.trim();
    const refused = `STORE_UNAVAILABLE The history at ${path} can't be opened: permission is denied`;
    await chmod(place, 0o777);
    await chmod(path, 0o444);
    expect(open()).toBe(refused);
    await chmod(path, 0o666);
    await chmod(`${path}.lock`, 0o444);
    expect(open()).toBe(refused);
    await chmod(`${path}.lock`, 0o666);
    await chmod(place, 0o555);
    expect(open()).toBe(refused);
    await chmod(place, 0o777);
    expect(open()).toBe('opened 2');
    await removeFolder(place);
  });
});

/** A process that lets nobody else read, until the returned function is called. */
async function holdExclusively(path: string): Promise<() => Promise<void>> {
  const text = `
    import { connect } from '@/lib/store/connection.ts';
    const connection = await connect(process.argv[2]);
    await connection.executeScript('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT');
    console.log('held');
    setInterval(() => connection, 1_000);`;
  const program = await bundle({ text }, 'exclusive');
  const child = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((end) => child.once('close', () => end()));
  await new Promise((held) => child.stdout.once('data', held));
  return () => {
    child.kill('SIGKILL');
    return ended;
  };
}

describe('a file that another program holds', () => {
  it('is not taken for damaged, and opened once it is free', async () => {
    const path = await newPath();
    const release = await holdExclusively(path);
    await expect(openAt(path)).rejects.toMatchObject({
      code: STORE_UNAVAILABLE,
      message: `The history at ${path} can't be opened: another program has locked it`,
    });
    await release();
    const { state, store } = await openAt(path);
    expect(state.notices).toEqual([]);
    await store.close();
    await removeFolder(resolve(path, '..'));
  });
});

describe('a damaged file', () => {
  async function expectSetAside(path: string, original: Buffer) {
    const { state, store } = await openAt(path, { now: () => START });
    expect(state).toMatchObject({ epoch: 1, lastSeq: 0 });
    expect(state.notices).toEqual([
      `The history at ${path} is damaged. It was set aside as ${path}.damaged-20260301T000000Z, and an empty history was started.`,
    ]);
    expect((await readFile(`${path}.damaged-20260301T000000Z`)).equals(original)).toBe(true);
    await store.write({ entries: [boot(1)] });
    await store.close();
  }

  it('that is no database is set aside, and an empty history started', async () => {
    const path = join(folder, 'panel.db');
    const original = Buffer.from('Dear diary, '.repeat(1_000));
    await writeFile(path, original);
    await expectSetAside(path, original);
  });

  it('whose pages are overwritten is set aside with its log', async () => {
    const path = join(folder, 'panel.db');
    const { store } = await openAt(path);
    await store.write({ entries: series(1, 2_000, (seq) => transition(seq)) });
    await store.close();
    const bytes = await readFile(path);
    bytes.fill(0x5a, 8 * 4_096, 60 * 4_096);
    await writeFile(path, bytes);
    await writeFile(`${path}-wal`, 'not a log');
    await expectSetAside(path, bytes);
    expect(await filesBeside(path)).toContain('panel.db.damaged-20260301T000000Z-wal');
  });

  it('never takes the name of one that was set aside before', async () => {
    const path = join(folder, 'panel.db');
    for (const words of ['first', 'second']) {
      await writeFile(path, words.repeat(500));
      await (await openAt(path, { now: () => START })).store.close();
    }
    expect(await readFile(`${path}.damaged-20260301T000000Z`, 'utf8')).toMatch(/^first/);
    expect(await readFile(`${path}.damaged-20260301T000000Z-2`, 'utf8')).toMatch(/^second/);
  });
});
