'use client';
import { type KeyboardEvent, type PointerEvent, useCallback, useState } from 'react';
import { type PlotGeometry, plotWidth } from './plot-geometry.ts';

const KEYS = ['ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End', 'Escape'];

function slotAfterKey(key: string, slot: number | null, steps: number): number | null {
  const from = slot ?? steps;
  const within = (next: number) => Math.min(steps - 1, Math.max(0, next));
  if (key === 'ArrowLeft') return within(from - 1);
  if (key === 'ArrowRight') return within(from + 1);
  if (key === 'PageUp') return within(from - 10);
  if (key === 'PageDown') return within(from + 10);
  if (key === 'Home') return 0;
  return key === 'End' ? steps - 1 : null;
}

/** One cursor for all plots of a card: the step under the pointer, or the one that the arrow keys reached. */
export function usePlotsCursor(geometry: PlotGeometry, steps: number) {
  const [slot, setSlot] = useState<number | null>(null);

  const onPointerMove = useCallback(
    (event: PointerEvent<HTMLElement>) => {
      const x = event.clientX - event.currentTarget.getBoundingClientRect().left - geometry.left;
      const share = x / plotWidth(geometry);
      setSlot(share < 0 || share >= 1 ? null : Math.floor(share * steps));
    },
    [geometry, steps],
  );

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      if (!KEYS.includes(event.key)) return;
      event.preventDefault();
      setSlot((slot) => slotAfterKey(event.key, slot, steps));
    },
    [steps],
  );

  const clear = useCallback(() => setSlot(null), []);
  return {
    slot: slot === null || slot >= steps ? null : slot,
    handlers: { onPointerMove, onKeyDown, onPointerLeave: clear, onBlur: clear },
  };
}
