import type { FaultResource } from '@/lib/protocol/fault.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';

let seq = 0;
const envelope = (at = '2025-11-21T12:00:00Z') => {
  seq += 1;
  return { seq, epoch: 1, at };
};

/** Entries for tests; what a test is about, it says itself. */
export function transition(differs: Partial<TransitionEntry>): TransitionEntry {
  return {
    ...envelope(differs.at),
    kind: 'transition',
    breaker: 'payments',
    from: 'closed',
    to: 'open',
    cause: 'failure-rate',
    detail: {
      kind: 'failure-rate',
      value: 50,
      threshold: 50,
      bufferedCalls: 50,
      failedCalls: 25,
      slowCalls: 0,
    },
    generation: 2,
    previousStateMs: 60_000,
    waitMs: 10_000,
    failureRate: 50,
    slowCallRate: 0,
    bufferedCalls: 50,
    failedCalls: 25,
    slowCalls: 0,
    actor: null,
    reason: null,
    ...differs,
  };
}

export const aFault: FaultResource = {
  id: 'f1',
  breakers: ['payments'],
  effects: [{ kind: 'errors', percent: 60, status: 503 }],
  startedAt: '2025-11-21T12:00:00Z',
  endsAt: '2025-11-21T12:05:00Z',
  durationMs: 300_000,
  actor: 'operator',
  reason: 'Friday drill',
};

export function faultStarted({ at, fault = aFault }: { at?: string; fault?: FaultResource }): JournalEntry {
  return { ...envelope(at), kind: 'fault-started', breaker: null, fault };
}

export function faultEnded(
  how: 'expired' | 'stopped' | 'halted',
  actor: string | null,
  reason: string | null,
): JournalEntry {
  return { ...envelope(), kind: 'fault-ended', breaker: null, fault: aFault, ended: how, actor, reason };
}

export function command(differs: { reason?: string }): JournalEntry {
  return {
    ...envelope(),
    kind: 'command',
    breaker: 'payments',
    command: 'force-open',
    commandId: 'c1',
    actor: 'operator',
    reason: differs.reason ?? 'vendor maintenance',
    expiresAt: null,
  };
}

export function boot({ at, downSince = null }: { at?: string; downSince?: string | null }): JournalEntry {
  return { ...envelope(at), kind: 'boot', breaker: null, downSince };
}
