import { describe, expect, test } from 'vitest';
import { fail, type Scene, START, setUpIn } from './breaker-fixtures.ts';
import type { BreakerState } from './breaker-state.ts';
import { restoreCircuitBreaker } from './circuit-breaker.ts';

describe('a damaged state is turned away with the place of the damage', () => {
  const restoring = (exported: unknown) => () =>
    restoreCircuitBreaker({}, exported, { now: () => START, random: () => 0 });

  /** What a breaker in this state exports, with one value replaced. */
  function damaged(state: BreakerState, at: string, value: unknown, changes: object = {}): unknown {
    const scene: Scene = setUpIn(state, changes);
    if (state === 'closed') fail(scene, 1);
    const exported: unknown = JSON.parse(JSON.stringify(scene.breaker.exportState()));
    const keys = at.split('.');
    const last = keys.pop() ?? '';
    let place = exported as Record<string, unknown>;
    for (const key of keys) place = place[key] as Record<string, unknown>;
    place[last] = value;
    return exported;
  }

  test.each([[null], [undefined], [7], ['{}'], [[]]])('%j', (exported) => {
    expect(restoring(exported)).toThrow(
      expect.objectContaining({
        code: 'DAMAGED_STATE',
        message: expect.stringContaining('exported must be an object'),
      }),
    );
  });

  const timeBased = { slidingWindowType: 'time-based' };
  test.each<[BreakerState, string, unknown, string, object?]>([
    ['closed', 'version', 2, 'exported.version must be 1, received 2'],
    ['closed', 'generation', 0, 'exported.generation must be a whole number from 1 to 9007199254740991, received 0'],
    ['closed', 'stateSince', -1, 'exported.stateSince must be a number from 0'],
    ['closed', 'stateSince', null, 'exported.stateSince must be a number from 0'],
    ['closed', 'openingsInARow', 0.5, 'exported.openingsInARow must be a whole number'],
    ['closed', 'jitterDraw', 2, 'exported.jitterDraw must be a number from 0 to 1, received 2'],
    [
      'closed',
      'consecutiveFailures',
      '3',
      "exported.consecutiveFailures must be a whole number from 0 to 9007199254740991, received '3'",
    ],
    ['closed', 'totals', undefined, 'exported.totals must be an object, received undefined'],
    ['closed', 'totals.late', -1, 'exported.totals.late must be a whole number from 0'],
    [
      'closed',
      'state.name',
      'ajar',
      "exported.state.name must be one of closed, open, half-open, forced-open, forced-closed, metrics-only, disabled, received 'ajar'",
    ],
    [
      'closed',
      'state.window.type',
      'lru',
      "exported.state.window.type must be one of count-based, time-based, received 'lru'",
    ],
    ['closed', 'state.window.size', 0, 'exported.state.window.size must be a whole number from 1 to 1000000'],
    [
      'closed',
      'state.window.calls',
      'sx',
      "exported.state.window.calls must be letters of s, f, t, S, F and T, received 'sx'",
    ],
    ['closed', 'state.window.calls', 'sssss', 'exported.state.window.calls must be at most 4 letters, received 5'],
    [
      'closed',
      'state.window.size',
      3_601,
      'exported.state.window.size must be a whole number from 1 to 3600',
      timeBased,
    ],
    [
      'closed',
      'state.window.seconds',
      {},
      'exported.state.window.seconds must be an array, received an object',
      timeBased,
    ],
    ['closed', 'state.window.seconds.0', [1, 2], 'exported.state.window.seconds[0] must be six numbers', timeBased],
    [
      'closed',
      'state.window.seconds.0',
      [1, 2, 3, 4, 5, 10],
      'exported.state.window.seconds[0][5] must be at most the 9 failures',
      timeBased,
    ],
    [
      'closed',
      'state.window.seconds.0',
      [1, 2, -3, 4, 5, 0],
      'exported.state.window.seconds[0][2] must be a whole number from 0',
      timeBased,
    ],
    [
      'closed',
      'state.window.seconds',
      [
        [5, 1, 0, 0, 0, 0],
        [5, 1, 0, 0, 0, 0],
      ],
      'exported.state.window.seconds[1][0] must be after second 5',
      timeBased,
    ],
    ['open', 'state.waitMs', 0, 'exported.state.waitMs must be a whole number from 1 to 86400000, received 0'],
    [
      'open',
      'state.openedAt',
      '2024',
      "exported.state.openedAt must be a number from 0 to 9007199254740991, received '2024'",
    ],
    ['open', 'state.opening', 0, 'exported.state.opening must be a whole number from 1'],
    ['open', 'state.frozen.window', null, 'exported.state.frozen.window must be an object, received null'],
    [
      'open',
      'state.frozen.minimumNumberOfCalls',
      0,
      'exported.state.frozen.minimumNumberOfCalls must be a whole number from 1',
    ],
    ['half-open', 'state.asked', 1, 'exported.state.asked must be true or false, received 1'],
    [
      'half-open',
      'state.window',
      { type: 'time-based', size: 3, seconds: [] },
      'exported.state.window.type must be count-based',
    ],
    [
      'forced-open',
      'state.before',
      'disabled',
      "exported.state.before must be one of closed, half-open, received 'disabled'",
    ],
    ['metrics-only', 'state.wouldOpen', null, 'exported.state.wouldOpen must be true or false, received null'],
  ])('%s: %s = %j', (state, at, value, message, changes) => {
    expect(restoring(damaged(state, at, value, changes))).toThrow(
      expect.objectContaining({ code: 'DAMAGED_STATE', message: expect.stringContaining(message) }),
    );
  });
});
