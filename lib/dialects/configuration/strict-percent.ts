import { rounded } from './duration-text.ts';
import type { RateRule } from './rate-rule.ts';
import type { Note } from './target.ts';

/** The nearest to "every call" for a library that opens above its threshold, never at it. */
const NEARLY_ALL = 99.99;

/** A rate for such a library. At 100 % it would never open. */
export function strictPercent(library: string, { percent }: RateRule): { percent: number; notes: Note[] } {
  if (percent < 100) return { percent, notes: [] };
  const text = `${library} opens above its threshold, so 100 % would never open it: ${NEARLY_ALL} % is written.`;
  return { percent: NEARLY_ALL, notes: [{ fields: ['failureRateThreshold'], text }] };
}

/** Percent as a share of 1, and back, without the noise of dividing. */
export const shareOf = (percent: number): number => rounded(percent / 100);
export const percentOf = (share: number): number => rounded(share * 100);
