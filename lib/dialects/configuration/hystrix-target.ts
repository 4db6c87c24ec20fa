import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import { inWords } from './duration-text.ts';
import { type HystrixCommand, type HystrixProperty, hystrixCommands } from './hystrix-properties.ts';
import { calls, differencesFor, leftOut, oneProbeNote, transitionNote } from './left-out.ts';
import { rateRule } from './rate-rule.ts';
import { Reading, readable } from './reading.ts';
import type { ConfigurationTarget, Note, Understood, Written } from './target.ts';

const NAME = 'Hystrix';
/** The window of a configuration that has none in time: Hystrix's default. */
const SECONDS = 10;

const DIFFERENCES: readonly Note[] = [
  {
    fields: ['slidingWindowType', 'slidingWindowSize'],
    text: 'Hystrix looks at its window every 500 ms, in 10 s of 10 buckets by default; the panel after every call.',
  },
  {
    fields: ['waitDurationInOpenStateMs'],
    text: 'Hystrix leaves open strictly after the sleep window, and only on a call.',
  },
  {
    fields: ['permittedNumberOfCallsInHalfOpenState', 'successThresholdInHalfOpen'],
    text: 'After the sleep window Hystrix lets a single call through: its success closes and empties the window.',
  },
  { fields: [], text: 'Timeouts and rejections of the thread pool are failures for Hystrix; here timeouts alone are.' },
];

/** The properties that decide, with their defaults, and how a command's own name goes before them. */
const DEFAULTS = {
  'circuitBreaker.requestVolumeThreshold': 20,
  'circuitBreaker.errorThresholdPercentage': 50,
  'circuitBreaker.sleepWindowInMilliseconds': 5_000,
  'metrics.rollingStats.timeInMilliseconds': 10_000,
  'metrics.rollingStats.numBuckets': 10,
} as const;
type Property = keyof typeof DEFAULTS;

const HOLD = 'Whether it is held: here a hold, by command.';
const AROUND = 'Here that is around the breaker, not of it.';
const ELSEWHERE: Readonly<Record<string, string>> = {
  'circuitBreaker.enabled': HOLD,
  'circuitBreaker.forceOpen': HOLD,
  'circuitBreaker.forceClosed': HOLD,
  'metrics.healthSnapshot.intervalInMilliseconds': 'How often it looks at its window; here after every call.',
  'execution.isolation.thread.timeoutInMilliseconds': `How long a call may take. ${AROUND}`,
  'execution.timeout.enabled': `Whether calls have a time limit. ${AROUND}`,
};
/** Whole families that are about something else. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/^execution\./, AROUND],
  [/^fallback\./, `What is done instead of a rejected call. ${AROUND}`],
  [/^metrics\.rollingPercentile\./, 'How latencies are kept: the panel keeps histograms.'],
  [/^request(?:Cache|Log)\./, "That isn't about the breaker."],
];

function write(config: BreakerConfig, name: string): Written {
  const rule = rateRule(NAME, { ...config, slowCallRateThreshold: null }, SECONDS);
  const percent = Math.ceil(rule.percent);
  const rounding = `Hystrix takes whole percentages: ${rule.percent} % becomes ${percent} %.`;
  const values: Readonly<Record<Property, number>> = {
    'circuitBreaker.requestVolumeThreshold': rule.minimumNumberOfCalls,
    'circuitBreaker.errorThresholdPercentage': percent,
    'circuitBreaker.sleepWindowInMilliseconds': config.waitDurationInOpenStateMs,
    'metrics.rollingStats.timeInMilliseconds': rule.slidingWindowSize * 1_000,
    // Buckets of one second, as the panel's.
    'metrics.rollingStats.numBuckets': rule.slidingWindowSize,
  };
  // Brackets and dots at its ends would be taken for those of the key that it stands in.
  const key = name.replace(/[[\]]/g, '').replace(/^[.\s]+|[.\s]+$/g, '') || 'breaker';
  const lines = Object.entries(values).map(
    ([property, value]) => `hystrix.command.${escaped(key)}.${property}=${value}`,
  );
  const notes = [
    ...rule.notes,
    ...(percent === rule.percent ? [] : [{ fields: ['failureRateThreshold'] as const, text: rounding }]),
    ...leftOut(NAME, config, [
      'slowCallRateThreshold',
      'slowCallDurationThresholdMs',
      'waitBackoff',
      'maxWaitDurationInHalfOpenStateMs',
    ]),
    ...oneProbeNote(NAME, config, 'one'),
    ...transitionNote(NAME, config, false),
    ...(key === name ? [] : [{ fields: [], text: `Command keys have other names: ${name} becomes ${key}.` }]),
    ...differencesFor(config, DIFFERENCES),
  ];
  return { text: `${lines.join('\n')}\n`, notes };
}

const escaped = (name: string): string =>
  name.replace(/[\\=:#!\s\u0080-\uffff]/g, (character) =>
    /[\\=:#! ]/.test(character) ? `\\${character}` : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

function read(text: string, wanted?: string): Understood {
  const reading = new Reading(NAME);
  if (!readable(text, reading)) return reading.result([]);
  const command = reading.choose(hystrixCommands(text, reading), ({ name }) => name, wanted);
  if (command === undefined) {
    reading.nothingFound('hystrix.command.<name>.circuitBreaker');
    return reading.result([]);
  }
  explain(valuesOf(command, reading), reading);
  return reading.result(DIFFERENCES);
}

function valuesOf({ properties }: HystrixCommand, reading: Reading): Record<Property, number> {
  const values: Record<Property, number> = { ...DEFAULTS };
  for (const [name, property] of properties) {
    if (!isDeciding(name)) explainOther(name, property, reading);
    else if (/^\d+$/.test(property.value.trim())) {
      values[name] = Number(property.value);
      reading.given(name, property.value);
    } else {
      reading.problem(name, `line ${property.line}: must be a whole number, received '${property.value.slice(0, 40)}'`);
    }
  }
  const { 'metrics.rollingStats.timeInMilliseconds': windowMs, 'metrics.rollingStats.numBuckets': buckets } = values;
  if (buckets === 0 || windowMs % buckets !== 0) {
    const message = `Hystrix wants ${windowMs} ms to be a multiple of it, received ${buckets}`;
    reading.problem('metrics.rollingStats.numBuckets', message);
  }
  return values;
}

const isDeciding = (name: string): name is Property => Object.hasOwn(DEFAULTS, name);

function explainOther(name: string, { value, line }: HystrixProperty, reading: Reading): void {
  const family = FAMILIES.find(([pattern]) => pattern.test(name))?.[1];
  const meaning = Object.hasOwn(ELSEWHERE, name) ? ELSEWHERE[name] : family;
  if (meaning === undefined) {
    reading.problem(name, `line ${line}: not a property of ${NAME}'s commands`);
    return;
  }
  reading.given(name, value);
  reading.means(name, value, meaning);
}

function explain(values: Readonly<Record<Property, number>>, reading: Reading): void {
  const means = (property: Property, meaning: string, fields: Partial<BreakerConfig> = {}) =>
    reading.means(property, values[property], meaning, fields);
  const windowMs = values['metrics.rollingStats.timeInMilliseconds'];
  const seconds = Math.ceil(windowMs / 1_000);
  if (seconds * 1_000 !== windowMs) {
    const text = `A window of ${inWords(windowMs)} becomes ${seconds} s: the panel's are whole seconds.`;
    reading.note(text, 'slidingWindowSize');
  }
  means('metrics.rollingStats.timeInMilliseconds', `Counts the calls of the last ${inWords(windowMs)}.`, {
    slidingWindowType: 'time-based',
    slidingWindowSize: seconds,
  });
  const buckets = values['metrics.rollingStats.numBuckets'];
  means('metrics.rollingStats.numBuckets', `The window moves on in ${buckets} steps; here by the second.`);
  const minimum = Math.max(1, values['circuitBreaker.requestVolumeThreshold']);
  means('circuitBreaker.requestVolumeThreshold', `No rate below ${calls(minimum)}.`, { minimumNumberOfCalls: minimum });
  const percent = values['circuitBreaker.errorThresholdPercentage'];
  means('circuitBreaker.errorThresholdPercentage', `Opens at ${percent} % of failures.`, {
    failureRateThreshold: percent,
    slowCallRateThreshold: null,
  });
  const waitMs = reading.wholeMs(
    'circuitBreaker.sleepWindowInMilliseconds',
    values['circuitBreaker.sleepWindowInMilliseconds'],
    'waitDurationInOpenStateMs',
  );
  const closing = `Stays open for ${inWords(waitMs)}, then closes after one good probe.`;
  means('circuitBreaker.sleepWindowInMilliseconds', closing, {
    waitDurationInOpenStateMs: waitMs,
    automaticTransitionFromOpenToHalfOpenEnabled: false,
    permittedNumberOfCallsInHalfOpenState: 1,
    successThresholdInHalfOpen: 1,
  });
}

/** Hystrix's properties. */
export const hystrixTarget: ConfigurationTarget = {
  id: 'hystrix',
  name: NAME,
  format: 'properties',
  behaviour: {
    approximated: true,
    summary: 'Hystrix has no behaviour of its own here: the native breaker stands in for it.',
    differences: DIFFERENCES,
  },
  write,
  read,
};
