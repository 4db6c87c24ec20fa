import { describe, expect, it } from 'vitest';
import { latencyInWords, trafficInWords, troubleInWords } from './downstream-in-words.ts';
import { sentCallsSummary } from './sent-calls-summary.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('a simulated downstream in words', () => {
  it('tells its latency by shape', () => {
    expect(plain(latencyInWords({ shape: 'constant', ms: 40 }))).toBe('40 ms, always');
    expect(plain(latencyInWords({ shape: 'uniform', minMs: 50, maxMs: 200 }))).toBe('50 to 200 ms, evenly spread');
    expect(plain(latencyInWords({ shape: 'normal', meanMs: 120, deviationMs: 30 }))).toBe('120 ± 30 ms, normal');
    expect(plain(latencyInWords({ shape: 'log-normal', medianMs: 80, p95Ms: 300 }))).toBe('median 80 ms, p95 300 ms');
  });

  it('tells its built-in trouble and its traffic', () => {
    const trouble = { everyMs: 600_000, afterMs: 120_000, forMs: 45_000, errorPercent: 60, addedLatencyMs: 400 };
    expect(plain(troubleInWords(trouble))).toBe('every 10 min for 45 s: 60 % errors, +400 ms');
    expect([30, 0.5].map(trafficInWords)).toEqual(['30 calls/s, Poisson', '0.5 calls/s, Poisson']);
    expect(trafficInWords(0)).toContain('Nobody calls it by itself');
  });
});

describe('what became of sent calls', () => {
  it('is counted by fate', () => {
    const failed = { permitted: true, outcome: 'failure', durationMs: 3, state: 'closed' } as const;
    const rejected = { permitted: false, state: 'open', retryAfterMs: 900 } as const;
    expect(sentCallsSummary([...Array.from({ length: 5 }, () => failed), rejected])).toBe('5 failed, 1 rejected');
  });
});
