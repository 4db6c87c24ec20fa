import { describe, expect, it } from 'vitest';
import type { BreakerState } from '@/lib/engine/breaker-state.ts';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';
import { announcement } from './announcement.ts';

let seq = 0;
function change(breaker: string, from: BreakerState, to: BreakerState): JournalEntry {
  seq += 1;
  return {
    kind: 'transition',
    seq,
    epoch: 1,
    at: '2025-11-21T12:00:00Z',
    breaker,
    from,
    to,
    cause: 'wait-over',
    detail: { kind: 'wait-over', waitMs: 1_000 },
    generation: seq,
    previousStateMs: 1_000,
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
const say = (...entries: JournalEntry[]) => announcement(entries, (id) => id);

describe('what is read aloud', () => {
  it('is one sentence for one change', () => {
    expect(say(change('payments', 'half-open', 'closed'))).toBe('payments closed.');
    expect(say(change('payments', 'half-open', 'open'))).toBe('payments re-opened.');
    expect(say(change('payments', 'closed', 'forced-open'))).toBe('payments forced open.');
  });

  it('is one sentence for many of a kind, with at most five names', () => {
    expect(say(...['a', 'b', 'c'].map((id) => change(id, 'closed', 'open')))).toBe('3 breakers opened: a, b, c.');
    expect(say(...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => change(id, 'closed', 'open')))).toBe(
      '7 breakers opened: a, b, c, d, e and 2 more.',
    );
  });

  it('tells only where a breaker ended', () => {
    expect(say(change('a', 'open', 'half-open'), change('a', 'half-open', 'closed'))).toBe('a closed.');
  });

  it('keeps different changes apart', () => {
    expect(say(change('a', 'closed', 'open'), change('b', 'half-open', 'closed'), change('c', 'closed', 'open'))).toBe(
      'a, c opened. b closed.',
    );
  });

  it('is silent where no state changed', () => {
    expect(
      say({ kind: 'boot', breaker: null, downSince: null, seq: 1, epoch: 1, at: '2025-11-21T12:00:00Z' }),
    ).toBeNull();
  });
});
