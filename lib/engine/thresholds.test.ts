import { describe, expect, test } from 'vitest';
import {
  acquire,
  advance,
  call,
  fail,
  lastTransition,
  RUN_OF_TWO,
  settle,
  setUp,
  snapshot,
  succeed,
  succeedSlowly,
} from './breaker-fixtures.ts';

const OFF = { failureRateThreshold: null, slowCallRateThreshold: null };

describe('[SW3] the rate is failures ÷ recorded calls, in percent', () => {
  test('it is null below the minimum number of calls, never 0 and never −1', () => {
    const scene = setUp();
    fail(scene, 3);
    expect(snapshot(scene)).toMatchObject({ state: 'closed', window: { failureRate: null, slowCallRate: null } });
  });

  test('ignored, rejected and unfinished calls are in neither part', () => {
    const scene = setUp({ failureRateThreshold: 100 });
    acquire(scene);
    call(scene, 'ignored', 5);
    fail(scene, 3);
    succeed(scene);
    expect(snapshot(scene).window).toMatchObject({ bufferedCalls: 4, failureRate: 75 });
  });

  test('a third is the nearest number to a third of 100', () => {
    const scene = setUp({ slidingWindowSize: 3, minimumNumberOfCalls: 3 });
    fail(scene);
    succeed(scene, 2);
    expect(snapshot(scene).window.failureRate).toBe(100 / 3);
  });

  test('it is 100 at most', () => {
    const scene = setUp({ failureRateThreshold: null, failureCountThreshold: 4 });
    fail(scene, 4);
    expect(lastTransition(scene).window.failureRate).toBe(100);
  });
});

describe('[ST3] [CB6] a threshold opens at or above it, after the outcome that reaches it', () => {
  test('failure rate: exactly at the threshold opens, just below does not', () => {
    const at = setUp();
    succeed(at, 2);
    fail(at, 2);
    expect(lastTransition(at)).toMatchObject({
      from: 'closed',
      to: 'open',
      cause: { kind: 'failure-rate', value: 50, threshold: 50, bufferedCalls: 4, failedCalls: 2, slowCalls: 0 },
    });
    const below = setUp({ failureRateThreshold: 50.1 });
    succeed(below, 2);
    fail(below, 2);
    expect(below.breaker.state).toBe('closed');
  });

  test('a success can be the call that completes the minimum and opens', () => {
    const scene = setUp();
    fail(scene, 3);
    expect(scene.breaker.state).toBe('closed');
    succeed(scene);
    expect(lastTransition(scene).cause).toMatchObject({ kind: 'failure-rate', value: 75 });
  });

  test('slow rate: slow is longer than the threshold, success or failure', () => {
    const scene = setUp({ slowCallRateThreshold: 50, failureRateThreshold: null });
    call(scene, 'success', 2, 100);
    call(scene, 'success', 1, 100.1);
    expect(scene.breaker.state).toBe('closed');
    call(scene, 'failure', 1, 101);
    expect(lastTransition(scene).cause).toEqual({
      kind: 'slow-call-rate',
      value: 50,
      threshold: 50,
      bufferedCalls: 4,
      failedCalls: 1,
      slowCalls: 2,
    });
  });

  test('slow rate: slow successes alone open', () => {
    const scene = setUp({ slowCallRateThreshold: 75 });
    succeed(scene);
    succeedSlowly(scene, 2);
    expect(scene.breaker.state).toBe('closed');
    succeedSlowly(scene);
    expect(lastTransition(scene).cause).toMatchObject({ kind: 'slow-call-rate', value: 75, failedCalls: 0 });
  });

  test('failure count: needs no minimum, counts timeouts, and only what the window holds', () => {
    const scene = setUp({ ...OFF, failureCountThreshold: 2, successThresholdInHalfOpen: 1 });
    fail(scene);
    succeed(scene, 4);
    call(scene, 'timeout');
    expect(scene.breaker.state).toBe('closed');
    succeed(scene, 2);
    call(scene, 'timeout');
    expect(lastTransition(scene).cause).toMatchObject({ kind: 'failure-count', value: 2, threshold: 2 });
  });

  test('"5 failures in 30 seconds": the fifth opens, unless the first is 30 seconds old', () => {
    const config = { ...OFF, failureCountThreshold: 5, successThresholdInHalfOpen: 1, slidingWindowSize: 30 };
    const scene = setUp({ ...config, slidingWindowType: 'time-based' });
    fail(scene, 4);
    advance(scene, 30_000);
    fail(scene, 4);
    expect(scene.breaker.state).toBe('closed');
    advance(scene, 29_999);
    fail(scene);
    expect(scene.breaker.state).toBe('open');
  });

  test('consecutive failures: opens on the Nth, which a success forgets and an ignored call does not', () => {
    const scene = setUp({ ...RUN_OF_TWO, consecutiveFailuresThreshold: 3 });
    fail(scene, 2);
    succeed(scene);
    fail(scene);
    call(scene, 'ignored', 3);
    call(scene, 'timeout');
    expect(snapshot(scene)).toMatchObject({ state: 'closed', consecutiveFailures: 2 });
    fail(scene);
    expect(lastTransition(scene).cause).toMatchObject({ kind: 'consecutive-failures', value: 3, threshold: 3 });
  });

  test('a run may be longer than the window', () => {
    const scene = setUp({ ...RUN_OF_TWO, slidingWindowSize: 1, consecutiveFailuresThreshold: 3 });
    fail(scene, 3);
    expect(lastTransition(scene).cause).toMatchObject({ value: 3, bufferedCalls: 1 });
  });

  test('a threshold that is null opens nothing', () => {
    const scene = setUp({ ...OFF, consecutiveFailuresThreshold: 1_000, successThresholdInHalfOpen: 1 });
    fail(scene, 999);
    succeedSlowly(scene, 50);
    expect(scene.breaker.state).toBe('closed');
  });
});

test('[ST3] of several thresholds that hold, the cause is the first of the list', () => {
  const all = {
    failureRateThreshold: 50,
    slowCallRateThreshold: 50,
    failureCountThreshold: 4,
    consecutiveFailuresThreshold: 4,
  };
  const without = [{}, { failureRateThreshold: null }, OFF, { ...OFF, failureCountThreshold: null }];
  const kinds = without.map((changes) => {
    const scene = setUp({ ...all, successThresholdInHalfOpen: 1, ...changes });
    const permits = Array.from({ length: 4 }, () => acquire(scene));
    for (const permit of permits) settle(scene, permit, 'failure', 200);
    return lastTransition(scene).cause.kind;
  });
  expect(kinds).toEqual(['failure-rate', 'slow-call-rate', 'failure-count', 'consecutive-failures']);
});
