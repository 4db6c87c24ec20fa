import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import { type PybreakerOptions, pybreakerOptions } from '../pybreaker/options.ts';
import { bound, optionValues } from './code-options.ts';
import { quoted } from './code-text.ts';
import { inWords, ordinal, rounded } from './duration-text.ts';
import { differencesFor, leftOut, noLimit, transitionNote } from './left-out.ts';
import { bareArguments, type PythonCallee, pythonBreakers } from './python-breakers.ts';
import { Reading, readable } from './reading.ts';
import { rowThreshold } from './row-threshold.ts';
import { Source } from './source.ts';
import type { ConfigurationTarget, Note, Understood, Written } from './target.ts';

const NAME = 'PyBreaker';

const DIFFERENCES: readonly Note[] = [
  {
    fields: ['permittedNumberOfCallsInHalfOpenState'],
    text: 'PyBreaker permits every call while half-open, but runs one after the other: it holds a lock meanwhile.',
  },
  {
    fields: [],
    text: "An excluded error is a success for PyBreaker and ends the failures in a row; here it's ignored.",
  },
  { fields: [], text: 'The call that opens PyBreaker gets a CircuitBreakerError instead of its own error.' },
];

const CALLEE: PythonCallee = {
  written: 'pybreaker.CircuitBreaker(…)',
  called: /^CircuitBreaker$/,
  option: /\b(?:fail_max|reset_timeout|success_threshold)\s*=/,
};
/** The parameters of `CircuitBreaker.__init__`, in their order. */
const PARAMETERS = ['fail_max', 'reset_timeout'];
const ELSEWHERE: Readonly<Record<string, string>> = {
  exclude: 'Which errors are no failures is said where the calls are made.',
  listeners: 'Every event is kept and shown here.',
  state_storage: 'The state is kept here.',
};

function write(config: BreakerConfig, name: string): Written {
  const row = rowThreshold(NAME, 'fail_max', 5, config);
  const successes = successesToClose(config);
  const text = [
    'import pybreaker',
    '',
    'breaker = pybreaker.CircuitBreaker(',
    `    fail_max=${row.failures},`,
    `    reset_timeout=${rounded(config.waitDurationInOpenStateMs / 1_000)},`,
    `    success_threshold=${successes.count},`,
    `    name=${quoted(name)},`,
    ')',
    '',
  ].join('\n');
  const notes = [
    ...row.notes,
    ...leftOut(NAME, config, ['waitBackoff', 'maxWaitDurationInHalfOpenStateMs']),
    ...successes.notes,
    ...transitionNote(NAME, config, false),
    ...differencesFor(config, DIFFERENCES),
  ];
  return { text, notes };
}

function successesToClose(config: BreakerConfig): { count: number; notes: Note[] } {
  const { permittedNumberOfCallsInHalfOpenState: permitted, successThresholdInHalfOpen: needed } = config;
  if (needed === permitted) return { count: needed, notes: [] };
  if (needed !== null) {
    const text = noLimit(NAME, permitted);
    return { count: needed, notes: [{ fields: ['permittedNumberOfCallsInHalfOpenState'], text }] };
  }
  const count = Math.min(permitted, config.minimumNumberOfCalls);
  const text = `${NAME} closes after so many successes in a row, not by rates over ${permitted} probes: ${count}.`;
  return {
    count,
    notes: [{ fields: ['successThresholdInHalfOpen', 'permittedNumberOfCallsInHalfOpenState'], text }],
  };
}

function read(text: string, wanted?: string): Understood {
  const reading = new Reading(NAME);
  if (!readable(text, reading)) return reading.result([]);
  const called = pythonBreakers(new Source(text, 'python'), CALLEE, reading);
  const found = called.length > 0 ? called : bareArguments(text, CALLEE);
  const breaker = reading.choose(found, ({ name }) => name, wanted);
  if (breaker === undefined) {
    reading.nothingFound(CALLEE.written);
    return reading.result([]);
  }
  const given = bound(breaker.args, PARAMETERS, reading).filter(({ option }) => option !== 'name');
  const options = reading.take(pybreakerOptions, optionValues(given, ELSEWHERE, reading));
  if (options !== null) explain(options, reading);
  return reading.result(DIFFERENCES);
}

function explain(options: PybreakerOptions, reading: Reading): void {
  reading.options = options;
  // 0 opens at the first failure and closes at the first success, as 1 does.
  const failures = Math.max(1, options.fail_max);
  const successes = Math.max(1, options.success_threshold);
  const waitMs = reading.wholeMs('reset_timeout', options.reset_timeout * 1_000, 'waitDurationInOpenStateMs');
  reading.means('fail_max', options.fail_max, `Opens at the ${ordinal(failures)} failure in a row.`, {
    failureRateThreshold: null,
    slowCallRateThreshold: null,
    consecutiveFailuresThreshold: failures,
  });
  reading.means('reset_timeout', options.reset_timeout, `Stays open for ${inWords(waitMs)}.`, {
    waitDurationInOpenStateMs: waitMs,
    automaticTransitionFromOpenToHalfOpenEnabled: false,
  });
  if (reading.isGiven('throw_new_error_on_trip')) {
    const meaning = 'Which error the call that opens it gets: here always its own.';
    reading.means('throw_new_error_on_trip', options.throw_new_error_on_trip, meaning);
  }
  reading.means('success_threshold', options.success_threshold, closing(successes), {
    permittedNumberOfCallsInHalfOpenState: successes,
    successThresholdInHalfOpen: successes,
  });
}

/** PyBreaker's keyword arguments. */
export const pybreakerTarget: ConfigurationTarget = {
  id: 'pybreaker',
  name: NAME,
  format: 'python',
  behaviour: {
    approximated: false,
    summary: 'Counts failures in a row, and tries again on the first call after the wait.',
    differences: DIFFERENCES,
  },
  write,
  read,
};

const closing = (successes: number): string =>
  successes === 1 ? 'Closes after one good probe.' : `Closes after ${successes} good probes in a row.`;
