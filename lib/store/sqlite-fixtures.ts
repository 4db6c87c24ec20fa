import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { build } from 'esbuild';
import { connect } from './connection.ts';
import { START } from './history-fixtures.ts';
import { bringUpToDate } from './migration-state.ts';
import { openSqliteStore, type SqliteStoreOptions } from './sqlite-store.ts';
import type { Place } from './store-contract.ts';

/** A folder of its own in the system's temporary one. */
export async function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'breaker-panel-'));
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** Opens the store at a path. */
export function openAt(path: string, options?: SqliteStoreOptions) {
  return openSqliteStore(`file:${path}`, options);
}

/** Another program's connection to a file, as far as SQLite's locks are concerned. */
export async function otherProgram(path: string): Promise<SqlDriverAdapter> {
  return connect(path);
}

let template: Promise<Buffer> | undefined;

async function makeTemplate(): Promise<Buffer> {
  const folder = await newFolder();
  const path = join(folder, 'empty.db');
  await bringUpToDate(path, 'prisma');
  const connection = await connect(path);
  await connection.executeScript('PRAGMA wal_checkpoint(TRUNCATE)');
  await connection.dispose();
  const bytes = await readFile(path);
  await removeFolder(folder);
  return bytes;
}

/** A path in a folder of its own. The tables are there already: making them takes most of an opening's time. */
export async function newPath(): Promise<string> {
  template ??= makeTemplate();
  const path = join(await newFolder(), 'panel.db');
  await writeFile(path, await template);
  return path;
}

export async function newSqlitePlace(): Promise<Place> {
  const path = await newPath();
  return {
    open: () => openAt(path, { now: () => START + 3_600_000 }),
    remove: () => removeFolder(resolve(path, '..')),
  };
}

/** Names in a file's folder that begin with its own, without the log and its index, which SQLite removes when it likes. */
export async function filesBeside(path: string): Promise<string[]> {
  const names = await readdir(resolve(path, '..'));
  return names.filter((name) => resolve(path, '..', name).startsWith(path) && !/\.db-(wal|shm)$/.test(name)).sort();
}

const BUNDLES = resolve(`node_modules/.cache/store-tests-${randomUUID()}`);

/** For a test file's end, after `bundle`. */
export function removeBundles(): Promise<void> {
  return removeFolder(BUNDLES);
}

/** Bundles a program into a folder from where its packages are found, as the build does with the worker. */
export async function bundle(
  source: { readonly file: string } | { readonly text: string },
  name: string,
): Promise<string> {
  await mkdir(BUNDLES, { recursive: true });
  const outfile = join(BUNDLES, `${name}.mjs`);
  await build({
    ...('file' in source
      ? { entryPoints: [source.file] }
      : { stdin: { contents: source.text, loader: 'ts' as const, resolveDir: process.cwd() } }),
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    tsconfig: 'tsconfig.json',
  });
  return outfile;
}
