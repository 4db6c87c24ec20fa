import { expect, it } from 'vitest';
import { fromColumns, toColumns } from './columns.ts';

const rows = [
  { id: 'a', rate: 1.5, hold: null },
  { id: 'b', rate: null, hold: { actor: 'operator' } },
];

it('gives back the rows that went in', () => {
  expect(fromColumns(toColumns(rows, ['id', 'rate', 'hold']))).toEqual(rows);
  expect(fromColumns(toColumns<{ id: string }>([], ['id']))).toEqual([]);
});

it('refuses a damaged frame', () => {
  expect(() => fromColumns({ id: ['a', 'b'], rate: [1] })).toThrow('column rate has 1 rows, expected 2');
});
