import { setTimeout as pause } from 'node:timers/promises';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { connect, connectionsTo } from './connection.ts';
import { PrismaClient } from './generated/client.ts';
import { SQLITE, StoreUnavailable, sqliteCode, unavailable } from './store-unavailable.ts';

/** How long a lock of another program is waited for, before what was asked fails. */
const LOCK_PATIENCE_MS = 2_000;
const LOCK_PAUSE_MS = 25;
const CLOSED = 'the history is closed';

/** Asks Prisma's client. Rejects with `STORE_UNAVAILABLE`. */
export type Read = <T>(ask: (client: PrismaClient) => Promise<T>) => Promise<T>;

/** One file with two connections: one that writes, one that reads and never waits for the first. */
export interface Database {
  readonly path: string;
  readonly read: Read;
  /**
   * Carries out statements together or not at all, one call after the other; `compose` runs when it is its turn,
   * and sees all that was written before. An empty text does nothing. Rejects with `STORE_UNAVAILABLE`, and nothing was written then.
   */
  change(compose: (read: Read) => string | Promise<string>): Promise<void>;
  /** Statements that no transaction may hold. Waits its turn as `change` does. */
  maintain(act: (writer: SqlDriverAdapter) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

function isLocked(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === SQLITE.busy || code === SQLITE.locked;
}

async function patiently<T>(act: () => Promise<T>, beforeRetry?: () => Promise<void>): Promise<T> {
  const giveUpAt = performance.now() + LOCK_PATIENCE_MS;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!isLocked(error) || performance.now() > giveUpAt) throw error;
      await pause(LOCK_PAUSE_MS);
      await beforeRetry?.();
    }
  }
}

function openReader(path: string): { readonly read: Read; close(): Promise<void> } {
  const connectAnew = () => new PrismaClient({ adapter: connectionsTo(path) });
  const open = new Set<Promise<unknown>>();
  let client = connectAnew();
  // libsql keeps a statement that met a lock open until it is collected, and what it saw with it.
  const renew = async () => {
    const stale = client;
    client = connectAnew();
    await stale.$disconnect();
  };
  return {
    async read(ask) {
      const asked = patiently(() => ask(client), renew);
      open.add(asked);
      try {
        return await asked;
      } catch (error) {
        throw unavailable("The history can't be read", error);
      } finally {
        open.delete(asked);
      }
    },
    async close() {
      await Promise.allSettled(open);
      await client.$disconnect();
    },
  };
}

/** Opens both connections. `synchronous` is a connection's own setting, so it is made here and nowhere undone. */
export async function openDatabase(path: string): Promise<Database> {
  const writer = await connect(path);
  await writer.executeScript('PRAGMA synchronous = NORMAL');
  const reader = openReader(path);
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function inTurn(what: string, act: () => Promise<void>): Promise<void> {
    if (closed) throw new StoreUnavailable(CLOSED);
    const mine = turn.then(act);
    turn = mine.catch(() => undefined);
    try {
      await mine;
    } catch (error) {
      throw unavailable(`The history can't be ${what}`, error);
    }
  }

  return {
    path,
    read: (ask) => (closed ? Promise.reject(new StoreUnavailable(CLOSED)) : reader.read(ask)),
    change: (compose) =>
      inTurn('written', async () => {
        const statements = await compose(reader.read);
        if (statements === '') return;
        // A script, not bound statements: these stay open when they meet a lock, and no later commit of the
        // connection would succeed. A script is ended, and rolled back, whatever happens.
        await patiently(() => writer.executeScript(`BEGIN IMMEDIATE;\n${statements};\nCOMMIT`));
      }),
    maintain: (act) => inTurn('maintained', () => patiently(() => act(writer))),
    async close() {
      if (closed) return;
      closed = true;
      await turn;
      await reader.close();
      // Leaves everything in one file and an empty log; if that can't be done now, the next opening does it.
      await writer.executeScript('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => undefined);
      await writer.dispose();
    },
  };
}
