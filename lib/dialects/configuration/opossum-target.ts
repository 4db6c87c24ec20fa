import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import { callTimeoutMsOf, type OpossumOptions, opossumOptions, resetTimeoutMsOf } from '../opossum/options.ts';
import { type GivenOption, optionValues } from './code-options.ts';
import { grouped, optionLines, quoted } from './code-text.ts';
import { inWords } from './duration-text.ts';
import { javascriptBreakers } from './javascript-breakers.ts';
import { calls, differencesFor, leftOut, oneProbeNote, transitionNote } from './left-out.ts';
import { rateRule } from './rate-rule.ts';
import { Reading, readable } from './reading.ts';
import { strictPercent } from './strict-percent.ts';
import type { ConfigurationTarget, Note, Understood, Written } from './target.ts';

const NAME = 'opossum';

const DIFFERENCES: readonly Note[] = [
  { fields: ['failureRateThreshold'], text: 'opossum opens above its threshold, the panel at or above it.' },
  {
    fields: ['failureRateThreshold', 'minimumNumberOfCalls'],
    text: 'opossum reckons with every call that was asked for, also rejected and unfinished ones; here only ended ones.',
  },
  { fields: [], text: "An error that errorFilter takes out is a success for opossum; here it's ignored." },
];

/** The window of a configuration that has none in time: opossum's default. */
const SECONDS = 10;

const ABOUT_ERRORS = 'Which errors are no failures is said where the calls are made.';
const ABOUT_CACHE = "Caching isn't about the breaker.";
const ABOUT_ABORT = 'Aborting calls is said where the calls are made.';
const ELSEWHERE: Readonly<Record<string, string>> = {
  errorFilter: ABOUT_ERRORS,
  cache: ABOUT_CACHE,
  cacheTTL: ABOUT_CACHE,
  cacheSize: ABOUT_CACHE,
  cacheGetKey: ABOUT_CACHE,
  cacheTransport: ABOUT_CACHE,
  coalesce: ABOUT_CACHE,
  coalesceTTL: ABOUT_CACHE,
  coalesceSize: ABOUT_CACHE,
  coalesceResetOn: ABOUT_CACHE,
  abortController: ABOUT_ABORT,
  autoRenewAbortController: ABOUT_ABORT,
  rotateBucketController: 'Who turns the buckets changes no decision.',
  status: 'Counters that it would begin with: here it begins with none.',
  maxFailures: 'Does nothing in opossum but log that it is outdated.',
};

function write(config: BreakerConfig, name: string): Written {
  const rule = rateRule(NAME, { ...config, slowCallRateThreshold: null }, SECONDS);
  const strict = strictPercent(NAME, rule);
  const options = {
    name: quoted(name),
    errorThresholdPercentage: String(strict.percent),
    volumeThreshold: grouped(rule.minimumNumberOfCalls),
    rollingCountTimeout: grouped(rule.slidingWindowSize * 1_000),
    // Buckets of one second, as the panel's.
    rollingCountBuckets: grouped(rule.slidingWindowSize),
    resetTimeout: grouped(config.waitDurationInOpenStateMs),
  };
  const text = [
    "import CircuitBreaker from 'opossum';",
    '',
    'const breaker = new CircuitBreaker(guardedCall, {',
    ...optionLines(options, '  '),
    '});',
    '',
  ].join('\n');
  const notes = [
    ...rule.notes,
    ...strict.notes,
    ...leftOut(NAME, config, [
      'slowCallRateThreshold',
      'slowCallDurationThresholdMs',
      'waitBackoff',
      'maxWaitDurationInHalfOpenStateMs',
    ]),
    ...oneProbeNote(NAME, config, 'one'),
    ...transitionNote(NAME, config, true),
    { fields: [], text: "opossum's own timeout stays at its default of 10 s: a call that takes longer fails." },
    ...differencesFor(config, DIFFERENCES),
  ];
  return { text, notes };
}

/** What the text calls the library's only export. */
function importedAs(text: string): string {
  const imported = /\b(?:import|const|let|var)\s+(\w+)\s*(?:=\s*require\s*\(\s*|from\s*)['"`]opossum['"`]/.exec(text);
  return imported?.[1] ?? 'CircuitBreaker';
}

function read(text: string, wanted?: string): Understood {
  const reading = new Reading(NAME);
  if (!readable(text, reading)) return reading.result([]);
  const found = javascriptBreakers(
    text,
    {
      called: new RegExp(`^(?:(?:.*\\.)?CircuitBreaker|${importedAs(text)})$`),
      options: /\b(?:errorThresholdPercentage|resetTimeout|rollingCount\w+|volumeThreshold)\b/,
    },
    reading,
  );
  const breaker = reading.choose(found, ({ name }) => name, wanted);
  if (breaker === undefined) {
    reading.nothingFound('new CircuitBreaker(…) with options');
    return reading.result([]);
  }
  const given: GivenOption[] = breaker.entries.map(({ key, value }) => ({ option: key, literal: value }));
  const options = reading.take(opossumOptions, optionValues(given, ELSEWHERE, reading));
  if (options !== null) explain(options, reading);
  return reading.result(DIFFERENCES);
}

function explain(options: OpossumOptions, reading: Reading): void {
  reading.options = options;
  explainOpening(options, reading);
  const waitMs = resetTimeoutMsOf(options);
  const closing = `Stays open for ${inWords(waitMs)}, then closes after one good probe.`;
  reading.means('resetTimeout', options.resetTimeout, closing, {
    waitDurationInOpenStateMs: waitMs,
    automaticTransitionFromOpenToHalfOpenEnabled: true,
    permittedNumberOfCallsInHalfOpenState: 1,
    successThresholdInHalfOpen: 1,
  });
  const callMs = callTimeoutMsOf(options);
  const limit =
    callMs === null ? 'Calls may take as long as they like.' : `A call longer than ${inWords(callMs)} fails.`;
  reading.means('timeout', options.timeout, `${limit} Here that is the time limit around the breaker.`);
  const others: Readonly<Record<string, string>> = {
    capacity: 'Calls at once; more are rejected and count as failures. Here that is the bulkhead around the breaker.',
    allowWarmUp: 'Whether failures open it in its first window: here the minimum number of calls decides.',
    enabled: 'Whether it is switched on: here a hold, disabled, by command.',
    state: 'The state that it would begin with: here it begins closed.',
    group: 'The group that it is shown in.',
    rollingPercentilesEnabled: 'Changes no decision.',
    enableSnapshots: 'Changes no decision.',
  };
  for (const [option, meaning] of Object.entries(others)) {
    if (reading.isGiven(option)) reading.means(option, '', meaning);
  }
}

function explainOpening(options: OpossumOptions, reading: Reading): void {
  const { errorThresholdPercentage: percent, rollingCountTimeout: windowMs, volumeThreshold } = options;
  // Any failure at all is above 0 %.
  const failureRateThreshold = percent === 0 ? 0.01 : percent;
  if (percent === 0) reading.note('0 % becomes 0.01 %, which any failure reaches as well.', 'failureRateThreshold');
  if (percent === 100) reading.note('Above 100 % opossum never opens; here 100 % opens it.', 'failureRateThreshold');
  reading.means('errorThresholdPercentage', percent, `Opens above ${percent} % of failures.`, {
    failureRateThreshold,
    slowCallRateThreshold: null,
  });
  const seconds = Math.ceil(windowMs / 1_000);
  if (seconds * 1_000 !== windowMs) {
    reading.note(
      `A window of ${inWords(windowMs)} becomes ${seconds} s: the panel's are whole seconds.`,
      'slidingWindowSize',
    );
  }
  reading.means('rollingCountTimeout', windowMs, `Counts the calls of the last ${inWords(windowMs)}.`, {
    slidingWindowType: 'time-based',
    slidingWindowSize: seconds,
  });
  const buckets = `The window moves on in ${options.rollingCountBuckets} steps; here by the second.`;
  reading.means('rollingCountBuckets', options.rollingCountBuckets, buckets);
  const minimum = Math.max(1, volumeThreshold);
  reading.means('volumeThreshold', volumeThreshold, `Never opens below ${calls(minimum)} in the window.`, {
    minimumNumberOfCalls: minimum,
  });
}

/** opossum's options object. */
export const opossumTarget: ConfigurationTarget = {
  id: 'opossum',
  name: NAME,
  format: 'javascript',
  behaviour: {
    approximated: false,
    summary: 'Opens above a failure rate over a rolling time, and tries again by a timer with one call.',
    differences: DIFFERENCES,
  },
  write,
  read,
};
