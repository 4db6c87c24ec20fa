import { describe, expect, it } from 'vitest';
import { breakerView } from '@/components/breaker/breaker-fixture.ts';
import { countFilters, densityFor, filtered, inScope, sorted } from './wall-view.ts';

const breaker = (id: string, differs: Parameters<typeof breakerView>[0] = {}) =>
  breakerView({ id, name: id, ...differs });
const FLEET = [
  breaker('catalog', { group: 'browse', attention: 12 }),
  breaker('payments', { state: 'open', attention: 1_500, failureRate: 62 }),
  breaker('fraud', { state: 'forced-open', attention: 700, failureRate: null }),
  breaker('search', { group: 'browse', attention: 30, tripsLast10Min: 3 }),
];
const FAULTY = new Map([['search', []]]);
const EVERYTHING = { filter: null, group: null, text: '' };

describe('the wall', () => {
  it('puts first what needs a person, and leaves equals where they are', () => {
    expect(sorted(FLEET, 'attention')).toEqual(['payments', 'fraud', 'catalog', 'search']);
  });

  it('sorts breakers without a value last', () => {
    expect(sorted(FLEET, 'failure-rate')).toEqual(['payments', 'catalog', 'search', 'fraud']);
    expect(sorted(FLEET, 'name')).toEqual(['catalog', 'fraud', 'payments', 'search']);
  });

  it('finds by name, group and downstream', () => {
    expect(inScope(FLEET, { ...EVERYTHING, text: 'BROWSE' }).map(({ id }) => id)).toEqual(['catalog', 'search']);
    expect(inScope(FLEET, { ...EVERYTHING, text: 'psp' })).toHaveLength(4);
    expect(inScope(FLEET, { ...EVERYTHING, group: 'browse', text: 'sea' }).map(({ id }) => id)).toEqual(['search']);
  });

  it('filters by state, hold, fault and flapping, and counts what each leaves', () => {
    expect(filtered(FLEET, 'held', FAULTY).map(({ id }) => id)).toEqual(['fraud']);
    expect(filtered(FLEET, 'fault', FAULTY).map(({ id }) => id)).toEqual(['search']);
    expect(countFilters(FLEET, FAULTY)).toEqual({
      open: 1,
      'half-open': 0,
      held: 1,
      closed: 2,
      'no-data': 0,
      fault: 1,
      flapping: 1,
    });
  });

  it('gets denser with many breakers unless somebody chose otherwise', () => {
    expect([densityFor(null, 30), densityFor(null, 31), densityFor('table', 3)]).toEqual([
      'comfortable',
      'compact',
      'table',
    ]);
  });
});
