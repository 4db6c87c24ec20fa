import { setImmediate as nextTurn } from 'node:timers/promises';
import { ROLL_UP_STEPS_MS } from '@/lib/protocol/history-query.ts';
import type { Database } from './database.ts';

const DAY_MS = 86_400_000;
const [NARROW_MS, WIDE_MS] = ROLL_UP_STEPS_MS;
/** How long roll-ups are kept, by their width. */
export const KEPT_MS: Readonly<Record<(typeof ROLL_UP_STEPS_MS)[number], number>> = {
  [NARROW_MS]: DAY_MS,
  [WIDE_MS]: 30 * DAY_MS,
};

const EVERY_MS = 60_000;
const CHUNK_ROWS = 500;
/** More than a minute of a hundred breakers brings; what is left waits for the next time. */
const MAX_CHUNKS = 10;
const VACUUM_PAGES = 200;

/** Deletes roll-ups that are older than kept. `now` is in epoch milliseconds. */
export function createRetention(database: Database, now: () => number): { enforce(): Promise<void> } {
  let nextAt = Number.NEGATIVE_INFINITY;

  async function deleteOld(stepMs: number, before: number): Promise<void> {
    const old = `FROM roll_ups WHERE stepMs = ${stepMs} AND at < ${before}`;
    for (let chunk = 0; chunk < MAX_CHUNKS; chunk += 1) {
      let done = false;
      await database.change(async (read) => {
        done = (await read((client) => client.rollUpRow.findFirst({ where: { stepMs, at: { lt: before } } }))) === null;
        return done ? '' : `DELETE FROM roll_ups WHERE rowid IN (SELECT rowid ${old} LIMIT ${CHUNK_ROWS})`;
      });
      if (done) return;
      await nextTurn();
    }
  }

  return {
    /** At most once a minute, in chunks between which others may write; gives some of the free pages back. */
    async enforce() {
      const at = now();
      if (at < nextAt) return;
      nextAt = at + EVERY_MS;
      for (const stepMs of ROLL_UP_STEPS_MS) await deleteOld(stepMs, Math.floor(at) - KEPT_MS[stepMs]);
      await database.maintain((writer) => writer.executeScript(`PRAGMA incremental_vacuum(${VACUUM_PAGES})`));
    },
  };
}
