import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import { type CircuitbreakerOptions, circuitbreakerOptions, effectiveOptions } from '../circuitbreaker/options.ts';
import { breakerClasses, classAttributes } from './circuitbreaker-classes.ts';
import { bound, optionValues } from './code-options.ts';
import { quoted } from './code-text.ts';
import { inWords, ordinal, rounded } from './duration-text.ts';
import { differencesFor, leftOut, oneProbeNote, transitionNote } from './left-out.ts';
import { bareArguments, decoratedBare, type PythonCallee, pythonBreakers } from './python-breakers.ts';
import { Reading, readable } from './reading.ts';
import { rowThreshold } from './row-threshold.ts';
import { Source } from './source.ts';
import type { ConfigurationTarget, Note, Understood, Written } from './target.ts';

const NAME = 'circuitbreaker';

const DIFFERENCES: readonly Note[] = [
  {
    fields: ['permittedNumberOfCallsInHalfOpenState'],
    text: 'circuitbreaker permits every call while half-open, all at once; the first that ends decides.',
  },
  {
    fields: [],
    text: 'A success of a call that began earlier closes circuitbreaker at once; here late outcomes change nothing.',
  },
  {
    fields: [],
    text: "An error that isn't expected_exception is a success for circuitbreaker and closes it; here it's ignored.",
  },
];

/** The parameters of `circuit`, in their order. */
const PARAMETERS = ['failure_threshold', 'recovery_timeout', 'expected_exception', 'name', 'fallback_function', 'cls'];
const ELSEWHERE: Readonly<Record<string, string>> = {
  expected_exception: 'Which errors are failures is said where the calls are made.',
  fallback_function: 'What is done instead of a rejected call is said where the calls are made.',
  cls: 'The class that it is made of, with its attributes.',
};
const CALLEE: PythonCallee = {
  written: '@circuit(…)',
  called: /^(?:circuit|CircuitBreaker)$/,
  option: /\b(?:failure_threshold|recovery_timeout)\s*=/,
};

function write(config: BreakerConfig, name: string): Written {
  const row = rowThreshold(NAME, 'failure_threshold', 5, config);
  const text = [
    'from circuitbreaker import circuit',
    '',
    '',
    '@circuit(',
    `    failure_threshold=${row.failures},`,
    `    recovery_timeout=${rounded(config.waitDurationInOpenStateMs / 1_000)},`,
    `    name=${quoted(name)},`,
    ')',
    'def guarded_call():',
    '    ...',
    '',
  ].join('\n');
  const notes = [
    ...row.notes,
    ...leftOut(NAME, config, ['waitBackoff', 'maxWaitDurationInHalfOpenStateMs']),
    ...oneProbeNote(NAME, config, 'any'),
    ...transitionNote(NAME, config, true),
    ...differencesFor(config, DIFFERENCES),
  ];
  return { text, notes };
}

function read(text: string, wanted?: string): Understood {
  const reading = new Reading(NAME);
  if (!readable(text, reading)) return reading.result([]);
  const source = new Source(text, 'python');
  const classes = breakerClasses(source);
  const called = pythonBreakers(source, { ...CALLEE, classes: [...classes.keys()] }, reading);
  const found = [called, decoratedBare(source, 'circuit'), bareClasses(classes), bareArguments(text, CALLEE)].find(
    (breakers) => breakers.length > 0,
  );
  const breaker = reading.choose(found ?? [], ({ name }) => name, wanted);
  if (breaker === undefined) {
    reading.nothingFound(CALLEE.written);
    return reading.result([]);
  }
  const given = [classAttributes(breaker, classes), breaker.args]
    .flatMap((args) => bound(args, PARAMETERS, reading))
    .filter(({ option }) => option !== 'name');
  const options = reading.take(circuitbreakerOptions, optionValues(given, ELSEWHERE, reading));
  if (options !== null) explain(options, reading);
  return reading.result(DIFFERENCES);
}

/** A class of which the text makes no breaker is read for itself. */
const bareClasses = (classes: ReturnType<typeof breakerClasses>) =>
  [...classes].map(([name, args]) => ({ name, args, callee: name }));

function explain(options: CircuitbreakerOptions, reading: Reading): void {
  reading.options = options;
  const { failureThreshold, recoveryTimeoutMs } = effectiveOptions(options);
  const waitMs = reading.wholeMs('recovery_timeout', recoveryTimeoutMs, 'waitDurationInOpenStateMs');
  const zero = (given: number) => (given === 0 ? ' 0 counts as not given.' : '');
  const opening = `Opens at the ${ordinal(failureThreshold)} failure in a row.${zero(options.failure_threshold)}`;
  reading.means('failure_threshold', options.failure_threshold, opening, {
    failureRateThreshold: null,
    slowCallRateThreshold: null,
    consecutiveFailuresThreshold: failureThreshold,
  });
  const waiting = `Stays open for ${inWords(waitMs)}, then closes after one good probe.${zero(options.recovery_timeout)}`;
  reading.means('recovery_timeout', options.recovery_timeout, waiting, {
    waitDurationInOpenStateMs: waitMs,
    automaticTransitionFromOpenToHalfOpenEnabled: true,
    permittedNumberOfCallsInHalfOpenState: 1,
    successThresholdInHalfOpen: 1,
  });
}

/** circuitbreaker's decorator. */
export const circuitbreakerTarget: ConfigurationTarget = {
  id: 'circuitbreaker',
  name: NAME,
  format: 'python',
  behaviour: {
    approximated: false,
    summary: 'Counts failures in a row; once the wait is over, the next success closes it.',
    differences: DIFFERENCES,
  },
  write,
  read,
};
