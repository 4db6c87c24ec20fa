'use client';
import { useEffect, useRef, useState } from 'react';
import { keepOrder, movedCount } from './tile-order.ts';

/** The order changes by itself at most this often. */
const REST_MS = 10_000;

interface HeldOrder {
  readonly order: readonly string[];
  /** How many tiles are not where they should be; 0: in order. */
  readonly moved: number;
  readonly resort: () => void;
}

/**
 * Follows the wanted order, but only now and then, and never while `busy`: a tile must not slip away from under a
 * pointer or the focus. Another `scope` (sort or filter) is what somebody asked for, and is followed at once.
 */
export function useHeldOrder(wanted: readonly string[], scope: string, busy: () => boolean): HeldOrder {
  const [held, setHeld] = useState({ scope, order: wanted });
  const latest = useRef({ wanted, scope, busy });
  useEffect(() => {
    latest.current = { wanted, scope, busy };
  });
  const resort = () => setHeld({ scope, order: wanted });
  if (held.scope !== scope) setHeld({ scope, order: wanted });
  useEffect(() => {
    const timer = setInterval(() => {
      const now = latest.current;
      if (!now.busy()) setHeld({ scope: now.scope, order: now.wanted });
    }, REST_MS);
    return () => clearInterval(timer);
  }, []);
  const order = keepOrder(held.order, wanted);
  return { order, moved: movedCount(order, wanted), resort };
}
