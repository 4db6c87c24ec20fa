import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Sample } from '@/lib/protocol/history-query.ts';
import type { RollUp, Store } from '@/lib/runtime/ports.ts';
import type { Database, Read } from './database.ts';
import { Prisma, type RollUpRow } from './generated/client.ts';
import { joinRollUps, mergeIntoSteps, storedWidthFor, wholeSteps } from './roll-up-samples.ts';

/** Rows that are merged in one go, some 15 ms; writes come in between. */
const CHUNK = 250;

function toRollUp(row: RollUpRow): RollUp {
  return {
    breaker: row.breaker,
    stepMs: Number(row.stepMs),
    at: Number(row.at),
    success: Number(row.success),
    slow: Number(row.slow),
    timeout: Number(row.timeout),
    failure: Number(row.failure),
    rejected: Number(row.rejected),
    failureRate: row.failureRate,
    slowCallRate: row.slowCallRate,
    latency: row.latency,
  };
}

/** One breaker's steps from its stored rows, oldest first; steps are whole, also where `from` and `to` cut them. */
export async function readSamples(database: Database, query: Parameters<Store['samples']>[0]): Promise<Sample[]> {
  const range = wholeSteps(query.from, query.to, query.step);
  const steps = mergeIntoSteps(query.step);
  let from = BigInt(range.from);
  for (;;) {
    const rows = await database.read((client) =>
      client.rollUpRow.findMany({
        where: {
          stepMs: BigInt(storedWidthFor(query.step)),
          breaker: query.breaker,
          at: { gte: from, lt: BigInt(range.to) },
        },
        orderBy: { at: 'asc' },
        take: CHUNK,
      }),
    );
    for (const row of rows) steps.add(toRollUp(row));
    const last = rows.at(-1);
    if (!last || rows.length < CHUNK) return steps.samples();
    from = last.at + 1n;
    await nextTurn();
  }
}

const keyOf = (row: RollUp) => `${row.stepMs} ${row.at} ${row.breaker}`;

/** The rows as they are to be stored: one for each step, joined with what is stored of it already. */
export async function joinWithStored(read: Read, rows: readonly RollUp[]): Promise<RollUp[]> {
  const keys = JSON.stringify(rows.map((row) => [row.stepMs, row.breaker, row.at]));
  // The cross join makes the keys come first, and each a look-up.
  const stored = await read((client) =>
    client.$queryRaw<RollUpRow[]>(
      Prisma.sql`SELECT r.* FROM json_each(${keys}) AS asked CROSS JOIN roll_ups AS r
        ON r.stepMs = asked.value ->> 0 AND r.breaker = asked.value ->> 1 AND r.at = asked.value ->> 2`,
    ),
  );
  const joined = new Map(stored.map(toRollUp).map((row) => [keyOf(row), row]));
  for (const row of rows) {
    const earlier = joined.get(keyOf(row));
    joined.set(keyOf(row), earlier ? joinRollUps(earlier, row) : row);
  }
  return [...joined.values()];
}
