import { faultNameAt } from '@/components/history/history-rows.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import { getRuntime, type Runtime } from '@/lib/runtime/runtime-handle.ts';

const BEFORE = 3;
const AFTER = 3;
/** Among so many later entries the next ones of the same breaker are looked for. */
const LOOK_AHEAD = 500;
/** A fault runs for half an hour at most; among so many entries after a change its end is found. */
const FAULT_ENTRIES = 500;

export interface EntryPageData {
  readonly entry: JournalEntry;
  /** All breakers by id: entries name them. */
  readonly breakers: Readonly<Record<string, BreakerView>>;
  readonly fault: string | null;
  /** Transitions of the same breaker around it, newest first. */
  readonly around: readonly TransitionEntry[];
}

const isTransition = (entry: JournalEntry): entry is TransitionEntry => entry.kind === 'transition';

async function aroundOf(runtime: Runtime, entry: JournalEntry, later: readonly JournalEntry[]) {
  if (entry.breaker === null) return [];
  const { breaker, seq } = entry;
  const before = await runtime.history.transitions({ breaker, cursor: seq, limit: BEFORE });
  const after = later.filter(isTransition).filter((change) => change.breaker === breaker);
  const own = isTransition(entry) ? [entry] : [];
  return [...after.slice(0, AFTER).reverse(), ...own, ...before.transitions];
}

/** One entry by its number with what explains it; null if there is none. */
export async function loadEntry(seq: number): Promise<EntryPageData | null> {
  if (!Number.isSafeInteger(seq) || seq < 1) return null;
  const runtime = getRuntime();
  const entry = await runtime.history.entry(seq);
  if (!entry) return null;
  const [later, earlier] = await Promise.all([
    runtime.history.entriesAfter(seq, LOOK_AHEAD),
    runtime.history.entriesAfter(Math.max(0, seq - FAULT_ENTRIES), FAULT_ENTRIES),
  ]);
  const entries = [...earlier, ...later];
  const fault = isTransition(entry)
    ? faultNameAt({ entries, faults: runtime.faults() }, entry.breaker, Date.parse(entry.at))
    : null;
  return {
    entry,
    breakers: Object.fromEntries(runtime.breakers().map((breaker) => [breaker.id, breaker])),
    fault,
    around: await aroundOf(runtime, entry, later),
  };
}
