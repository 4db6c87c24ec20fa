import { z } from 'zod';
import { readPart } from '../hosting/host-memory.ts';
import type { GobreakerMemory } from './machine.ts';
import { bucketsOf, type GobreakerOptions } from './options.ts';

const count = z.number().int().min(0);
const counts = z.object({
  Requests: count,
  TotalSuccesses: count,
  TotalFailures: count,
  TotalExclusions: count,
  ConsecutiveSuccesses: count,
  ConsecutiveFailures: count,
});

const machineSchema = z.object({
  memory: z.object({
    state: z.enum(['closed', 'half-open', 'open']),
    generation: count.min(1),
    start: z.number().min(0),
    age: count,
    counts,
    buckets: z.array(z.object({ age: count, counts })),
  }),
  /** How the window was parted: counters of another window mean something else. */
  window: z.object({ buckets: count.min(1), periodMs: z.number() }),
  openingsInARow: count,
});
export type ExportedMachine = z.infer<typeof machineSchema>;

const windowOf = (options: GobreakerOptions) => ({ buckets: bucketsOf(options), periodMs: options.BucketPeriodMs });

/** A machine as plain JSON, buckets without calls left out. */
export function exportMachine(
  options: GobreakerOptions,
  memory: GobreakerMemory,
  openingsInARow: number,
): ExportedMachine {
  const buckets = memory.buckets.filter(({ counts: held }) => held.Requests > 0 || held.TotalExclusions > 0);
  return { memory: { ...memory, buckets }, window: windowOf(options), openingsInARow };
}

/**
 * What was exported, under options that may be others by now, `now` in epoch milliseconds. Calls that were in flight
 * are lost: a half-open breaker has their places again. A window that is parted otherwise starts empty.
 * @throws DamagedState (`code: 'DAMAGED_STATE'`) that names the place.
 */
export function importMachine(options: GobreakerOptions, exported: unknown, now: number): ExportedMachine {
  const read = readPart(machineSchema, exported, 'state.machine');
  const memory = { ...read.memory, start: Math.min(read.memory.start, now) };
  const window = windowOf(options);
  const sameWindow = read.window.buckets === window.buckets && read.window.periodMs === window.periodMs;
  if (memory.state === 'half-open') return { ...read, memory: withoutUnfinished(memory) };
  if (memory.state === 'open' || sameWindow) return { ...read, memory };
  const none = { Requests: 0, TotalSuccesses: 0, TotalFailures: 0, TotalExclusions: 0 };
  const empty = { ...none, ConsecutiveSuccesses: 0, ConsecutiveFailures: 0 };
  return { ...read, memory: { ...memory, start: now, age: 0, counts: empty, buckets: [] } };
}

function withoutUnfinished(memory: ExportedMachine['memory']): ExportedMachine['memory'] {
  const { TotalSuccesses, TotalFailures, TotalExclusions } = memory.counts;
  const finished = { ...memory.counts, Requests: TotalSuccesses + TotalFailures + TotalExclusions };
  return { ...memory, age: 0, counts: finished, buckets: [{ age: 0, counts: finished }] };
}
