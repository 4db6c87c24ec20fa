import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Store } from '@/lib/runtime/ports.ts';
import { connectionsTo } from './connection.ts';
import { type Database, openDatabase } from './database.ts';
import { PrismaClient } from './generated/client.ts';
import { START, series, transition, transitionsQuery } from './history-fixtures.ts';
import { journalQueries } from './journal-queries.ts';
import { newPath, removeFolder } from './sqlite-fixtures.ts';
import { writeScript } from './write-script.ts';

// Processes, threads and the schema engine take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** A client that tells which SQL it was made to ask. */
function listeningTo(path: string) {
  const client = new PrismaClient({ adapter: connectionsTo(path), log: [{ emit: 'event', level: 'query' }] });
  const asked: { query: string; params: unknown[] }[] = [];
  client.$on('query', ({ query, params }) => asked.push({ query, params: JSON.parse(params) as unknown[] }));
  return { client, asked };
}

describe('questions to the journal', () => {
  let path: string;
  let database: Database;
  let listening: ReturnType<typeof listeningTo>;
  let queries: ReturnType<typeof journalQueries>;

  beforeAll(async () => {
    path = await newPath();
    database = await openDatabase(path);
    await database.change(() => writeScript({ entries: series(1, 1_000, (seq) => transition(seq)) }));
    listening = listeningTo(path);
    const { client } = listening;
    queries = journalQueries({ ...database, read: (ask) => ask(client as unknown as PrismaClient) });
  });
  afterAll(async () => {
    await listening.client.$disconnect();
    await database.close();
    await removeFolder(resolve(path, '..'));
  });

  async function plansOf(ask: () => Promise<unknown>): Promise<string[]> {
    listening.asked.length = 0;
    await ask();
    const asked = [...listening.asked];
    const plans = await Promise.all(
      asked.map(({ query, params }) =>
        listening.client.$queryRawUnsafe<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${query}`, ...params),
      ),
    );
    return plans.flat().map(({ detail }) => detail);
  }

  const from = START + 100_000;
  const to = START + 200_000;
  const page = (query: object) => () => queries.transitions(transitionsQuery(query));
  const buckets = (query: object) => () =>
    queries.transitionBuckets({ from, to, bucketMs: 10_000, ...query } as Parameters<Store['transitionBuckets']>[0]);
  const QUESTIONS: readonly [string, () => Promise<unknown>, RegExp][] = [
    ['a command', () => queries.findCommand('c1'), /commandId_key/],
    ['an entry', () => queries.entry(5), /autoindex_journal/],
    ['entries after a number', () => queries.entriesAfter(5, 10), /autoindex_journal/],
    ['the latest entries', () => queries.latestEntries(10), /autoindex_journal/],
    ['the latest of a breaker', () => queries.latestEntries(10, 'payments'), /journal_breaker_seq/],
    ['a page', page({ cursor: 500 }), /journal_kind_seq/],
    ['a page of a breaker', page({ breaker: 'payments' }), /journal_kind_breaker_seq/],
    ['a page of a state', page({ toState: 'open', cursor: 500 }), /journal_kind_toState_seq/],
    ['a page of a cause', page({ cause: 'command' }), /journal_kind_cause_seq/],
    [
      'a page of a breaker in a range',
      page({ breaker: 'payments', from, to }),
      /COVERING INDEX journal_by_moment.*journal_kind_breaker_seq/,
    ],
    ['buckets', buckets({}), /COVERING INDEX journal_by_moment/],
    [
      'buckets of a breaker and a state',
      buckets({ breaker: 'payments', toState: 'open' }),
      /COVERING INDEX journal_by_moment/,
    ],
  ];
  it.each(QUESTIONS)('for %s are answered by an index', async (name, ask, index) => {
    const plans = await plansOf(ask);
    expect(plans.join('; ')).toMatch(index);
    if (!name.startsWith('buckets')) expect(plans.join('; ')).not.toMatch(/TEMP B-TREE/);
    expect(plans.filter((plan) => /^SCAN/.test(plan) && !/USING (COVERING )?INDEX/.test(plan))).toEqual([]);
  });
});
