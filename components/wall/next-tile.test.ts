import { expect, it } from 'vitest';
import { nextTile } from './next-tile.ts';

/** Five tiles in rows of three. */
const boxes = [0, 1, 2, 3, 4].map((index) => ({
  left: (index % 3) * 100,
  top: Math.floor(index / 3) * 60,
  width: 90,
  height: 50,
}));

it('moves along the order, and between rows by what is seen', () => {
  expect(nextTile(boxes, 0, 'ArrowRight')).toBe(1);
  expect(nextTile(boxes, 2, 'ArrowRight')).toBe(3);
  expect(nextTile(boxes, 1, 'ArrowDown')).toBe(4);
  expect(nextTile(boxes, 2, 'ArrowDown')).toBe(4);
  expect(nextTile(boxes, 3, 'ArrowUp')).toBe(0);
});

it('stays at the edges, and leaves other keys alone', () => {
  expect(nextTile(boxes, 0, 'ArrowLeft')).toBeNull();
  expect(nextTile(boxes, 4, 'ArrowDown')).toBeNull();
  expect(nextTile(boxes, 4, 'Home')).toBe(0);
  expect(nextTile(boxes, 0, 'Enter')).toBeNull();
});
