import { describe, expect, it } from 'vitest';
import type { BreakerState } from '@/lib/engine/breaker-state.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import { downtimesOf, faultSpans, mergeNarrow, stateSpans } from './state-spans.ts';

const iso = (at: number) => new Date(at).toISOString();

function change(
  seq: number,
  at: number,
  from: BreakerState,
  to: BreakerState,
  previousStateMs: number,
): TransitionEntry {
  return {
    kind: 'transition',
    breaker: 'payments',
    seq,
    epoch: 1,
    at: iso(at),
    from,
    to,
    cause: 'restored',
    detail: { kind: 'restored' },
    generation: seq,
    previousStateMs,
    waitMs: null,
    failureRate: null,
    slowCallRate: null,
    bufferedCalls: 0,
    failedCalls: 0,
    slowCalls: 0,
    actor: null,
    reason: null,
  };
}

const range = { from: 1_000, to: 2_000 };

describe('the states of a breaker over a range', () => {
  it('follow from its transitions, whatever their order', () => {
    const spans = stateSpans(
      [change(2, 1_500, 'open', 'half-open', 300), change(1, 1_200, 'closed', 'open', 5_000)],
      { state: 'half-open', since: 1_500 },
      [],
      range,
    );
    expect(spans).toEqual([
      { from: 1_000, to: 1_200, state: 'closed' },
      { from: 1_200, to: 1_500, state: 'open' },
      { from: 1_500, to: 2_000, state: 'half-open' },
    ]);
  });

  it('are the present one alone when nothing happened', () => {
    expect(stateSpans([], { state: 'closed', since: 0 }, [], range)).toEqual([{ ...range, state: 'closed' }]);
  });

  it('are left open before anything is known', () => {
    expect(stateSpans([], { state: 'closed', since: 1_400 }, [], range)).toEqual([
      { from: 1_400, to: 2_000, state: 'closed' },
    ]);
    expect(
      stateSpans([change(1, 1_500, 'closed', 'open', 100)], { state: 'open', since: 1_500 }, [], range)[0],
    ).toEqual({
      from: 1_400,
      to: 1_500,
      state: 'closed',
    });
  });

  it('have no data while the server did not run', () => {
    const boot: JournalEntry = { kind: 'boot', breaker: null, downSince: iso(1_300), seq: 4, epoch: 2, at: iso(1_400) };
    expect(stateSpans([], { state: 'closed', since: 0 }, downtimesOf([boot]), range)).toEqual([
      { from: 1_000, to: 1_300, state: 'closed' },
      { from: 1_300, to: 1_400, state: 'no-data' },
      { from: 1_400, to: 2_000, state: 'closed' },
    ]);
  });

  it('too narrow to be told apart become one block', () => {
    const narrow = [10, 11, 12, 13].map((at) => ({ from: at, to: at + 1, state: 'open' as const }));
    const wide = { from: 14, to: 50, state: 'closed' as const };
    expect(mergeNarrow([...narrow, wide], 1.01)).toEqual([{ from: 10, to: 14, state: 'open' }, wide]);
    const many = Array.from({ length: 10 }, (_, at) => ({ from: at, to: at + 1, state: 'open' as const }));
    expect(mergeNarrow([...many, wide], 2)[0]).toEqual({ from: 0, to: 10, state: 'mixed', count: 10 });
    expect(mergeNarrow([...narrow.slice(0, 1), wide], 2)).toEqual([narrow[0], wide]);
  });
});

describe('the faults of a breaker over a range', () => {
  const fault: FaultResource = {
    id: 'f1',
    breakers: ['payments'],
    effects: [{ kind: 'errors', percent: 60, status: 503 }],
    startedAt: iso(1_200),
    endsAt: iso(1_900),
    durationMs: 700,
    actor: 'operator',
    reason: 'drill',
  };
  const envelope = { seq: 1, epoch: 1, at: iso(1_200) };
  const started: JournalEntry = { kind: 'fault-started', breaker: null, fault, ...envelope };

  it('run to the end of the range while they run', () => {
    expect(faultSpans([], [fault], 'payments', range)).toEqual([{ fault, from: 1_200, to: 2_000 }]);
  });

  it('end when they were stopped', () => {
    const ended: JournalEntry = {
      ...{ kind: 'fault-ended', breaker: null, fault, ended: 'stopped', actor: 'operator', reason: null },
      ...{ seq: 2, epoch: 1, at: iso(1_450) },
    };
    expect(faultSpans([ended, started], [], 'payments', range)).toEqual([{ fault, from: 1_200, to: 1_450 }]);
  });

  it('concern only the breakers they name', () => {
    expect(faultSpans([started], [fault], 'search', range)).toEqual([]);
  });
});
