import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import { leftOut, type Window, windowInWords } from './left-out.ts';
import type { NativeField, Note } from './target.ts';

/** What a library that only knows a failure rate is told, and what that leaves out. */
export interface RateRule extends Window {
  readonly percent: number;
  readonly minimumNumberOfCalls: number;
  readonly notes: readonly Note[];
}

const WINDOW = ['slidingWindowType', 'slidingWindowSize'] as const;
const RATE = ['failureRateThreshold', 'minimumNumberOfCalls'] as const;

/**
 * The failure rate that stands for a configuration's thresholds: where it has none, one that opens later rather than
 * earlier. `seconds` is the window of a library that only knows times, for a configuration that counts calls. A
 * library without slow calls is asked without them.
 */
export function rateRule(library: string, config: BreakerConfig, seconds: number | null): RateRule {
  const {
    failureRateThreshold: percent,
    consecutiveFailuresThreshold: inARow,
    failureCountThreshold: inWindow,
  } = config;
  const { slidingWindowType, slidingWindowSize, minimumNumberOfCalls } = config;
  const same = { slidingWindowType, slidingWindowSize, minimumNumberOfCalls };
  const others = leftOut(library, config, ['consecutiveFailuresThreshold', 'failureCountThreshold']);
  if (percent !== null) return inTime(library, { ...same, percent, notes: others }, seconds);
  if (config.slowCallRateThreshold === null) {
    if (inARow !== null) return rowAsRate(library, config, inARow, seconds);
    if (inWindow !== null) return countAsRate(library, config, inWindow, seconds);
  }
  const always = note(
    `${library}'s failure rate can't be switched off: at 100 % it opens if every call failed.`,
    ...RATE,
  );
  return inTime(library, { ...same, percent: 100, notes: [always, ...others] }, seconds);
}

/** N failures in a row are the last N calls, all failed. */
function rowAsRate(library: string, config: BreakerConfig, inARow: number, seconds: number | null): RateRule {
  const instead =
    seconds === null
      ? `a window of ${inARow} calls at 100 % opens at the same call`
      : `at least ${inARow} calls in ${seconds} s, all of them failed, open it instead`;
  const text = `${library} has no threshold of failures in a row: ${instead}; reading it gives that back.`;
  return {
    slidingWindowType: seconds === null ? 'count-based' : 'time-based',
    slidingWindowSize: seconds ?? inARow,
    minimumNumberOfCalls: inARow,
    percent: 100,
    notes: [
      note(text, 'consecutiveFailuresThreshold', ...WINDOW, ...RATE),
      ...leftOut(library, config, ['failureCountThreshold']),
    ],
  };
}

function countAsRate(library: string, config: BreakerConfig, inWindow: number, seconds: number | null): RateRule {
  const { slidingWindowType, slidingWindowSize } = config;
  const start = `${library} has no threshold of failures in a window: ${inWindow} failures in ${windowInWords(config)}`;
  if (slidingWindowType === 'time-based' || seconds !== null) {
    const text = `${start} becomes 100 % of at least ${inWindow} calls, which opens only if every call failed.`;
    const notes = [note(text, 'failureCountThreshold', ...RATE)];
    const rule = { slidingWindowType, slidingWindowSize, percent: 100, minimumNumberOfCalls: inWindow, notes };
    return inTime(library, rule, seconds);
  }
  // Rounded down, so that the last of the failures reaches it.
  const percent = Math.floor((inWindow / slidingWindowSize) * 1e6) / 1e4;
  const text = `${start} becomes ${percent} % of a full window, so that fewer calls never open it.`;
  const notes = [note(text, 'failureCountThreshold', ...RATE)];
  return { slidingWindowType, slidingWindowSize, percent, minimumNumberOfCalls: slidingWindowSize, notes };
}

/** The same rule for a library whose windows are times. */
function inTime(library: string, rule: RateRule, seconds: number | null): RateRule {
  if (rule.slidingWindowType === 'time-based' || seconds === null) return rule;
  const text = `${library}'s window is a time, not a number of calls: ${windowInWords(rule)} becomes ${seconds} s.`;
  const notes = [...rule.notes, note(text, ...WINDOW)];
  return { ...rule, slidingWindowType: 'time-based', slidingWindowSize: seconds, notes };
}

function note(text: string, ...fields: readonly NativeField[]): Note {
  return { fields, text };
}
