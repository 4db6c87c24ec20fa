import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import { leftOut, windowInWords } from './left-out.ts';
import type { NativeField, Note } from './target.ts';

/** What a library that only counts failures in a row is told: how many, and what that leaves out. */
export interface RowThreshold {
  readonly failures: number;
  readonly notes: readonly Note[];
}

const NOT_BY_THE_WINDOW: readonly NativeField[] = [
  'failureRateThreshold',
  'slowCallRateThreshold',
  'slowCallDurationThresholdMs',
  'slidingWindowType',
  'slidingWindowSize',
  'minimumNumberOfCalls',
];

/**
 * How many failures in a row open it. Where the configuration doesn't say, the number of failures in its window
 * stands in: so many in a row are as many in the window, mostly; else the library's default has to.
 */
export function rowThreshold(library: string, option: string, byDefault: number, config: BreakerConfig): RowThreshold {
  const { consecutiveFailuresThreshold: inARow, failureCountThreshold: inWindow } = config;
  const others = leftOut(library, config, NOT_BY_THE_WINDOW);
  if (inARow !== null) {
    return { failures: inARow, notes: [...others, ...leftOut(library, config, [...COUNT, ...WINDOW])] };
  }
  if (inWindow !== null) {
    const text =
      `${library} counts failures in a row, not in a window: ` +
      `${inWindow} in ${windowInWords(config)} becomes ${inWindow} in a row.`;
    return {
      failures: inWindow,
      notes: [...others, { fields: ['consecutiveFailuresThreshold', ...COUNT, ...WINDOW], text }],
    };
  }
  const text = `${library} only counts failures in a row, and no number is given: ${option} is ${byDefault}, its default.`;
  return { failures: byDefault, notes: [...others, { fields: ['consecutiveFailuresThreshold'], text }] };
}

const COUNT = ['failureCountThreshold'] as const;
const WINDOW = ['slidingWindowType', 'slidingWindowSize'] as const;
