import type { Store, StoredState } from '@/lib/runtime/ports.ts';
import { connect, firstValueOf } from './connection.ts';
import { type Database, openDatabase } from './database.ts';
import { holdsData, pathOfUrl, prepareFile, setAside } from './database-file.ts';
import { holdFile } from './file-lock.ts';
import { journalQueries } from './journal-queries.ts';
import { PRISMA_FOLDER } from './migrate.ts';
import { bringUpToDate } from './migration-state.ts';
import { joinWithStored, readSamples } from './roll-up-queries.ts';
import { createRetention } from './roll-up-retention.ts';
import { reasonInWords, SQLITE, StoreUnavailable, sqliteCode } from './store-unavailable.ts';
import { numberBoot, readStoredState } from './stored-state.ts';
import { rollUpsScript, writeScript } from './write-script.ts';

export interface SqliteStoreOptions {
  /** The folder of `schema.prisma` and `migrations`; `prisma` in the working directory if not given. */
  readonly prismaFolder?: string;
  /** Epoch milliseconds; the system's clock if not given. */
  readonly now?: () => number;
}

export interface OpenedStore {
  readonly state: StoredState;
  readonly store: Store;
}

async function isDamaged(path: string): Promise<boolean> {
  if (!holdsData(path)) return false;
  const connection = await connect(path);
  try {
    return (await firstValueOf(connection, 'PRAGMA quick_check(1)')) !== 'ok';
  } catch (error) {
    const code = sqliteCode(error);
    if (code === SQLITE.corrupt || code === SQLITE.notADatabase) return true;
    throw error;
  } finally {
    await connection.dispose();
  }
}

/** Makes the file usable, and says what had to be done for that. */
async function prepareDatabase(path: string, folder: string, now: number): Promise<string[]> {
  const notices: string[] = [];
  const startAnew = (why: string) => {
    notices.push(`${why} It was set aside as ${setAside(path, now)}, and an empty history was started.`);
  };
  if (await isDamaged(path)) startAnew(`The history at ${path} is damaged.`);
  if ((await bringUpToDate(path, folder)) === 'stillborn') {
    startAnew(`The first start with ${path} was interrupted.`);
    await bringUpToDate(path, folder);
  }
  return notices;
}

function storeOver(database: Database, release: () => Promise<void>, now: () => number): Store {
  const retention = createRetention(database, now);
  let closing: Promise<void> | null = null;
  return {
    ...journalQueries(database),
    write: (batch) => database.change(() => writeScript(batch)),
    async saveRollUps(rows) {
      if (rows.length === 0) return;
      await database.change(async (read) => rollUpsScript(await joinWithStored(read, rows)));
      // The rows are saved: what keeps old ones from being deleted now must not make them be saved again.
      await retention.enforce().catch(() => undefined);
    },
    samples: (query) => readSamples(database, query),
    close() {
      closing ??= database.close().then(release);
      return closing;
    },
  };
}

/**
 * Opens the history at `file:<path>`, making folder, file and tables where they are missing. Rejects with
 * `STORE_UNAVAILABLE` and one line with path and reason: no permission, in use by another process, a newer version's
 * file. A damaged file is set aside, which a notice tells. Everything runs on this thread, and libsql blocks it.
 */
export async function openSqliteStore(url: string, options: SqliteStoreOptions = {}): Promise<OpenedStore> {
  const now = options.now ?? Date.now;
  const path = pathOfUrl(url);
  let release: () => Promise<void> = async () => undefined;
  let database: Database | null = null;
  try {
    prepareFile(path);
    release = await holdFile(path);
    const notices = await prepareDatabase(path, options.prismaFolder ?? PRISMA_FOLDER, now());
    database = await openDatabase(path);
    await numberBoot(database, now());
    const state = await readStoredState(database, notices);
    return { state, store: storeOver(database, release, now) };
  } catch (error) {
    await database?.close();
    await release();
    if (error instanceof StoreUnavailable && error.message.includes(path)) throw error;
    throw new StoreUnavailable(`The history at ${path} can't be opened: ${reasonInWords(error)}`, error);
  }
}
