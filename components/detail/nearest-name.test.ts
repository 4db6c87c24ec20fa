import { expect, it } from 'vitest';
import { nearestName } from './nearest-name.ts';

const known = ['payments-authorize', 'payments-refund', 'search-query'];

it('finds the name that was probably meant', () => {
  expect(nearestName('payment-authorise', known)).toBe('payments-authorize');
  expect(nearestName('Search-Query', known)).toBe('search-query');
});

it('stays silent where none is near', () => {
  expect(nearestName('x', known)).toBeNull();
  expect(nearestName('inventory', known)).toBeNull();
});
