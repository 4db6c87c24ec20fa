import { describe, expect, it } from 'vitest';
import { emptyDraft, requestOf, targetsOf } from './fault-draft.ts';

const FLEET = [
  { id: 'payments', group: 'checkout' },
  { id: 'inventory', group: 'checkout' },
  { id: 'search', group: 'browse' },
];
const draft = { ...emptyDraft(['search'], FLEET), reason: 'Friday drill' };

describe('a fault in the form', () => {
  it('is aimed at what was clicked', () => {
    expect(targetsOf(emptyDraft(['search'], FLEET), FLEET)).toEqual(['search']);
    expect(targetsOf(emptyDraft(['search', 'payments'], FLEET), FLEET)).toEqual(['payments', 'search']);
    expect(targetsOf(emptyDraft([], FLEET), FLEET)).toEqual(['payments']);
  });

  it('acts on a whole group', () => {
    expect(targetsOf({ ...draft, target: 'group', group: 'checkout' }, FLEET)).toEqual(['payments', 'inventory']);
  });

  it('becomes a request with the chosen effects alone', () => {
    expect(requestOf({ ...draft, chosen: ['errors', 'latency'] }, FLEET)).toEqual({
      request: {
        breakers: ['search'],
        effects: [
          { kind: 'errors', percent: 60, status: 503 },
          { kind: 'latency', addedMs: 400, jitterMs: 120 },
        ],
        durationMs: 60_000,
        reason: 'Friday drill',
      },
    });
  });

  it('says where something is missing', () => {
    const result = requestOf({ ...draft, chosen: [], reason: ' ', target: 'several', several: [] }, FLEET);
    expect(result).toEqual({
      problems: {
        target: 'Choose at least one breaker.',
        effects: 'Pick at least one fault.',
        reason: 'Say why, in a few words.',
      },
    });
  });

  it('says which number is impossible', () => {
    const result = requestOf({ ...draft, errorPercent: 140, errorStatus: Number.NaN, durationMs: 7_200_000 }, FLEET);
    expect(Object.keys('problems' in result ? result.problems : {})).toEqual([
      'errors.percent',
      'errors.status',
      'durationMs',
    ]);
  });
});
