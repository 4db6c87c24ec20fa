'use client';
import { useSyncExternalStore } from 'react';

const never = () => () => {};

/**
 * False while React takes over the server's HTML. The page comes in a stream, and ticks may have arrived before its
 * turn: until then only what the server rendered with agrees with what stands there.
 */
export const useTakenOver = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
