import { z } from 'zod';
import { readWindow } from '@/lib/engine/exported-window.ts';
import { type ExportedWindow, importWindow } from '@/lib/engine/sliding-window.ts';
import { readPart } from '../hosting/host-memory.ts';
import type { Resilience4jState } from './inner-state.ts';
import { type Metrics, newMetrics } from './metrics.ts';
import type { Resilience4jOptions } from './options.ts';

const count = z.number().int().min(0);
const moment = z.number().min(0);
const metrics = z.object({
  /** Read by the engine, which owns its form. */
  window: z.unknown(),
  minimumNumberOfCalls: count.min(1),
  notPermittedCalls: count,
});

const stateSchema = z.discriminatedUnion('name', [
  z.object({ name: z.enum(['CLOSED', 'DISABLED']), metrics }),
  z.object({ name: z.literal('OPEN'), metrics, attempts: count, waitMs: count, waitEndsAt: moment }),
  z.object({ name: z.literal('HALF_OPEN'), metrics, attempts: count, permits: count, leavesAt: moment.nullable() }),
  z.object({ name: z.literal('FORCED_OPEN'), metrics, attempts: count }),
  z.object({
    name: z.literal('METRICS_ONLY'),
    metrics,
    toldFailureRate: z.boolean(),
    toldSlowCallRate: z.boolean(),
  }),
]);
const machineSchema = z.object({ state: stateSchema, consecutiveFailures: count });
export type ExportedMachine = z.infer<typeof machineSchema>;

/** A machine's state as plain JSON; deadlines are epoch milliseconds. */
export function exportState(state: Resilience4jState, consecutiveFailures: number): ExportedMachine {
  const exported = { ...state.metrics, window: state.metrics.window?.toExport() ?? null };
  return { state: { ...state, metrics: exported }, consecutiveFailures };
}

/**
 * A machine's state at `now`, under options that may be others than those it was exported under: a closed window keeps
 * its newest calls if the type stays. A clock that was set back makes no wait longer.
 * @throws DamagedState (`code: 'DAMAGED_STATE'`) that names the place.
 */
export function importState(
  options: Resilience4jOptions,
  exported: unknown,
  now: number,
): { state: Resilience4jState; consecutiveFailures: number } {
  const { state, consecutiveFailures } = readPart(machineSchema, exported, 'state.machine');
  const place = { value: state.metrics.window, path: 'state.machine.state.metrics.window' };
  const window = state.metrics.window === null ? null : readWindow(place);
  const asBefore: Metrics = { ...state.metrics, window: window && importWindow(window, window.size, now) };
  switch (state.name) {
    case 'OPEN':
      return {
        state: { ...state, metrics: asBefore, waitEndsAt: Math.min(state.waitEndsAt, now + state.waitMs) },
        consecutiveFailures,
      };
    case 'CLOSED':
    case 'METRICS_ONLY':
      return { state: { ...state, metrics: refitted(options, window, asBefore, now) }, consecutiveFailures };
    default:
      return { state: { ...state, metrics: asBefore }, consecutiveFailures };
  }
}

function refitted(options: Resilience4jOptions, window: ExportedWindow | null, before: Metrics, now: number): Metrics {
  const fresh = newMetrics(options);
  const type = options.slidingWindowType === 'COUNT_BASED' ? 'count-based' : 'time-based';
  if (window?.type !== type) return fresh;
  const { notPermittedCalls } = before;
  return { ...fresh, window: importWindow(window, options.slidingWindowSize, now), notPermittedCalls };
}
