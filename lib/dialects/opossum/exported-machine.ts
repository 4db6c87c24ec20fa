import { z } from 'zod';
import { readPart } from '../hosting/host-memory.ts';
import type { OpossumMemory } from './machine-memory.ts';

const count = z.number().int().min(0);
const moment = z.number().min(0);
const stats = z.object({
  fires: count,
  failures: count,
  successes: count,
  rejects: count,
  timeouts: count,
  semaphoreRejections: count,
});

const machineSchema = z.object({
  memory: z.object({
    state: z.enum(['closed', 'open', 'halfOpen', 'shutdown']),
    enabled: z.boolean(),
    warmUpSince: moment.nullable(),
    openSince: moment.nullable(),
    window: z.object({ size: count.min(1), bucketMs: count.min(1), begunAt: moment, buckets: z.array(stats) }),
  }),
  /** For the page alone. */
  openingsInARow: count,
  consecutiveFailures: count,
});

export interface ExportedMachine {
  readonly memory: OpossumMemory;
  readonly openingsInARow: number;
  readonly consecutiveFailures: number;
}

/**
 * What was exported, `now` in epoch milliseconds. Nothing in it is later than that, so that a clock that was set back
 * makes no wait longer.
 * @throws DamagedState (`code: 'DAMAGED_STATE'`) that names the place.
 */
export function importMachine(exported: unknown, now: number): ExportedMachine {
  const read = readPart(machineSchema, exported, 'state.machine');
  const { warmUpSince, openSince } = read.memory;
  const past = (since: number | null) => (since === null ? null : Math.min(since, now));
  return { ...read, memory: { ...read.memory, warmUpSince: past(warmUpSince), openSince: past(openSince) } };
}
