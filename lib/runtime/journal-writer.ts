import type { EntryFacts, JournalEntry } from '@/lib/protocol/journal-entry.ts';
import type { Checkpoint, Clock, Log, Store, StoredBreaker, WriteBatch } from './ports.ts';
import { Refusal } from './refusal.ts';

/** What is written together: one thing that happened, with all that follows from it. */
export interface Happening {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly facts: readonly EntryFacts[];
  readonly state?: Omit<WriteBatch, 'entries'>;
  /** Called when it is durable, before anybody is told. */
  readonly onDurable?: (entries: readonly JournalEntry[]) => void;
}

/** How many happenings wait while the database is away; what comes then is counted, and not kept. */
export const MAX_WAITING = 10_000;
const MAX_BATCH = 500;
const DURABLE_WITHIN_MS = 5_000;
const RETRY_MS = [250, 500, 1_000, 2_000] as const;

/** The one writer: numbers what happened, makes it durable, and only then tells. */
export interface JournalWriter {
  readonly publishedSeq: number;
  /** Why nothing can be written now, in words; null while it can. */
  readonly problem: string | null;
  add(happening: Happening): void;
  /**
   * Adds, and resolves once this and all before it is durable. Rejects with STORE_UNAVAILABLE when that takes over
   * 5 s: it has happened and will be saved, but the history can't be written now.
   */
  write(happening: Happening): Promise<void>;
  onPublished(listener: (entries: readonly JournalEntry[]) => void): () => void;
  /** Writes what waits, trying once more if the database is away, and ends. */
  stop(): Promise<void>;
}

export function createJournalWriter(options: {
  readonly store: Pick<Store, 'write'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly epoch: number;
  readonly lastSeq: number;
  /** Called when the database is back after happenings were lost: what is true now was never told. */
  readonly onLost: () => void;
}): JournalWriter {
  const { store, clock, log, epoch } = options;
  const listeners = new Set<(entries: readonly JournalEntry[]) => void>();
  const idle: (() => void)[] = [];
  let waiting: Happening[] = [];
  let lastSeq = options.lastSeq;
  let lost = 0;
  let problem: string | null = null;
  let writing = false;
  let attempt = 0;
  let stopped = false;
  let cancelRetry = () => {};

  function number(happenings: readonly Happening[]): JournalEntry[][] {
    let seq = lastSeq;
    return happenings.map(({ at, facts }) =>
      facts.map((fact) => {
        seq += 1;
        return { ...fact, seq, epoch, at: new Date(at).toISOString() };
      }),
    );
  }

  function publish(happenings: readonly Happening[], numbered: readonly JournalEntry[][]): void {
    happenings.forEach((happening, index) => {
      happening.onDurable?.(numbered[index] ?? []);
    });
    const entries = numbered.flat();
    lastSeq = entries.at(-1)?.seq ?? lastSeq;
    if (entries.length === 0) return;
    for (const listener of listeners) {
      try {
        listener(entries);
      } catch (error) {
        log.error({ error: String(error) }, 'a listener to the journal failed');
      }
    }
  }

  async function writeOnce(): Promise<boolean> {
    const happenings = waiting.slice(0, MAX_BATCH);
    const numbered = number(happenings);
    try {
      await store.write({ ...mergeStates(happenings), entries: numbered.flat() });
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      if (problem === null) log.error({ problem: words }, 'the history cannot be written');
      problem = words;
      return false;
    }
    waiting = waiting.slice(happenings.length);
    if (problem !== null) log.warn({}, 'the history can be written again');
    problem = null;
    attempt = 0;
    publish(happenings, numbered);
    return true;
  }

  async function run(): Promise<void> {
    if (writing) return;
    writing = true;
    cancelRetry();
    // One turn later, so that what happens in this turn is one commit.
    await Promise.resolve();
    let good = true;
    while (good && waiting.length > 0) {
      good = await writeOnce();
      if (good && lost > 0 && waiting.length === 0) noteLost();
    }
    writing = false;
    if (good || stopped) {
      for (const resolve of idle.splice(0)) resolve();
    } else {
      const delay = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? 2_000;
      attempt += 1;
      cancelRetry = clock.after(delay, () => void run());
    }
  }

  function noteLost(): void {
    waiting.push({
      at: clock.now(),
      facts: [{ kind: 'lost', breaker: null, transitions: lost }],
      onDurable: options.onLost,
    });
    lost = 0;
  }

  function add(happening: Happening): void {
    if (waiting.length >= MAX_WAITING) {
      lost += happening.facts.filter((fact) => fact.kind === 'transition').length;
      return;
    }
    waiting.push(happening);
    if (problem === null) void run();
  }

  return {
    get publishedSeq() {
      return lastSeq;
    },
    get problem() {
      return problem;
    },
    add,
    write(happening) {
      return new Promise((resolve, reject) => {
        const cancel = clock.after(DURABLE_WITHIN_MS, () => {
          reject(
            new Refusal('STORE_UNAVAILABLE', `Carried out, but not saved yet: ${problem ?? 'the database is slow'}`),
          );
        });
        add({
          ...happening,
          onDurable: (entries) => {
            cancel();
            happening.onDurable?.(entries);
            resolve();
          },
        });
      });
    },
    onPublished(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      stopped = true;
      cancelRetry();
      if (waiting.length > 0 || writing) {
        const over = new Promise<void>((resolve) => idle.push(resolve));
        void run();
        await over;
      }
      if (waiting.length > 0) log.error({ unsaved: waiting.length }, 'stopped with history that could not be saved');
      listeners.clear();
    },
  };
}

/** The newest word on each thing wins; of a breaker that is deleted nothing from before is written. */
function mergeStates(happenings: readonly Happening[]): Omit<WriteBatch, 'entries'> {
  let faults: WriteBatch['faults'];
  const deleted = new Set<string>();
  const breakers = new Map<string, StoredBreaker>();
  const checkpoints = new Map<string, Checkpoint>();
  for (const { state } of happenings) {
    faults = state?.faults ?? faults;
    for (const id of state?.deletedBreakers ?? []) {
      deleted.add(id);
      breakers.delete(id);
      checkpoints.delete(id);
    }
    for (const breaker of state?.breakers ?? []) breakers.set(breaker.definition.id, breaker);
    for (const checkpoint of state?.checkpoints ?? []) checkpoints.set(checkpoint.breaker, checkpoint);
  }
  return {
    ...(faults ? { faults } : {}),
    deletedBreakers: [...deleted],
    breakers: [...breakers.values()],
    checkpoints: [...checkpoints.values()],
  };
}
