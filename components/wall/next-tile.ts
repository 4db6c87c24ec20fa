type Box = Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>;

const middle = (box: Box) => ({ x: box.left + box.width / 2, y: box.top + box.height / 2 });

/** The nearest box in the row above or below; by what is seen, so that it holds for any number of columns. */
function vertical(boxes: readonly Box[], from: Box, direction: 1 | -1): number | null {
  const start = middle(from);
  let best: { index: number; distance: number } | null = null;
  for (const [index, box] of boxes.entries()) {
    const { x, y } = middle(box);
    const down = (y - start.y) * direction;
    if (down < from.height / 2) continue;
    // The next row counts before the same column.
    const distance = down * 10 + Math.abs(x - start.x);
    if (best === null || distance < best.distance) best = { index, distance };
  }
  return best?.index ?? null;
}

/** Which tile an arrow key leads to from the one at `index`; null if it leads nowhere. */
export function nextTile(boxes: readonly Box[], index: number, key: string): number | null {
  const from = boxes[index];
  if (!from) return null;
  switch (key) {
    case 'ArrowRight':
      return index + 1 < boxes.length ? index + 1 : null;
    case 'ArrowLeft':
      return index > 0 ? index - 1 : null;
    case 'ArrowDown':
      return vertical(boxes, from, 1);
    case 'ArrowUp':
      return vertical(boxes, from, -1);
    case 'Home':
      return 0;
    case 'End':
      return boxes.length - 1;
    default:
      return null;
  }
}
