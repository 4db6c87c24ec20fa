import { springDurationMs } from './duration-text.ts';
import type { Reading } from './reading.ts';
import type { SpringOption } from './resilience4j-properties.ts';

type Kind = 'whole' | 'number' | 'percent' | 'duration' | 'flag' | 'word';

/** The options that decide, by name, and how their text is read. */
export const OPTIONS = {
  slidingWindowType: 'word',
  slidingWindowSize: 'whole',
  minimumNumberOfCalls: 'whole',
  failureRateThreshold: 'percent',
  slowCallRateThreshold: 'percent',
  slowCallDurationThreshold: 'duration',
  permittedNumberOfCallsInHalfOpenState: 'whole',
  waitDurationInOpenState: 'duration',
  enableExponentialBackoff: 'flag',
  exponentialBackoffMultiplier: 'number',
  exponentialMaxWaitDurationInOpenState: 'duration',
  enableRandomizedWait: 'flag',
  randomizedWaitFactor: 'number',
  automaticTransitionFromOpenToHalfOpenEnabled: 'flag',
  maxWaitDurationInHalfOpenState: 'duration',
  transitionToStateAfterWaitDuration: 'word',
  initialState: 'word',
  slidingWindowSynchronizationStrategy: 'word',
  writableStackTraceEnabled: 'flag',
} as const satisfies Readonly<Record<string, Kind>>;
export type OptionName = keyof typeof OPTIONS;

const EXPECTED: Readonly<Record<Kind, string>> = {
  whole: 'a whole number',
  number: 'a number',
  percent: "a number from 1 to 100 in Spring's configuration",
  duration: 'a duration such as 10s, 500ms, PT1M or 60000',
  flag: 'true or false',
  word: 'a word',
};

/** The value that an option's text says; undefined, and a problem, if it says none that Spring takes. */
export function springValue(name: OptionName, given: SpringOption, reading: Reading): unknown {
  const kind = OPTIONS[name];
  const text = resolved(given, reading);
  if (text === null) return undefined;
  const value = parse(kind, text.trim());
  if (value === null) {
    reading.problem(given.option, `line ${given.line}: must be ${EXPECTED[kind]}, received '${text.slice(0, 40)}'`);
  }
  return value ?? undefined;
}

/** `${WAIT:10s}` is 10s where nothing else is set. */
function resolved({ option, value, line }: SpringOption, reading: Reading): string | null {
  const placeholder = /^\$\{([^:}]*)(?::([^}]*))?\}$/.exec(value.trim());
  if (placeholder === null) return value;
  const [, variable = '', fallback] = placeholder;
  if (fallback !== undefined) {
    reading.note(`${option} is ${fallback}, unless ${variable} is set where it runs.`);
    return fallback;
  }
  reading.problem(option, `line ${line}: ${variable} is set where it runs, and has no default here`);
  return null;
}

function parse(kind: Kind, text: string): unknown {
  switch (kind) {
    case 'duration':
      return springDurationMs(text);
    case 'flag':
      return /^(?:true|yes|on|1)$/i.test(text) ? true : /^(?:false|no|off|0)$/i.test(text) ? false : null;
    case 'word':
      return text === '' ? null : text.toUpperCase().replace(/-/g, '_');
    default: {
      const value = /^[+-]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?f?$/i.test(text)
        ? Number(text.replace(/_|f$/gi, ''))
        : Number.NaN;
      if (Number.isNaN(value) || (kind === 'whole' && !Number.isInteger(value))) return null;
      return kind === 'percent' && (value < 1 || value > 100) ? null : value;
    }
  }
}
