import { describe, expect, it } from 'vitest';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import { breakerView } from './breaker-fixture.ts';
import { nextStep, tileInWords } from './next-step.ts';

const NOW = Date.parse('2025-11-21T12:03:07Z');
const say = (view: Parameters<typeof breakerView>[0], faults: readonly FaultResource[] = []) => {
  const { text, value } = nextStep(breakerView(view), faults, NOW);
  return (value ? `${text} ${value}` : text).replaceAll('\u00a0', ' ');
};
const fault: FaultResource = {
  id: 'f1',
  breakers: ['payments-authorize'],
  effects: [{ kind: 'latency', addedMs: 400, jitterMs: 0 }],
  startedAt: '2025-11-21T12:00:00Z',
  endsAt: '2025-11-21T12:05:00Z',
  durationMs: 300_000,
  actor: 'operator',
  reason: 'drill',
};

describe('what happens next', () => {
  it('to an open breaker: its wait ends, or a call is awaited', () => {
    expect(say({ state: 'open', retryAfterMs: 17_400 })).toBe('Half-open in 0:18');
    expect(say({ state: 'open', retryAfterMs: 0 })).toBe('Waiting for the next call');
  });

  it('to a half-open one: its oldest probe in flight', () => {
    const probes = [
      { kind: 'in-flight', sinceMs: 12 },
      { kind: 'in-flight', sinceMs: 84 },
    ] as const;
    expect(say({ state: 'half-open', probes })).toBe('In flight 84 ms');
    expect(say({ state: 'half-open', probes: [{ kind: 'free' }] })).toBe('Waiting for the next call');
  });

  it('to a held one: the hold ends, or somebody clears it', () => {
    const hold = { actor: 'on-call', reason: 'vendor', endsAt: '2025-11-21T12:30:00Z' };
    expect(say({ state: 'forced-open', hold })).toBe('Until 12:30');
    expect(say({ state: 'forced-open', hold: { ...hold, endsAt: '2025-11-21T12:04:00Z' } })).toBe('Until 12:04:00');
    expect(say({ state: 'disabled', hold: { ...hold, endsAt: null } })).toBe('Until cleared');
    expect(say({ state: 'metrics-only', hold, computedState: 'open' })).toBe('Would be Open');
  });

  it('to a closed one: trouble first, then its last trip', () => {
    expect(say({ tripsLast10Min: 4 })).toBe('4 trips in 10 min');
    expect(say({ failureRate: 44 })).toBe('6 points below threshold');
    expect(say({}, [fault])).toBe('Latency +400 ms');
    expect(say({ lastTripMs: 19 * 3_600_000 })).toBe('Last trip 19 h ago');
    expect(say({ lastTripMs: 49 * 3_600_000 })).toBe('No trips in 24 h');
    expect(say({})).toBe('No trips since start');
  });

  it('says when what is shown is not the newest', () => {
    expect(say({ saved: false, state: 'open', retryAfterMs: 4_000 })).toBe('Newer state not saved yet');
  });
});

it('reads a tile as one sentence', () => {
  const open = breakerView({ state: 'open', failureRate: 62, failedCalls: 31, retryAfterMs: 18_000 });
  expect(tileInWords(open, [fault], NOW).replaceAll('\u00a0', ' ')).toBe(
    'payments-authorize, Open for 1 minute 12, 62 %, 31 of 50 failed, trips at 50 %, half-open in 18 seconds, fault active',
  );
});
