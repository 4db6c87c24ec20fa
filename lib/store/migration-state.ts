import { existsSync, renameSync, rmSync } from 'node:fs';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { connect, connectionsTo, firstValueOf, rowsOf } from './connection.ts';
import { applyMigrations, migrationNames } from './migrate.ts';
import { StoreUnavailable, unavailable } from './store-unavailable.ts';

/** What the file is, as the migrations see it. */
type Standing =
  | { readonly kind: 'empty' }
  | { readonly kind: 'ours'; readonly applied: readonly string[] }
  /** A first start was killed in the middle of a migration: nothing was ever written. */
  | { readonly kind: 'stillborn' };

async function standingOf(connection: SqlDriverAdapter, path: string): Promise<Standing> {
  const rows = await rowsOf(
    connection,
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
  );
  const tables = rows.map(([name]) => String(name));
  if (tables.length === 0) return { kind: 'empty' };
  if (!tables.includes('_prisma_migrations')) {
    throw new StoreUnavailable(`${path} is the database of another program; name a file of its own in DATABASE_URL`);
  }
  const migrations = await rowsOf(
    connection,
    'SELECT migration_name, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const interrupted = migrations.find(([, finishedAt]) => finishedAt === null)?.[0];
  if (interrupted === undefined) return { kind: 'ours', applied: migrations.map(([name]) => String(name)) };
  const used = tables.includes('boots') && (await firstValueOf(connection, 'SELECT 1 FROM boots LIMIT 1')) !== null;
  if (!used) return { kind: 'stillborn' };
  throw new StoreUnavailable(
    `The change ${interrupted} of the history at ${path} was interrupted. Put the copy ${copyPath(path, String(interrupted))} in its place and start again`,
  );
}

function copyPath(path: string, migration: string): string {
  return `${path}.before-${migration}`;
}

/** A copy of everything committed, under its name only once it is complete; one that is there already stays. */
async function copyAside(connection: SqlDriverAdapter, path: string, migration: string): Promise<void> {
  const copy = copyPath(path, migration);
  if (existsSync(copy)) return;
  rmSync(`${copy}.partial`, { force: true });
  await connection.executeScript(`VACUUM INTO '${`${copy}.partial`.replaceAll("'", "''")}'`);
  renameSync(`${copy}.partial`, copy);
}

async function migrationsMissing(path: string, folder: string): Promise<string[] | 'stillborn'> {
  const known = migrationNames(folder);
  if (known.length === 0) {
    throw new StoreUnavailable(`No migrations in ${folder}/migrations: start the panel from the folder it lies in`);
  }
  const connection = await connect(path);
  try {
    const standing = await standingOf(connection, path);
    if (standing.kind === 'stillborn') return 'stillborn';
    const applied = standing.kind === 'ours' ? standing.applied : [];
    const unknown = applied.filter((name) => !known.includes(name));
    if (unknown.length > 0) {
      throw new StoreUnavailable(
        `The history at ${path} was written by a newer version of the panel (it has ${unknown.join(', ')}); start that version, or name another file in DATABASE_URL`,
      );
    }
    const missing = known.filter((name) => !applied.includes(name));
    if (applied.length > 0 && missing[0] !== undefined) await copyAside(connection, path, missing[0]);
    // Neither can be turned on later without rewriting the file.
    if (standing.kind === 'empty') await connection.executeScript('PRAGMA auto_vacuum = INCREMENTAL');
    await connection.executeScript('PRAGMA journal_mode = WAL');
    return missing;
  } finally {
    await connection.dispose();
  }
}

/**
 * Brings the file to the newest migration, after a copy aside if it holds something. Resolves with `stillborn` if it
 * can't be used and never was; rejects if it is another program's, a newer version's, or a migration fails.
 */
export async function bringUpToDate(path: string, folder: string): Promise<'ready' | 'stillborn'> {
  const missing = await migrationsMissing(path, folder);
  if (missing === 'stillborn') return 'stillborn';
  if (missing.length === 0) return 'ready';
  try {
    await applyMigrations(connectionsTo(path), folder);
  } catch (error) {
    throw unavailable(`The history at ${path} can't be changed by ${missing.join(', ')}`, error);
  }
  return 'ready';
}
