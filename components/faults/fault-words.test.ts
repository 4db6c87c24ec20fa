import { describe, expect, it } from 'vitest';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import { effectInWords, faultInWords, faultLeftMs, firstToEnd, targetInWords } from './fault-words.ts';

const fault = (id: string, endsAt: string): FaultResource => ({
  id,
  breakers: ['a'],
  effects: [{ kind: 'errors', percent: 60, status: 503 }],
  startedAt: '2025-11-21T12:00:00Z',
  endsAt,
  durationMs: 300_000,
  actor: 'operator',
  reason: 'Friday drill',
});

describe('a fault in words', () => {
  it('says what it does to calls', () => {
    expect(effectInWords({ kind: 'errors', percent: 60, status: 429 })).toBe('Errors 60\u00a0%, HTTP 429');
    expect(effectInWords({ kind: 'latency', addedMs: 1_400, jitterMs: 120 })).toBe('Latency +1,400\u00a0ms ± 120');
    expect(effectInWords({ kind: 'latency', addedMs: 400, jitterMs: 120 }, 'short')).toBe('Latency +400\u00a0ms');
    expect(effectInWords({ kind: 'hang', percent: 100 })).toBe('Hang 100\u00a0%');
    expect(faultInWords(fault('1', '2025-11-21T12:05:00Z'))).toBe('Errors 60\u00a0%, HTTP 503, 5\u00a0min');
  });

  it('names one or two breakers, and counts the rest', () => {
    const name = (id: string) => id.toUpperCase();
    expect(targetInWords({ breakers: ['a'] }, name)).toBe('A');
    expect(targetInWords({ breakers: ['a', 'b'] }, name)).toBe('A and B');
    expect(targetInWords({ breakers: ['a', 'b', 'c'] }, name)).toBe('A and 2 more');
  });

  it('counts down to its end and not beyond', () => {
    const one = fault('1', '2025-11-21T12:05:00Z');
    expect(faultLeftMs(one, Date.parse('2025-11-21T12:04:00Z'))).toBe(60_000);
    expect(faultLeftMs(one, Date.parse('2025-11-21T12:06:00Z'))).toBe(0);
    expect(firstToEnd([one, fault('2', '2025-11-21T12:01:00Z')])?.id).toBe('2');
  });
});
