import { ROLL_UP_STEPS_MS } from '@/lib/protocol/history-query.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import type { Checkpoint, RollUp, Store, StoredBreaker, StoredState, WriteBatch } from '@/lib/runtime/ports.ts';
import { joinRollUps, mergeIntoSteps, storedWidthFor, wholeSteps } from './roll-up-samples.ts';
import type { OpenedStore } from './sqlite-store.ts';
import { StoreUnavailable } from './store-unavailable.ts';
import { fillBuckets } from './transition-buckets.ts';
import { pageOf } from './transitions-page.ts';

/** What stays when a store over it is closed; open another one over it and the panel is restarted. */
export interface Memory {
  /** Set it, and everything rejects with `STORE_UNAVAILABLE` and these words, until it is null again. */
  problem: string | null;
  epoch: number;
  /** In order of `seq`. */
  entries: JournalEntry[];
  readonly breakers: Map<string, StoredBreaker>;
  readonly checkpoints: Map<string, Checkpoint>;
  faults: StoredState['faults'];
  readonly rollUps: Map<string, RollUp>;
}

export function createMemory(): Memory {
  return {
    problem: null,
    epoch: 0,
    entries: [],
    breakers: new Map(),
    checkpoints: new Map(),
    faults: [],
    rollUps: new Map(),
  };
}

/** What a file would give back of it: a copy without what is undefined. */
function kept<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function lastSeenAt(memory: Memory): number | null {
  const newest = memory.entries.at(-1);
  const moments = [
    ...(newest ? [Date.parse(newest.at)] : []),
    ...[...memory.checkpoints.values()].map((checkpoint) => checkpoint.at),
    ...[...memory.rollUps.values()].filter((row) => row.stepMs === ROLL_UP_STEPS_MS[0]).map((row) => row.at),
  ];
  return moments.length === 0 ? null : Math.max(...moments);
}

function commandIdOf(entry: JournalEntry): string | null {
  return entry.kind === 'command' ? entry.commandId : null;
}

function write(memory: Memory, batch: WriteBatch): void {
  const seqs = new Set(memory.entries.map((entry) => entry.seq));
  const commands = new Set(memory.entries.map(commandIdOf));
  for (const entry of batch.entries) {
    const commandId = commandIdOf(entry);
    if (seqs.has(entry.seq)) throw new StoreUnavailable(`The history can't be written: ${entry.seq} is there already`);
    if (commandId !== null && commands.has(commandId)) {
      throw new StoreUnavailable(`The history can't be written: command ${commandId} is there already`);
    }
    seqs.add(entry.seq);
    commands.add(commandId);
  }
  memory.entries = [...memory.entries, ...kept(batch.entries)].sort((a, b) => a.seq - b.seq);
  for (const id of batch.deletedBreakers ?? []) {
    memory.breakers.delete(id);
    memory.checkpoints.delete(id);
  }
  for (const breaker of kept(batch.breakers ?? [])) memory.breakers.set(breaker.definition.id, breaker);
  for (const checkpoint of kept(batch.checkpoints ?? [])) {
    memory.checkpoints.set(checkpoint.breaker, { ...checkpoint, at: Math.floor(checkpoint.at) });
  }
  if (batch.faults) memory.faults = kept(batch.faults);
}

function saveRollUps(memory: Memory, rows: readonly RollUp[]): void {
  for (const row of rows) {
    const key = `${row.stepMs} ${row.at} ${row.breaker}`;
    const earlier = memory.rollUps.get(key);
    memory.rollUps.set(key, earlier ? joinRollUps(earlier, row) : row);
  }
}

interface TransitionFilter {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly breaker?: string | undefined;
  readonly toState?: string | undefined;
  readonly cause?: string | undefined;
}

function transitionsOf(memory: Memory, filter: TransitionFilter): TransitionEntry[] {
  return memory.entries
    .filter((entry): entry is TransitionEntry => entry.kind === 'transition')
    .filter((entry) => filter.breaker === undefined || entry.breaker === filter.breaker)
    .filter((entry) => filter.toState === undefined || entry.to === filter.toState)
    .filter((entry) => filter.cause === undefined || entry.cause === filter.cause)
    .filter((entry) => Date.parse(entry.at) >= (filter.from ?? Number.NEGATIVE_INFINITY))
    .filter((entry) => Date.parse(entry.at) < (filter.to ?? Number.POSITIVE_INFINITY));
}

function readSamples(memory: Memory, query: Parameters<Store['samples']>[0]) {
  const range = wholeSteps(query.from, query.to, query.step);
  const steps = mergeIntoSteps(query.step);
  const rows = [...memory.rollUps.values()]
    .filter((row) => row.breaker === query.breaker && row.stepMs === storedWidthFor(query.step))
    .filter((row) => row.at >= range.from && row.at < range.to)
    .sort((a, b) => a.at - b.at);
  for (const row of rows) steps.add(row);
  return steps.samples();
}

function readBuckets(memory: Memory, query: Parameters<Store['transitionBuckets']>[0]) {
  const range = { from: Math.ceil(query.from), to: Math.ceil(query.to), bucketMs: query.bucketMs };
  const counted = transitionsOf(memory, query).map(({ at, from, to, cause }) => {
    return { bucket: Math.floor((Date.parse(at) - range.from) / range.bucketMs), from, to, cause, count: 1 };
  });
  return fillBuckets(range, counted);
}

/** A store that forgets: what the SQLite store promises, without a file. For tests. */
export function openMemoryStore(memory: Memory = createMemory()): OpenedStore {
  let closed = false;
  /** Answers a turn later, as a store that has to ask somebody does. */
  async function act<T>(answer: () => T): Promise<T> {
    await Promise.resolve();
    if (closed) throw new StoreUnavailable('the history is closed');
    if (memory.problem !== null) throw new StoreUnavailable(memory.problem);
    return answer();
  }
  memory.epoch += 1;
  const state: StoredState = {
    epoch: memory.epoch,
    lastSeq: memory.entries.at(-1)?.seq ?? 0,
    lastSeenAt: lastSeenAt(memory),
    breakers: [...memory.breakers.values()],
    checkpoints: [...memory.checkpoints.values()],
    faults: memory.faults,
    notices: [],
  };
  const newestFirst = () => memory.entries.toReversed();
  const store: Store = {
    write: (batch) => act(() => write(memory, batch)),
    saveRollUps: (rows) => act(() => saveRollUps(memory, rows)),
    findCommand: (id) => act(() => memory.entries.find((entry) => commandIdOf(entry) === id)?.seq ?? null),
    transitions: (query) =>
      act(() => {
        const before = query.cursor ?? Number.POSITIVE_INFINITY;
        const entries = transitionsOf(memory, query).filter((entry) => entry.seq < before);
        return pageOf(entries.toReversed().slice(0, query.limit + 1), query.limit);
      }),
    transitionBuckets: (query) => act(() => readBuckets(memory, query)),
    entry: (seq) => act(() => memory.entries.find((entry) => entry.seq === seq) ?? null),
    entriesAfter: (seq, limit) => act(() => memory.entries.filter((entry) => entry.seq > seq).slice(0, limit)),
    latestEntries: (limit, breaker) =>
      act(() => {
        const concerned = newestFirst().filter(
          (entry) => breaker === undefined || entry.breaker === breaker || entry.breaker === null,
        );
        return concerned.slice(0, limit);
      }),
    samples: (query) => act(() => readSamples(memory, query)),
    async close() {
      closed = true;
    },
  };
  return { state, store };
}
