import type { CauseKind, TransitionCause } from '@/lib/engine/breaker-event.ts';
import type { BreakerState } from '@/lib/engine/breaker-state.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import type { TransitionsQuery } from '@/lib/protocol/history-query.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import { encodeLatency, newLatencyHistogram, recordLatency } from '@/lib/runtime/latency-histogram.ts';
import type { Checkpoint, RollUp, StoredBreaker } from '@/lib/runtime/ports.ts';

/** 2026-03-01, midnight UTC. */
export const START = Date.UTC(2026, 2, 1);

const DETAILS: Readonly<Record<string, TransitionCause>> = {
  'wait-over': { kind: 'wait-over', waitMs: 60_000 },
  'probes-good': { kind: 'probes-good', goodProbes: 3, probes: 3 },
  'probe-failed': { kind: 'probe-failed', outcome: 'failure', durationMs: 12.5 },
  command: { kind: 'command', command: 'force-open', actor: 'Ada', reason: "it's time" },
  'hold-expired': { kind: 'hold-expired', hold: 'forced-open' },
  restored: { kind: 'restored' },
};
const FAILURES: TransitionCause = {
  kind: 'failure-rate',
  value: 100 / 3,
  threshold: 30,
  bufferedCalls: 30,
  failedCalls: 10,
  slowCalls: 0,
};

/** A transition one second after the one before; what isn't said is a trip of `payments`. */
export function transition(
  seq: number,
  facts: { breaker?: string; from?: BreakerState; to?: BreakerState; cause?: CauseKind; at?: number } = {},
): TransitionEntry {
  const cause = facts.cause ?? 'failure-rate';
  return {
    kind: 'transition',
    seq,
    epoch: 1,
    at: new Date(facts.at ?? START + seq * 1_000).toISOString(),
    breaker: facts.breaker ?? 'payments',
    from: facts.from ?? 'closed',
    to: facts.to ?? 'open',
    cause,
    detail: DETAILS[cause] ?? FAILURES,
    generation: seq,
    previousStateMs: 1_000,
    waitMs: 60_000,
    failureRate: 100 / 3,
    slowCallRate: null,
    bufferedCalls: 30,
    failedCalls: 10,
    slowCalls: 0,
    actor: cause === 'command' ? 'Ada' : null,
    reason: cause === 'command' ? "it's time" : null,
  };
}

export function command(seq: number, commandId: string, breaker = 'payments'): JournalEntry {
  const at = new Date(START + seq * 1_000).toISOString();
  const facts = { actor: 'Ada', reason: 'a "drill"; -- nothing more \u0000 \ud83d\ude80', expiresAt: null };
  return { kind: 'command', seq, epoch: 1, at, breaker, command: 'force-open', commandId, ...facts };
}

export function boot(seq: number, epoch = 1): JournalEntry {
  return { kind: 'boot', seq, epoch, at: new Date(START + seq * 1_000).toISOString(), breaker: null, downSince: null };
}

/** Entries from `first` on, `count` of them, by what makes one. */
export function series<Entry>(first: number, count: number, make: (seq: number) => Entry): Entry[] {
  return Array.from({ length: count }, (_, index) => make(first + index));
}

export function transitionsQuery(query: Partial<TransitionsQuery> = {}): TransitionsQuery {
  return { limit: 50, ...query };
}

export function storedBreaker(id: string, revision = 1): StoredBreaker {
  return {
    definition: {
      id,
      name: `The ${id} API`,
      group: 'Shop',
      dialect: 'native',
      callTimeoutMs: 2_000,
      downstream: {
        kind: 'simulated',
        name: id,
        latency: { shape: 'log-normal', medianMs: 20, p95Ms: 80 },
        errorPercent: 0.5,
        capacity: 20,
        troubles: [],
      },
      trafficCallsPerSecond: 12,
    },
    config: {
      slidingWindowType: 'count-based',
      slidingWindowSize: 100,
      minimumNumberOfCalls: 10,
      failureRateThreshold: 50,
      slowCallDurationThresholdMs: 1_000,
      slowCallRateThreshold: null,
      failureCountThreshold: null,
      consecutiveFailuresThreshold: null,
      waitDurationInOpenStateMs: 60_000,
      waitBackoff: { multiplier: 2, maxMs: 600_000, jitter: 0.1 },
      automaticTransitionFromOpenToHalfOpenEnabled: true,
      permittedNumberOfCallsInHalfOpenState: 3,
      successThresholdInHalfOpen: null,
      maxWaitDurationInHalfOpenStateMs: 0,
    },
    revision,
  };
}

export function checkpoint(breaker: string, at: number, calls = 0): Checkpoint {
  return { breaker, at, state: { calls, window: [1, 2.5, null] }, hold: null };
}

export function fault(id: string): FaultResource {
  return {
    id,
    breakers: ['payments', 'search'],
    effects: [{ kind: 'errors', percent: 40, status: 503 }],
    startedAt: new Date(START).toISOString(),
    endsAt: new Date(START + 60_000).toISOString(),
    durationMs: 60_000,
    actor: 'Ada',
    reason: 'a drill',
  };
}

/** A step of as many successful calls as there are latencies. */
export function rollUp(at: number, latenciesMs: readonly number[] = [], facts: Partial<RollUp> = {}): RollUp {
  const histogram = newLatencyHistogram();
  for (const latencyMs of latenciesMs) recordLatency(histogram, latencyMs);
  return {
    breaker: 'payments',
    stepMs: 10_000,
    at,
    success: latenciesMs.length,
    slow: 0,
    timeout: 0,
    failure: 0,
    rejected: 0,
    failureRate: null,
    slowCallRate: null,
    latency: latenciesMs.length > 0 ? encodeLatency(histogram) : null,
    ...facts,
  };
}
