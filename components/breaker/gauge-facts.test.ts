import { describe, expect, it } from 'vitest';
import { breakerView } from './breaker-fixture.ts';
import { gaugeOf, probesNeeded, rateBelow } from './gauge-facts.ts';

const { config } = breakerView();

describe('the gauge of a tile', () => {
  it('shows a rate with its sample and its threshold', () => {
    expect(gaugeOf(breakerView({ state: 'open', failureRate: 62, failedCalls: 31 }))).toEqual({
      kind: 'measure',
      value: '62',
      unit: '%',
      sample: '31 of 50 failed',
      trips: 'trips at 50\u00a0%',
      brief: { sample: '31/50 failed', trips: '50\u00a0%' },
      fill: 62,
      tick: 50,
      near: true,
    });
    expect(gaugeOf(breakerView({ failureRate: 39, failedCalls: 39 }))).toMatchObject({ near: false });
    expect(gaugeOf(breakerView({ failureRate: 40, failedCalls: 40 }))).toMatchObject({ near: true });
  });

  it('below the minimum of calls has no rate, never 0', () => {
    const few = breakerView({ failureRate: null, slowCallRate: null, bufferedCalls: 6, failedCalls: 2 });
    expect(gaugeOf(few)).toEqual({ kind: 'filling', sample: '6 of 20 calls, no rate yet', fill: 30 });
  });

  it('never rounds a rate up to a threshold that it has not met', () => {
    expect([rateBelow(49.6, 50), rateBelow(50, 50), rateBelow(44.4, 50)]).toEqual(['49.6', '50', '44']);
  });

  it('shows slow calls once they come nearer to their threshold than failures', () => {
    expect(gaugeOf(breakerView({ slowCallRate: 70, slowCalls: 35 }))).toMatchObject({
      sample: '35 of 50 slow',
      tick: 80,
    });
    expect(gaugeOf(breakerView({ slowCallRate: 70, failureRate: 48, failedCalls: 24 }))).toMatchObject({
      sample: '24 of 50 failed',
    });
  });

  it('shows failures in a row against their number', () => {
    const inARow = {
      ...config,
      failureRateThreshold: null,
      slowCallRateThreshold: null,
      consecutiveFailuresThreshold: 5,
    };
    expect(gaugeOf(breakerView({ config: inARow, consecutiveFailures: 2, failureRateThreshold: null }))).toMatchObject({
      value: '2',
      unit: 'of 5',
      sample: 'failures in a row',
      trips: 'trips at 5',
      fill: 40,
    });
  });

  it('counts good probes while half-open', () => {
    const probes = [{ kind: 'good', durationMs: 80 }, { kind: 'failed', durationMs: 2_000 }, { kind: 'free' }] as const;
    expect(gaugeOf(breakerView({ state: 'half-open', probes }))).toMatchObject({ good: 1, failed: 1, needed: 3 });
  });

  it('says who holds it and what it would be', () => {
    const hold = { actor: 'on-call', reason: 'vendor', endsAt: null };
    expect(gaugeOf(breakerView({ state: 'forced-open', computedState: 'closed', hold }))).toEqual({
      kind: 'held',
      value: null,
      by: 'on-call',
      would: 'Would be Closed',
    });
    expect(gaugeOf(breakerView({ state: 'disabled', hold }))).toMatchObject({ would: 'Not evaluated' });
  });

  it('says that nobody has called it yet', () => {
    expect(gaugeOf(breakerView({ totalCalls: 0, failureRate: null }))).toMatchObject({ title: 'No calls yet' });
  });
});

describe('the probes needed to close', () => {
  it('are so many that the bad ones stay below the threshold', () => {
    expect(probesNeeded(config)).toEqual({ needed: 3, of: 5 });
    expect(probesNeeded({ ...config, failureRateThreshold: 20 })).toEqual({ needed: 5, of: 5 });
    expect(probesNeeded({ ...config, minimumNumberOfCalls: 2 })).toEqual({ needed: 2, of: 5 });
  });

  it('are configured where successes in a row decide', () => {
    expect(probesNeeded({ ...config, successThresholdInHalfOpen: 4 })).toEqual({ needed: 4, of: 5 });
  });
});
