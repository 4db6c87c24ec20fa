import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import { inWords } from './duration-text.ts';
import type { NativeField, Note } from './target.ts';

const WINDOW = ['slidingWindowType', 'slidingWindowSize'] as const;

/** What each threshold is reckoned from. */
const RECKONED_FROM: Partial<Record<NativeField, readonly NativeField[]>> = {
  failureRateThreshold: [...WINDOW, 'minimumNumberOfCalls'],
  slowCallRateThreshold: ['slowCallDurationThresholdMs', ...WINDOW, 'minimumNumberOfCalls'],
  failureCountThreshold: WINDOW,
};

/** Thresholds of the window that are switched on, and what they are reckoned from: nothing else reads the window. */
export function fieldsInUse(config: BreakerConfig): ReadonlySet<NativeField> {
  const inUse = new Set(Object.keys(config) as NativeField[]);
  const idle = new Set(Object.values(RECKONED_FROM).flat());
  for (const [threshold, fields] of Object.entries(RECKONED_FROM)) {
    if (config[threshold as NativeField] !== null) for (const field of fields) idle.delete(field);
  }
  for (const field of idle) inUse.delete(field);
  return inUse;
}

/** The window of a configuration, in words. */
export const windowInWords = ({ slidingWindowType, slidingWindowSize }: Window): string =>
  slidingWindowType === 'count-based' ? `the last ${calls(slidingWindowSize)}` : `${slidingWindowSize} s`;

export type Window = Pick<BreakerConfig, 'slidingWindowType' | 'slidingWindowSize'>;

export const calls = (count: number): string => `${count} call${count === 1 ? '' : 's'}`;

/** Why a field that is switched on can't be said, by field; null where leaving it out changes nothing. */
const SENTENCES: Partial<Record<NativeField, (library: string, config: BreakerConfig) => string | null>> = {
  failureRateThreshold: (library, { failureRateThreshold: percent }) =>
    percent === null ? null : `${library} has no failure rate: the threshold of ${percent} % is left out.`,
  slowCallRateThreshold: (library, { slowCallRateThreshold: percent, slowCallDurationThresholdMs: ms }) =>
    percent === null
      ? null
      : `${library} has no slow call rate: ${percent} % of calls longer than ${inWords(ms)} is left out.`,
  failureCountThreshold: (library, config) =>
    config.failureCountThreshold === null
      ? null
      : `${library} has no threshold of failures in a window: ${config.failureCountThreshold} failures in ` +
        `${windowInWords(config)} is left out.`,
  consecutiveFailuresThreshold: (library, { consecutiveFailuresThreshold: count }) =>
    count === null ? null : `${library} has no threshold of failures in a row: ${count} in a row is left out.`,
  waitBackoff: (library, { waitBackoff, waitDurationInOpenStateMs: ms }) =>
    waitBackoff === null || (waitBackoff.multiplier === 1 && waitBackoff.jitter === 0)
      ? null
      : `${library}'s wait doesn't grow and isn't drawn: the back-off is left out, each opening waits ${inWords(ms)}.`,
  maxWaitDurationInHalfOpenStateMs: (library, { maxWaitDurationInHalfOpenStateMs: ms }) =>
    ms === 0
      ? null
      : `${library} waits for its probes as long as they take: the limit of ${inWords(ms)} while half-open is left out.`,
};

/** Notes on those of the fields that the library has nothing for. A threshold takes along what only it needs. */
export function leftOut(library: string, config: BreakerConfig, fields: readonly NativeField[]): Note[] {
  return fields.flatMap((field) => {
    const text = SENTENCES[field]?.(library, config) ?? null;
    const along = (RECKONED_FROM[field] ?? []).filter((each) => fields.includes(each));
    return text === null ? [] : [{ fields: [field, ...along], text }];
  });
}

/** A library that leaves open on a call alone, or by the clock alone. */
export function transitionNote(library: string, config: BreakerConfig, automatic: boolean): Note[] {
  if (config.automaticTransitionFromOpenToHalfOpenEnabled === automatic) return [];
  const text = automatic
    ? `${library} is half-open as soon as the wait is over, without a call: that can't be switched off.`
    : `${library} goes from open to half-open on the next call, not when the wait is over.`;
  return [{ fields: ['automaticTransitionFromOpenToHalfOpenEnabled'], text }];
}

/** A library in which one probe decides, of which it permits one or any number. */
export function oneProbeNote(library: string, config: BreakerConfig, permits: 'one' | 'any'): Note[] {
  const { permittedNumberOfCallsInHalfOpenState: permitted, successThresholdInHalfOpen: needed } = config;
  const fields = ['permittedNumberOfCallsInHalfOpenState', 'successThresholdInHalfOpen'] as const;
  if (needed === 1) {
    const text = permits === 'one' ? `${library} permits one probe, not ${permitted}.` : noLimit(library, permitted);
    return permitted === 1 ? [] : [{ fields: [fields[0]], text }];
  }
  const instead = needed === null ? `the rates over ${permitted}` : `${needed} in a row out of ${permitted}`;
  return [{ fields, text: `${library} decides by the first probe that ends, not by ${instead}.` }];
}

export const noLimit = (library: string, permitted: number): string =>
  `${library} has no limit of probes while half-open: ${permitted} is left out.`;

/** Of a library's lasting differences, those that this configuration can meet. */
export function differencesFor(config: BreakerConfig, differences: readonly Note[]): readonly Note[] {
  const inUse = fieldsInUse(config);
  const matters = (field: NativeField) => inUse.has(field) && config[field] !== null;
  return differences.filter(({ fields }) => fields.length === 0 || fields.some(matters));
}
