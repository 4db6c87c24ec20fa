import type { Second } from '@/lib/protocol/breaker-resource.ts';
import { fromColumns } from '@/lib/protocol/columns.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';
import type { BreakerTick, FleetSnapshot, WallTick } from '@/lib/protocol/socket-events.ts';
import type { BreakerView, FleetState } from './fleet-state.ts';

const STRIP_SECONDS = 60;
/** The feed keeps no more than this. */
export const FEED_LENGTH = 200;

/** The first state of a page, from what the server rendered it with. `heardAt` is browser time, milliseconds. */
export function initialState(
  snapshot: FleetSnapshot,
  feed: readonly JournalEntry[],
  heardAt: number | null,
): FleetState {
  const empty: FleetState = {
    connection: { status: 'connecting', lastHeardAt: heardAt, attempt: 0, stale: false },
    epoch: 0,
    seq: 0,
    serverOffsetMs: 0,
    valuesAt: 0,
    demo: false,
    storeProblem: null,
    ids: [],
    breakers: {},
    strips: {},
    second: 0,
    faults: [],
    feed: feed.slice(0, FEED_LENGTH),
    detail: null,
  };
  return applySnapshot(empty, snapshot, heardAt ?? Date.parse(snapshot.serverTime));
}

/** A snapshot replaces everything that is true now, at once; the feed, which is the past, stays. */
export function applySnapshot(state: FleetState, snapshot: FleetSnapshot, heardAt: number): FleetState {
  const identities = fromColumns(snapshot.identities);
  const live = fromColumns(snapshot.live);
  const breakers: Record<string, BreakerView> = {};
  const strips: Record<string, readonly (Second | null)[]> = {};
  identities.forEach((identity, index) => {
    const values = live[index];
    if (!values) throw new RangeError(`the snapshot has no values of ${identity.id}`);
    breakers[identity.id] = { ...identity, ...values };
    strips[identity.id] = snapshot.strips[index] ?? [];
  });
  return {
    ...state,
    ...timesOf(snapshot.serverTime, heardAt),
    epoch: snapshot.epoch,
    seq: snapshot.seq,
    demo: snapshot.demo,
    storeProblem: snapshot.storeProblem,
    ids: identities.map(({ id }) => id),
    breakers,
    strips,
    second: snapshot.second,
    faults: snapshot.faults,
  };
}

/** A wall tick replaces the values of every breaker that it knows, and moves the strips on. */
export function applyWallTick(state: FleetState, tick: WallTick, heardAt: number): FleetState {
  if (tick.epoch !== state.epoch) return state;
  const rows = fromColumns(tick.live);
  const breakers = { ...state.breakers };
  const strips = { ...state.strips };
  tick.ids.forEach((id, index) => {
    const known = breakers[id];
    const values = rows[index];
    if (!known || !values) return;
    breakers[id] = { ...known, ...values };
    const second = tick.seconds[index];
    if (second) strips[id] = moveStrip(strips[id] ?? [], tick.second - state.second, second);
  });
  return {
    ...state,
    ...timesOf(tick.serverTime, heardAt),
    storeProblem: tick.storeProblem,
    breakers,
    strips,
    second: Math.max(state.second, tick.second),
  };
}

/** Seconds that were not heard of stay empty: they are no data, not zero calls. */
function moveStrip(strip: readonly (Second | null)[], passed: number, second: Second): readonly (Second | null)[] {
  if (passed <= 0) return strip;
  const missed = Array.from({ length: Math.min(passed - 1, STRIP_SECONDS) }, () => null);
  return [...strip, ...missed, second].slice(-STRIP_SECONDS);
}

/** A tick of the one breaker whose page is open. */
export function applyBreakerTick(state: FleetState, tick: BreakerTick, heardAt: number): FleetState {
  const known = state.breakers[tick.id];
  if (tick.epoch !== state.epoch || !known) return state;
  return {
    ...state,
    ...timesOf(tick.serverTime, heardAt),
    storeProblem: tick.storeProblem,
    breakers: { ...state.breakers, [tick.id]: { ...known, ...tick.live } },
    detail: { id: tick.id, window: tick.window, samples: tick.samples },
  };
}

/**
 * Numbered entries: those that are known are dropped, and a hole makes `gap` true, after which only a resync helps.
 */
export function applyEntries(state: FleetState, entries: readonly JournalEntry[]): { state: FleetState; gap: boolean } {
  let next = state;
  for (const entry of entries) {
    if (entry.seq <= next.seq) continue;
    if (entry.seq > next.seq + 1) return { state: next, gap: true };
    next = applyEntry(next, entry);
  }
  return { state: next, gap: false };
}

function applyEntry(state: FleetState, entry: JournalEntry): FleetState {
  const noted = { ...state, seq: entry.seq, feed: [entry, ...state.feed].slice(0, FEED_LENGTH) };
  switch (entry.kind) {
    case 'transition': {
      const known = state.breakers[entry.breaker];
      if (!known || known.generation >= entry.generation) return noted;
      const stateMs = Math.max(0, state.valuesAt - Date.parse(entry.at));
      const changed = {
        ...known,
        state: entry.to,
        generation: entry.generation,
        stateMs,
        waitMs: entry.waitMs,
        retryAfterMs: entry.waitMs,
        probes: null,
      };
      return { ...noted, breakers: { ...state.breakers, [entry.breaker]: changed } };
    }
    case 'fault-started':
      return { ...noted, faults: [...without(state.faults, entry.fault), entry.fault] };
    case 'fault-ended':
      return { ...noted, faults: without(state.faults, entry.fault) };
    default:
      return noted;
  }
}

const without = (faults: readonly FaultResource[], { id }: FaultResource) => faults.filter((fault) => fault.id !== id);

const timesOf = (serverTime: string, heardAt: number) => ({
  valuesAt: Date.parse(serverTime),
  serverOffsetMs: Date.parse(serverTime) - heardAt,
});

/** Entries that were missed while away go into the feed, newest first, whatever their number. */
export function mergeFeed(state: FleetState, entries: readonly JournalEntry[]): FleetState {
  const known = new Set(state.feed.map(({ seq }) => seq));
  const added = entries.filter(({ seq }) => !known.has(seq));
  if (added.length === 0) return state;
  const feed = [...added, ...state.feed].sort((a, b) => b.seq - a.seq).slice(0, FEED_LENGTH);
  return { ...state, feed };
}
