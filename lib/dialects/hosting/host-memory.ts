import { z } from 'zod';
import { HELD_STATES } from '@/lib/engine/breaker-state.ts';
import { DamagedState } from '@/lib/engine/damaged-state.ts';

const count = z.number().int().min(0);
const totals = z.object({
  success: count,
  failure: count,
  timeout: count,
  ignored: count,
  slow: count,
  rejected: count,
  late: count,
});

const hostMemorySchema = z.object({
  /** Counts states, from 1. */
  generation: count.min(1),
  /** When the shown state began, epoch milliseconds. */
  stateSince: z.number().min(0),
  /** A hold that the library has no state for: the panel's, in front of the machine. */
  hold: z.enum(HELD_STATES).nullable(),
  totals,
});
/** What the host of a machine knows beside it; plain JSON. */
export type HostMemory = z.infer<typeof hostMemorySchema>;

const exportedSchema = z.object({
  version: z.literal(1),
  /** Whose state it is; another dialect's can't be read. */
  dialect: z.string(),
  host: hostMemorySchema,
  machine: z.unknown(),
});
export type ExportedDialectBreaker = z.infer<typeof exportedSchema>;

export function newHostMemory(now: number): HostMemory {
  const none = { success: 0, failure: 0, timeout: 0, ignored: 0, slow: 0, rejected: 0, late: 0 };
  return { generation: 1, stateSince: now, hold: null, totals: none };
}

/**
 * Reads what a breaker of this dialect exported, its machine not yet. Nothing in it is later than `now`.
 * @throws DamagedState (`code: 'DAMAGED_STATE'`) that names the place.
 */
export function readHosted(dialect: string, exported: unknown, now: number): ExportedDialectBreaker {
  const read = readPart(exportedSchema, exported, 'state');
  if (read.dialect !== dialect) throw new DamagedState('state.dialect', `'${dialect}'`, read.dialect);
  return { ...read, host: { ...read.host, stateSince: Math.min(read.host.stateSince, now) } };
}

/** @throws DamagedState that names the place, if the JSON isn't what the schema says. */
export function readPart<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
  const { data, error } = schema.safeParse(value);
  if (error === undefined) return data;
  const [issue] = error.issues;
  const keys = issue?.path ?? [];
  const found = keys.reduce<unknown>((part, key) => (Object(part) as Record<PropertyKey, unknown>)[key], value);
  throw new DamagedState([path, ...keys].join('.'), `valid (${issue?.message ?? 'it is not'})`, found);
}
