import { describe, expect, it } from 'vitest';
import { ImpossibleStep, type Replayer, replayTrace, sameValue } from './replay.ts';
import { replayerOf } from './replayers.ts';
import type { Trace, TraceStep } from './trace.ts';

/** Shows what it is told to, step by step; a message instead of a record: the step is impossible. */
const showing = (...shown: (Record<string, unknown> | string)[]): Replayer => ({
  library: 'pretended',
  start: () => ({
    initialState: () => 'closed',
    step() {
      const next = shown.shift() ?? {};
      if (typeof next === 'string') throw new ImpossibleStep(next);
      return next;
    },
  }),
});

const step = (expected: Record<string, unknown>, quirks?: string[]): TraceStep => ({
  op: 'advance',
  ms: 1,
  t: 1,
  expect: expected,
  ...(quirks && { quirks }),
});

const trace = (...steps: TraceStep[]): Trace => ({
  id: 'pretended/set/0007',
  library: 'pretended',
  version: '1',
  config: {},
  startMs: 0,
  initial: { state: 'closed' },
  steps,
});

describe('a replay', () => {
  it('counts the steps that were compared', () => {
    const replayer = showing({ state: 'closed' }, { state: 'open', error: undefined });
    expect(replayTrace(replayer, trace(step({ state: 'closed' }), step({ state: 'open' })))).toEqual({
      steps: 2,
      divergence: null,
    });
  });

  it('ends before the first quirk', () => {
    const replayer = showing({ state: 'closed' }, { state: 'wrong' });
    const result = replayTrace(replayer, trace(step({ state: 'closed' }), step({ state: 'open' }, ['stale timer'])));
    expect(result).toEqual({ steps: 1, divergence: null });
  });

  it.each([
    [{ state: 'open' }, { state: 'closed' }],
    [{ state: 'open', error: 'still open' }, { state: 'open' }],
    [{ state: 'open' }, { state: 'open', error: 'still open' }],
    [{ events: [] }, { events: [{ type: 'RESET' }] }],
  ])('%j is not %j', (expected, received) => {
    const result = replayTrace(showing({}, received), trace(step({}), step(expected), step({})));
    const divergence = { traceId: 'pretended/set/0007', step: 1, op: 'advance', expected, received };
    expect(result).toEqual({ steps: 2, divergence });
  });

  it('compares the first state too', () => {
    const opened = { ...trace(step({})), initial: { state: 'open' } };
    expect(replayTrace(showing({}), opened)).toMatchObject({ steps: 0, divergence: { step: -1, op: 'initial' } });
  });

  it('names the place of a step that can’t be', () => {
    const replayer = showing({}, 'call 5 is not in flight');
    expect(() => replayTrace(replayer, trace(step({}), step({})), 'some file, line 8')).toThrow(
      'some file, line 8, pretended/set/0007, step 1: call 5 is not in flight',
    );
  });
});

describe('values', () => {
  it('are the same when they are the same 32-bit float', () => {
    expect(sameValue(33.333332, 100 / 3)).toBe(true);
    expect(sameValue(33.3333, 100 / 3)).toBe(false);
    expect(sameValue(16_777_217, 16_777_216)).toBe(false);
  });

  it('are compared in depth and in order', () => {
    expect(sameValue({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true);
    expect(sameValue([1, 2], [2, 1])).toBe(false);
    expect(sameValue({ a: null }, {})).toBe(false);
    expect(sameValue(null, undefined)).toBe(false);
    expect(sameValue([], {})).toBe(false);
  });
});

describe('a library', () => {
  it.each(['resilience4j', 'pybreaker', 'circuitbreaker'])('%s has a replayer that says what it can’t', (library) => {
    const replayer = replayerOf(library);
    const version = library === 'circuitbreaker' ? '2.1.3' : '1';
    const around = { id: 'x', library, version, startMs: 0, initial: { state: 'closed' }, steps: [] };
    expect(() => replayer?.start({ ...around, config: { colour: 'red' } })).toThrow(/colour: not an option/);
    const session = replayer?.start({ ...around, config: {} });
    expect(() => session?.step({ op: 'shutdown', t: 0, expect: {} })).toThrow(/knows no shutdown/);
    const complete = { op: 'complete', id: 9, outcome: 'success', durationMs: 1, t: 1, expect: {} } as const;
    expect(() => session?.step(complete)).toThrow('call 9 is not in flight');
  });

  it('of another name is known by nobody', () => {
    expect(replayerOf('hystrix')).toBeNull();
    expect(replayerOf('toString')).toBeNull();
  });
});
