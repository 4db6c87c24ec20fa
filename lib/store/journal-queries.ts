import type { TransitionBucket, TransitionsQuery } from '@/lib/protocol/history-query.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import type { Store, TransitionsPage } from '@/lib/runtime/ports.ts';
import type { Database } from './database.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { fillBuckets } from './transition-buckets.ts';
import { pageOf } from './transitions-page.ts';

type JournalQueries = Pick<
  Store,
  'findCommand' | 'transitions' | 'transitionBuckets' | 'entry' | 'entriesAfter' | 'latestEntries'
>;
type BucketsQuery = Parameters<Store['transitionBuckets']>[0];

interface Body {
  readonly body: string;
}

const OF_TRANSITIONS = Prisma.sql`kind = 'transition'`;
const AT = Prisma.sql`at`;

function entryOf(row: Body): JournalEntry {
  return JSON.parse(row.body) as JournalEntry;
}

function filters(query: { breaker?: string | undefined; toState?: string | undefined; cause?: string | undefined }) {
  const conditions: Prisma.Sql[] = [];
  if (query.breaker !== undefined) conditions.push(Prisma.sql`breaker = ${query.breaker}`);
  if (query.toState !== undefined) conditions.push(Prisma.sql`toState = ${query.toState}`);
  if (query.cause !== undefined) conditions.push(Prisma.sql`cause = ${query.cause}`);
  return conditions;
}

function within(range: { from?: number | undefined; to?: number | undefined }, at: Prisma.Sql): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (range.from !== undefined) conditions.push(Prisma.sql`${at} >= ${BigInt(Math.ceil(range.from))}`);
  if (range.to !== undefined) conditions.push(Prisma.sql`${at} < ${BigInt(Math.ceil(range.to))}`);
  return conditions;
}

/** A page is found by number, as numbers never go back while a clock set back may; a range first becomes numbers. */
async function readTransitions(client: PrismaClient, query: TransitionsQuery): Promise<TransitionsPage> {
  const conditions = [OF_TRANSITIONS, ...filters(query)];
  if (query.cursor !== undefined) conditions.push(Prisma.sql`seq < ${BigInt(query.cursor)}`);
  const moments = within(query, AT);
  if (moments.length > 0) {
    const [bounds] = await client.$queryRaw<{ first: bigint | null; last: bigint | null }[]>(
      Prisma.sql`SELECT min(seq) AS first, max(seq) AS last FROM journal
        WHERE ${Prisma.join([OF_TRANSITIONS, ...moments], ' AND ')}`,
    );
    if (bounds?.first == null || bounds.last === null) return { transitions: [], nextCursor: null };
    conditions.push(Prisma.sql`seq BETWEEN ${BigInt(bounds.first)} AND ${BigInt(bounds.last)}`);
    // The plus keeps the planner on the index by number, which needs no sort.
    conditions.push(...within(query, Prisma.sql`+at`));
  }
  const rows = await client.$queryRaw<Body[]>(
    Prisma.sql`SELECT body FROM journal WHERE ${Prisma.join(conditions, ' AND ')}
      ORDER BY seq DESC LIMIT ${BigInt(query.limit + 1)}`,
  );
  return pageOf(rows.map(entryOf) as TransitionEntry[], query.limit);
}

async function readBuckets(client: PrismaClient, query: BucketsQuery): Promise<TransitionBucket[]> {
  const range = { from: Math.ceil(query.from), to: Math.ceil(query.to), bucketMs: query.bucketMs };
  const conditions = Prisma.join([OF_TRANSITIONS, ...within(range, AT), ...filters(query)], ' AND ');
  const rows = await client.$queryRaw<
    { bucket: bigint; fromState: string | null; toState: string | null; cause: string | null; times: bigint }[]
  >(
    Prisma.sql`SELECT (at - ${BigInt(range.from)}) / ${BigInt(range.bucketMs)} AS bucket,
        fromState, toState, cause, count(*) AS times
      FROM journal WHERE ${conditions} GROUP BY 1, 2, 3, 4`,
  );
  return fillBuckets(
    range,
    rows.map((row) => ({
      bucket: Number(row.bucket),
      from: row.fromState,
      to: row.toState,
      cause: row.cause,
      count: Number(row.times),
    })),
  );
}

function newest(
  client: PrismaClient,
  limit: number,
  of: { breaker?: string | null },
): Promise<{ seq: bigint; body: string }[]> {
  return client.journalRow.findMany({
    where: of,
    orderBy: { seq: 'desc' },
    take: limit,
    select: { seq: true, body: true },
  });
}

/** What is asked of the journal. Every question is answered by one index. */
export function journalQueries(database: Database): JournalQueries {
  return {
    async findCommand(commandId) {
      const row = await database.read((client) =>
        client.journalRow.findUnique({ where: { commandId }, select: { seq: true } }),
      );
      return row ? Number(row.seq) : null;
    },
    transitions: (query) => database.read((client) => readTransitions(client, query)),
    transitionBuckets: (query) => database.read((client) => readBuckets(client, query)),
    async entry(seq) {
      const row = await database.read((client) =>
        client.journalRow.findUnique({ where: { seq: BigInt(seq) }, select: { body: true } }),
      );
      return row ? entryOf(row) : null;
    },
    async entriesAfter(seq, limit) {
      const rows = await database.read((client) =>
        client.journalRow.findMany({
          where: { seq: { gt: BigInt(seq) } },
          orderBy: { seq: 'asc' },
          take: limit,
          select: { body: true },
        }),
      );
      return rows.map(entryOf);
    },
    async latestEntries(limit, breaker) {
      if (breaker === undefined) return (await database.read((client) => newest(client, limit, {}))).map(entryOf);
      // Two questions, as "this breaker or none" is answered by no index in order.
      const own = await database.read((client) => newest(client, limit, { breaker }));
      const shared = await database.read((client) => newest(client, limit, { breaker: null }));
      const rows = [...own, ...shared].sort((a, b) => Number(b.seq - a.seq));
      return rows.slice(0, limit).map(entryOf);
    },
  };
}
