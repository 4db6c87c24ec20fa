import { z } from 'zod';
import { readPart } from '../hosting/host-memory.ts';
import { rewaited } from './backoff.ts';
import type { CounterMemory } from './failure-counter.ts';
import type { CockatielMemory, InnerState } from './machine.ts';
import type { CockatielOptions } from './options.ts';

const count = z.number().int().min(0);
const moment = z.number().min(0);
const wait = z.object({ durationMs: moment, attempt: count.min(1), previous: z.number().min(0) });

const stateSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('Closed') }),
  z.object({ name: z.literal('Open'), openedAt: moment, wait }),
  z.object({ name: z.literal('HalfOpen'), wait, trial: z.null() }),
  z.object({ name: z.literal('Isolated'), handles: count.min(1) }),
]);
const sampleWindow = z.object({ startedAt: moment, successes: count, failures: count });
const counterSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ConsecutiveBreaker'), failures: count }),
  z.object({ type: z.literal('CountBreaker'), ring: z.string().regex(/^[.sf]+$/), next: count }),
  z.object({ type: z.literal('SamplingBreaker'), current: count, windows: z.array(sampleWindow).min(1) }),
]);

const machineSchema = z.object({
  memory: z.object({ state: stateSchema, counter: counterSchema }),
  /** For the page alone. */
  consecutiveFailures: count,
});
type ReadMachine = z.infer<typeof machineSchema>;

export interface ExportedMachine {
  readonly memory: CockatielMemory;
  readonly consecutiveFailures: number;
}

/**
 * What was exported, under options that may be others by now, `now` in epoch milliseconds: the wait is that of the new
 * ones, from when it opened. Nothing in it is later than `now`.
 * @throws DamagedState (`code: 'DAMAGED_STATE'`) that names the place.
 */
export function importMachine(options: CockatielOptions, exported: unknown, now: number): ExportedMachine {
  const read = readPart(machineSchema, exported, 'state.machine');
  return {
    ...read,
    memory: { state: importState(options, read.memory.state, now), counter: importCounter(read, now) },
  };
}

function importState(options: CockatielOptions, state: ReadMachine['memory']['state'], now: number): InnerState {
  if (state.name === 'Open') {
    const openedAt = Math.min(state.openedAt, now);
    return { ...state, openedAt, wait: rewaited(options.halfOpenAfter, state.wait) };
  }
  return state.name === 'HalfOpen' ? { ...state, wait: rewaited(options.halfOpenAfter, state.wait) } : state;
}

function importCounter({ memory: { counter } }: ReadMachine, now: number): CounterMemory {
  if (counter.type !== 'SamplingBreaker') return counter;
  const windows = counter.windows.map((window) => ({ ...window, startedAt: Math.min(window.startedAt, now) }));
  return { ...counter, windows };
}
