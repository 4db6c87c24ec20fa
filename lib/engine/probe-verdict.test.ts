import { describe, expect, test } from 'vitest';
import {
  call,
  command,
  fail,
  lastTransition,
  reconfigure,
  setUp,
  setUpIn,
  succeed,
  succeedSlowly,
} from './breaker-fixtures.ts';

describe('[HO2] decided by the rates', () => {
  test('once the permitted number is recorded, where the minimum is larger', () => {
    const scene = setUpIn('half-open');
    succeed(scene, 2);
    expect(scene.breaker.state).toBe('half-open');
    succeed(scene);
    expect(lastTransition(scene).cause).toEqual({ kind: 'probes-good', goodProbes: 3, probes: 3 });
  });

  test('once the minimum is recorded, where that is smaller', () => {
    const scene = setUpIn('half-open', { minimumNumberOfCalls: 2 });
    fail(scene);
    expect(scene.breaker.state).toBe('half-open');
    succeed(scene);
    expect(lastTransition(scene)).toMatchObject({
      to: 'open',
      cause: { kind: 'probe-rate', rate: 'failure-rate', value: 50, threshold: 50, failedCalls: 1, probes: 2 },
    });
  });

  test('just below the threshold closes, at it opens', () => {
    for (const [failureRateThreshold, state] of [
      [33.4, 'closed'],
      [100 / 3, 'open'],
    ] as const) {
      const scene = setUpIn('half-open', { failureRateThreshold });
      fail(scene);
      succeed(scene, 2);
      expect(scene.breaker.state).toBe(state);
    }
  });

  test('slow probes at the threshold open, just below they do not', () => {
    for (const [slowCallRateThreshold, state] of [
      [33.4, 'closed'],
      [100 / 3, 'open'],
    ] as const) {
      const scene = setUpIn('half-open', { slowCallRateThreshold });
      succeedSlowly(scene);
      succeed(scene, 2);
      expect(scene.breaker.state).toBe(state);
    }
  });

  test('slow probes open too', () => {
    const scene = setUpIn('half-open', { slowCallRateThreshold: 60 });
    succeed(scene);
    succeedSlowly(scene, 2);
    expect(lastTransition(scene).cause).toEqual({
      kind: 'probe-rate',
      rate: 'slow-call-rate',
      value: 200 / 3,
      threshold: 60,
      failedCalls: 0,
      probes: 3,
    });
  });

  test('a rate that is switched off decides nothing', () => {
    const scene = setUpIn('half-open', { slowCallRateThreshold: null });
    succeedSlowly(scene, 3);
    expect(scene.breaker.state).toBe('closed');
    const other = setUp({ failureRateThreshold: null, failureCountThreshold: 4 });
    fail(other, 4);
    command(other, 'half-open');
    fail(other, 3);
    expect(other.breaker.state).toBe('closed');
  });

  test('count and consecutive thresholds play no part', () => {
    const scene = setUpIn('half-open', {
      failureRateThreshold: 90,
      failureCountThreshold: 4,
      consecutiveFailuresThreshold: 1_000,
      permittedNumberOfCallsInHalfOpenState: 4,
    });
    reconfigure(scene, { failureCountThreshold: 1, consecutiveFailuresThreshold: 1 });
    fail(scene, 3);
    succeed(scene);
    expect(scene.breaker.state).toBe('closed');
  });
});

describe('[HO2] decided by successThresholdInHalfOpen', () => {
  const TWO = { successThresholdInHalfOpen: 2 };

  test('that many in a row close, however slow', () => {
    const scene = setUpIn('half-open', TWO);
    succeedSlowly(scene);
    expect(scene.breaker.state).toBe('half-open');
    succeed(scene);
    expect(lastTransition(scene).cause).toEqual({ kind: 'probes-good', goodProbes: 2, probes: 2 });
  });

  test('one failure opens', () => {
    for (const outcome of ['failure', 'timeout'] as const) {
      const scene = setUpIn('half-open', TWO);
      succeed(scene);
      call(scene, outcome, 1, 77);
      expect(lastTransition(scene)).toMatchObject({
        to: 'open',
        cause: { kind: 'probe-failed', outcome, durationMs: 77 },
      });
    }
  });

  test('an ignored probe is neither', () => {
    const scene = setUpIn('half-open', TWO);
    succeed(scene);
    call(scene, 'ignored', 5);
    expect(scene.breaker.state).toBe('half-open');
    succeed(scene);
    expect(scene.breaker.state).toBe('closed');
  });
});
