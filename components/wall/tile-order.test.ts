import { expect, it } from 'vitest';
import { keepOrder, movedCount } from './tile-order.ts';

const ids = (letters: string) => [...letters];

it('moves nothing but what left and what is new', () => {
  expect(keepOrder(ids('abcd'), ids('dxba'))).toEqual(ids('abdx'));
});

it('counts the tiles that would move', () => {
  expect(movedCount(ids('abcd'), ids('abcd'))).toBe(0);
  expect(movedCount(ids('abcd'), ids('dabc'))).toBe(1);
  expect(movedCount(ids('abcd'), ids('cdab'))).toBe(2);
  expect(movedCount(ids('abcd'), ids('dcba'))).toBe(3);
});
