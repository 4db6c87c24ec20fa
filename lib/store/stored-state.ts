import { ROLL_UP_STEPS_MS } from '@/lib/protocol/history-query.ts';
import type { Checkpoint, StoredBreaker, StoredState } from '@/lib/runtime/ports.ts';
import type { Database } from './database.ts';
import type { CheckpointRow, PrismaClient } from './generated/client.ts';

/** Numbers this boot. A row of its own, so that a boot which dies early never lends its number to the next. */
export async function numberBoot(database: Database, now: number): Promise<void> {
  await database.change(
    () => `INSERT INTO boots (epoch, openedAt) SELECT coalesce(max(epoch), 0) + 1, ${Math.floor(now)} FROM boots`,
  );
}

function toCheckpoint(row: CheckpointRow): Checkpoint {
  return {
    breaker: row.breaker,
    at: Number(row.at),
    state: JSON.parse(row.state) as unknown,
    hold: row.hold === null ? null : (JSON.parse(row.hold) as Checkpoint['hold']),
  };
}

/** When something was written last. A roll-up counts from its step's start, so this is up to one step too early. */
async function lastSeenAt(client: PrismaClient, newestEntryAt: bigint | undefined): Promise<number | null> {
  const [narrow] = ROLL_UP_STEPS_MS;
  const latest = { orderBy: { at: 'desc' }, select: { at: true } } as const;
  const checkpoint = await client.checkpointRow.findFirst(latest);
  const rollUp = await client.rollUpRow.findFirst({ where: { stepMs: BigInt(narrow) }, ...latest });
  const moments = [newestEntryAt, checkpoint?.at, rollUp?.at].flatMap((at) => (at === undefined ? [] : Number(at)));
  return moments.length === 0 ? null : Math.max(...moments);
}

/** What the database holds, after `numberBoot`. */
export async function readStoredState(database: Database, notices: readonly string[]): Promise<StoredState> {
  return database.read(async (client) => {
    const boot = await client.boot.findFirstOrThrow({ orderBy: { epoch: 'desc' } });
    const newest = await client.journalRow.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true, at: true } });
    const breakers = await client.breakerRow.findMany({ orderBy: { position: 'asc' } });
    const checkpoints = await client.checkpointRow.findMany();
    const faults = await client.faultRow.findMany({ orderBy: { position: 'asc' } });
    return {
      epoch: Number(boot.epoch),
      lastSeq: Number(newest?.seq ?? 0),
      lastSeenAt: await lastSeenAt(client, newest?.at),
      breakers: breakers.map((row) => ({
        definition: JSON.parse(row.definition) as StoredBreaker['definition'],
        config: JSON.parse(row.config) as unknown,
        revision: Number(row.revision),
      })),
      checkpoints: checkpoints.map(toCheckpoint),
      faults: faults.map((row) => JSON.parse(row.body) as StoredState['faults'][number]),
      notices,
    };
  });
}
