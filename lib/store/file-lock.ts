import { connect } from './connection.ts';
import { lockPath } from './database-file.ts';
import { SQLITE, StoreUnavailable, sqliteCode } from './store-unavailable.ts';

/**
 * Keeps every other process away from `path` until the returned function is called or this process ends, however
 * it ends: the lock is the operating system's, on the empty database `<path>.lock`. Rejects with
 * `STORE_UNAVAILABLE` if another one has it.
 */
export async function holdFile(path: string): Promise<() => Promise<void>> {
  const lock = await connect(lockPath(path));
  try {
    await lock.executeRaw({ sql: 'BEGIN EXCLUSIVE', args: [], argTypes: [] });
  } catch (error) {
    await lock.dispose();
    const code = sqliteCode(error);
    if (code !== SQLITE.busy && code !== SQLITE.locked) throw error;
    throw new StoreUnavailable(
      `The history at ${path} is in use by another Breaker Panel. Stop that one, or give this one a file of its own in DATABASE_URL`,
    );
  }
  return async () => {
    // Closing alone would keep the lock until libsql's statements are collected.
    await lock.executeScript('ROLLBACK');
    await lock.dispose();
  };
}
