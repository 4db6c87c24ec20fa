import { resilience4jOptions } from '../resilience4j/options.ts';
import { Reading, readable } from './reading.ts';
import { explain, type OptionOf } from './resilience4j-meaning.ts';
import {
  relaxed,
  type SpringOption,
  type SpringOptions,
  springBreakers,
  withBases,
} from './resilience4j-properties.ts';
import { writeResilience4j } from './resilience4j-text.ts';
import { OPTIONS, type OptionName, springValue } from './resilience4j-values.ts';
import type { ConfigurationTarget, Note, Understood } from './target.ts';

const NAME = 'Resilience4j';

const DIFFERENCES: readonly Note[] = [
  {
    fields: ['waitDurationInOpenStateMs'],
    text: 'Resilience4j leaves open strictly after the wait, and only on a call unless automatic transition is on.',
  },
  { fields: [], text: 'Resilience4j counts late outcomes in whatever state it is by then; here they change nothing.' },
];

const ABOUT_ERRORS = 'Which errors and results are failures is said where the calls are made.';
const ABOUT_HEALTH = 'Health is shown by the panel itself.';
/** By their names without case and hyphens. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  recordexceptions: ABOUT_ERRORS,
  ignoreexceptions: ABOUT_ERRORS,
  recordfailurepredicate: ABOUT_ERRORS,
  recordresultpredicate: ABOUT_ERRORS,
  ignoreexceptionpredicate: ABOUT_ERRORS,
  ignoreclassbindingexceptions: ABOUT_ERRORS,
  registerhealthindicator: ABOUT_HEALTH,
  allowhealthindicatortofail: ABOUT_HEALTH,
  eventconsumerbuffersize: 'Every event is kept and shown here.',
  baseconfig: 'The shared configuration that it is based on.',
};
/** Options of versions before 1.0, and what came after them. */
const OUTDATED: Readonly<Record<string, string>> = {
  ringbuffersizeinclosedstate: 'slidingWindowSize',
  ringbuffersizeinhalfopenstate: 'permittedNumberOfCallsInHalfOpenState',
  waitdurationinopenstatemillis: 'waitDurationInOpenState',
};
const NAMES: ReadonlyMap<string, OptionName> = new Map(
  (Object.keys(OPTIONS) as OptionName[]).map((name) => [relaxed(name), name]),
);
const KNOWN: ReadonlySet<string> = new Set([...NAMES.keys(), ...Object.keys(ELSEWHERE), ...Object.keys(OUTDATED)]);

function read(text: string, wanted?: string): Understood {
  const reading = new Reading(NAME);
  if (!readable(text, reading)) return reading.result([]);
  const breakers = springBreakers(text, KNOWN, reading);
  const breaker = reading.choose(breakers?.instances ?? [], ({ name }) => name, wanted);
  if (breakers === null || breaker === undefined) {
    reading.nothingFound('resilience4j.circuitbreaker.instances.<name>');
    return reading.result([]);
  }
  const given = withBases(breaker, breakers, reading);
  const { values, optionOf } = valuesOf(given, reading);
  const options = reading.take(resilience4jOptions, dialectValues(values, reading), (key) => optionOf(nameOfKey(key)));
  if (options !== null) explain(options, optionOf, reading);
  return reading.result(DIFFERENCES);
}

type Values = Partial<Record<OptionName, unknown>>;

function valuesOf(given: SpringOptions, reading: Reading): { values: Values; optionOf: OptionOf } {
  const values: Values = {};
  for (const [key, option] of given) {
    const name = NAMES.get(key);
    if (name === undefined) {
      explainOther(key, option, reading);
      continue;
    }
    const value = springValue(name, option, reading);
    if (value === undefined) continue;
    values[name] = value;
    reading.given(option.option, option.value);
  }
  const hyphens = [...given.values()].some(({ option }) => option.includes('-'));
  const styled = (name: string) => (hyphens ? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) : name);
  return { values, optionOf: (name) => given.get(relaxed(name))?.option ?? styled(name) };
}

function explainOther(key: string, { option, value, line }: SpringOption, reading: Reading): void {
  const meaning = Object.hasOwn(ELSEWHERE, key) ? ELSEWHERE[key] : undefined;
  const successor = Object.hasOwn(OUTDATED, key) ? OUTDATED[key] : undefined;
  if (meaning !== undefined) {
    reading.given(option, value);
    reading.means(option, value, meaning);
  } else {
    const since = successor === undefined ? '' : `; ${successor} is its successor since 1.0`;
    reading.problem(option, `line ${line}: not an option of ${NAME}'s circuit breakers${since}`);
  }
}

const IN_MS = ['slowCallDurationThreshold', 'maxWaitDurationInHalfOpenState'] as const;
const OF_THE_WAIT: readonly OptionName[] = [
  'waitDurationInOpenState',
  'enableExponentialBackoff',
  'exponentialBackoffMultiplier',
  'exponentialMaxWaitDurationInOpenState',
  'enableRandomizedWait',
  'randomizedWaitFactor',
];

function nameOfKey(key: string): OptionName {
  if (key.startsWith('waitIntervalFunction')) return 'waitDurationInOpenState';
  return NAMES.get(relaxed(key.replace(/Ms$/, ''))) ?? 'waitDurationInOpenState';
}

/** The dialect's options: durations end in `Ms`, and the wait is one interval function. */
function dialectValues(values: Values, reading: Reading): Record<string, unknown> {
  const kept = Object.entries(values).filter(([name]) => ![...OF_THE_WAIT, ...IN_MS].some((other) => other === name));
  for (const name of IN_MS) if (values[name] !== undefined) kept.push([`${name}Ms`, values[name]]);
  const interval = intervalIn(values, reading);
  if (interval !== undefined) kept.push(['waitIntervalFunctionInOpenState', interval]);
  return Object.fromEntries(kept);
}

function intervalIn(values: Values, reading: Reading): unknown {
  const { waitDurationInOpenState: waitMs, enableExponentialBackoff: grows, enableRandomizedWait: drawn } = values;
  if (waitMs === undefined) {
    const text = 'Spring takes growing or drawn waits only together with waitDurationInOpenState: they are left out.';
    if (grows === true || drawn === true) reading.note(text, 'waitBackoff');
    return undefined;
  }
  if (grows === true) {
    const both = 'Spring refuses growing and drawn waits together: enableExponentialBackoff is taken';
    if (drawn === true) reading.problem('enableRandomizedWait', both);
    const { exponentialBackoffMultiplier: multiplier = 1.5, exponentialMaxWaitDurationInOpenState: maxIntervalMs } =
      values;
    return { type: 'exponentialBackoff', initialIntervalMs: waitMs, multiplier, maxIntervalMs };
  }
  if (drawn !== true) return { type: 'constant', intervalMs: waitMs };
  return { type: 'randomized', intervalMs: waitMs, randomizationFactor: values.randomizedWaitFactor ?? 0.5 };
}

/** Resilience4j in Spring Boot's `application.yml`. */
export const resilience4jTarget: ConfigurationTarget = {
  id: 'resilience4j',
  name: NAME,
  format: 'yaml',
  behaviour: {
    approximated: false,
    summary: 'Opens by the rates of failed and slow calls; the rates over its probes close it or open it again.',
    differences: DIFFERENCES,
  },
  write: (config, name) => writeResilience4j(config, name, DIFFERENCES),
  read,
};
