import { PrismaLibSql } from '@prisma/adapter-libsql';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { libsqlUrl } from './database-file.ts';

/** Makes connections to a file. `busy_timeout` stays 0: with more, a foreign lock would freeze the whole thread. */
export function connectionsTo(path: string): PrismaLibSql {
  return new PrismaLibSql({ url: libsqlUrl(path) });
}

/** One connection to a file, below Prisma's client; `dispose()` closes it. */
export async function connect(path: string): Promise<SqlDriverAdapter> {
  return connectionsTo(path).connect();
}

/** The rows of a question without parameters. */
export async function rowsOf(connection: SqlDriverAdapter, sql: string): Promise<unknown[][]> {
  return (await connection.queryRaw({ sql, args: [], argTypes: [] })).rows;
}

/** Its first value, null if there is none. */
export async function firstValueOf(connection: SqlDriverAdapter, sql: string): Promise<unknown> {
  return (await rowsOf(connection, sql))[0]?.[0] ?? null;
}
