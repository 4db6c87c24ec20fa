import { describe, expect, it } from 'vitest';
import type { BreakerIdentity, BreakerLive, Second } from '@/lib/protocol/breaker-resource.ts';
import { toColumns } from '@/lib/protocol/columns.ts';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';
import type { FleetSnapshot, WallTick } from '@/lib/protocol/socket-events.ts';
import { applyEntries, applySnapshot, applyWallTick, FEED_LENGTH, initialState, mergeFeed } from './fleet-reducer.ts';

const T0 = Date.UTC(2026, 0, 5, 12);
const at = (ms: number) => new Date(T0 + ms).toISOString();
const second = (success: number): Second => [success, 0, 0, 0, 0];

// Only what the reducer looks at; the rest of the values pass through.
const identity = (id: string) => ({ id, name: id }) as BreakerIdentity;
const live = (change: Partial<BreakerLive> = {}) => ({ state: 'closed', generation: 1, ...change }) as BreakerLive;

function snapshot(change: Partial<FleetSnapshot> = {}): FleetSnapshot {
  return {
    epoch: 2,
    seq: 10,
    serverTime: at(0),
    demo: true,
    storeProblem: null,
    identities: toColumns([identity('a'), identity('b')], ['id', 'name']),
    live: toColumns([live(), live()], ['state', 'generation']),
    strips: [[second(1)], [null]],
    second: T0 / 1_000 - 1,
    faults: [],
    ...change,
  };
}

const transition = (seq: number, change: object = {}): JournalEntry =>
  ({
    kind: 'transition',
    seq,
    epoch: 2,
    at: at(500),
    breaker: 'a',
    from: 'closed',
    to: 'open',
    generation: 2,
    waitMs: 8_000,
    ...change,
  }) as JournalEntry;

function tick(change: Partial<WallTick> = {}): WallTick {
  return {
    epoch: 2,
    serverTime: at(1_000),
    storeProblem: null,
    ids: ['a', 'b'],
    live: toColumns([live({ failureRate: 40 }), live()], ['state', 'generation', 'failureRate']),
    second: T0 / 1_000,
    seconds: [second(7), second(9)],
    ...change,
  };
}

const begin = () => initialState(snapshot(), [], T0 - 3_000);

describe('numbered entries', () => {
  it('are applied in order, each once', () => {
    const { state, gap } = applyEntries(begin(), [transition(10), transition(11), transition(11)]);
    expect(gap).toBe(false);
    expect(state.seq).toBe(11);
    expect(state.feed.map(({ seq }) => seq)).toEqual([11]);
    expect(state.breakers.a).toMatchObject({ state: 'open', generation: 2, waitMs: 8_000 });
  });

  it('with a hole stop there and ask for a resync', () => {
    const { state, gap } = applyEntries(begin(), [transition(11), transition(13)]);
    expect(gap).toBe(true);
    expect(state.seq).toBe(11);
  });

  it('do not undo a newer state that a tick has told already', () => {
    const newer = applyWallTick(
      begin(),
      tick({ live: toColumns([live({ state: 'half-open', generation: 3 }), live()], ['state', 'generation']) }),
      T0,
    );
    expect(applyEntries(newer, [transition(11)]).state.breakers.a?.state).toBe('half-open');
  });

  it('start and end faults', () => {
    const fault = { id: 'f1', breakers: ['a'] };
    const started = { kind: 'fault-started', seq: 11, fault } as unknown as JournalEntry;
    const ended = { kind: 'fault-ended', seq: 12, fault } as unknown as JournalEntry;
    const first = applyEntries(begin(), [started]).state;
    expect(first.faults).toEqual([fault]);
    expect(applyEntries(first, [ended]).state.faults).toEqual([]);
  });
});

describe('a tick', () => {
  it('replaces values and moves the strips on', () => {
    const state = applyWallTick(begin(), tick(), T0);
    expect(state.breakers.a).toMatchObject({ name: 'a', failureRate: 40 });
    expect(state.strips).toEqual({ a: [second(1), second(7)], b: [null, second(9)] });
    expect(state.valuesAt).toBe(T0 + 1_000);
  });

  it('leaves seconds that were not heard of empty, and keeps sixty', () => {
    const late = applyWallTick(begin(), tick({ second: T0 / 1_000 + 2 }), T0);
    expect(late.strips.a).toEqual([second(1), null, null, second(7)]);
    const muchLater = applyWallTick(begin(), tick({ second: T0 / 1_000 + 5_000 }), T0);
    expect(muchLater.strips.a).toHaveLength(60);
    expect(muchLater.strips.a?.slice(0, 59).every((value) => value === null)).toBe(true);
  });

  it('of another boot changes nothing', () => {
    const state = begin();
    expect(applyWallTick(state, tick({ epoch: 1 }), T0)).toBe(state);
  });
});

describe('a snapshot', () => {
  it('replaces what is true now and keeps the feed, which is the past', () => {
    const before = applyEntries(begin(), [transition(11)]).state;
    const after = applySnapshot(
      before,
      snapshot({
        epoch: 3,
        seq: 40,
        identities: toColumns([identity('c')], ['id']),
        live: toColumns([live()], ['state']),
      }),
      T0,
    );
    expect(after.ids).toEqual(['c']);
    expect(after.seq).toBe(40);
    expect(after.feed).toBe(before.feed);
  });

  it('tells how far the server’s clock is from the browser’s', () => {
    expect(begin().serverOffsetMs).toBe(3_000);
  });
});

it('the feed takes in what was missed, newest first, and stays bounded', () => {
  const missed = Array.from({ length: FEED_LENGTH + 50 }, (_, index) => transition(index + 1));
  const state = mergeFeed(applyEntries(begin(), [transition(11)]).state, missed);
  expect(state.feed).toHaveLength(FEED_LENGTH);
  expect(state.feed[0]?.seq).toBe(FEED_LENGTH + 50);
  expect(mergeFeed(state, missed.slice(-5))).toBe(state);
});
