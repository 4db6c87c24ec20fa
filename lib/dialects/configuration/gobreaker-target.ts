import { type GobreakerOptions, gobreakerOptions, maxRequestsOf, timeoutMsOf } from '../gobreaker/options.ts';
import { optionValues } from './code-options.ts';
import { inWords, ordinal } from './duration-text.ts';
import { writeGobreaker } from './gobreaker-text.ts';
import { calls } from './left-out.ts';
import { type Entry, entryOf, type Literal, type Names, shorten } from './literal.ts';
import { Reading, readable } from './reading.ts';
import { type TripRule, tripRuleOf } from './ready-to-trip.ts';
import { Source } from './source.ts';
import { percentOf } from './strict-percent.ts';
import type { ConfigurationTarget, Note, Understood } from './target.ts';

const NAME = 'gobreaker';

const DIFFERENCES: readonly Note[] = [
  { fields: ['waitDurationInOpenStateMs'], text: 'gobreaker leaves open strictly after the wait, the panel at it.' },
  {
    fields: ['failureRateThreshold', 'failureCountThreshold'],
    text: 'gobreaker counts a request when it is admitted, and looks at its thresholds after failures only.',
  },
];

const ELSEWHERE: Readonly<Record<string, string>> = {
  OnStateChange: 'Every event is kept and shown here.',
  IsSuccessful: 'Which errors are no failures is said where the calls are made.',
  IsExcluded: 'Which errors count is said where the calls are made.',
};

/** Nanoseconds, as Go's durations are numbers of. */
const DURATIONS: Names = new Map(
  Object.entries({
    'time.Nanosecond': 1,
    'time.Microsecond': 1e3,
    'time.Millisecond': 1e6,
    'time.Second': 1e9,
    'time.Minute': 60e9,
    'time.Hour': 3_600e9,
  }).map(([name, value]) => [name, { kind: 'number', value, text: name, line: 1 }]),
);
/** The dialect's names for what Go has as durations. */
const IN_MS: Readonly<Record<string, string>> = {
  Interval: 'IntervalMs',
  BucketPeriod: 'BucketPeriodMs',
  Timeout: 'TimeoutMs',
};
const TYPE = /^(?:\w+\.)?Settings$/;
const NEVER_CLEARED = 1_000_000;

interface Settings {
  readonly name: string | null;
  readonly entries: readonly Entry[];
}

function read(text: string, wanted?: string): Understood {
  const reading = new Reading(NAME);
  if (!readable(text, reading)) return reading.result([]);
  const source = new Source(text, 'go', DURATIONS);
  const found = settingsIn(source, reading);
  const bare = /\b(?:MaxRequests|ReadyToTrip|BucketPeriod)\b/.test(text) && found.length === 0;
  const all = bare ? settingsIn(new Source(`gobreaker.Settings{${text}\n}`, 'go', DURATIONS), reading) : found;
  const settings = reading.choose(all, ({ name }) => name, wanted);
  if (settings === undefined) {
    reading.nothingFound('gobreaker.Settings{…}');
    return reading.result([]);
  }
  explain(settings, source.names, reading);
  return reading.result(DIFFERENCES);
}

/** Settings as literals, each with what is assigned to its fields later; or as variables with assigned fields alone. */
function settingsIn(source: Source, reading: Reading): Settings[] {
  const literals = source.objects(TYPE).flatMap(({ literal, line, assignedTo }): Settings[] => {
    if (literal?.kind === 'object') {
      return [named([...literal.entries, ...assignedFields(source.names, assignedTo)], assignedTo)];
    }
    reading.problem('text', `line ${line}: the brace behind Settings isn't closed, or what follows is not its fields`);
    return [];
  });
  const variables = source.tokens.flatMap((token, at): Settings[] => {
    const variable = source.tokens[at - 1]?.text ?? '';
    if (!TYPE.test(token.text) || source.tokens[at - 2]?.text !== 'var') return [];
    const entries = assignedFields(source.names, variable);
    return entries.length === 0 ? [] : [named(entries, variable)];
  });
  return [...literals, ...variables];
}

function named(entries: readonly Entry[], assignedTo: string | null): Settings {
  const name = entryOf(entries, 'Name');
  return { name: name?.kind === 'string' ? name.value : assignedTo, entries };
}

function assignedFields(names: Names, variable: string | null): Entry[] {
  const prefix = `${variable}.`;
  return [...names].flatMap(([name, value]) => {
    return variable !== null && name.startsWith(prefix) ? [{ key: name.slice(prefix.length), value }] : [];
  });
}

function explain({ entries }: Settings, names: Names, reading: Reading): void {
  const trip = entryOf(entries, 'ReadyToTrip');
  const given = entries.filter(({ key }) => key !== 'ReadyToTrip' && key !== 'Name');
  const literals = given.map(({ key, value }) => ({ option: key, literal: value }));
  const plain = optionValues(literals, ELSEWHERE, reading);
  const values = Object.entries(plain).map(([key, value]) => inMilliseconds(key, value, reading));
  for (const { key, value } of given) if (Object.hasOwn(IN_MS, key)) reading.given(key, shorten(value.text));
  const optionOf = (key: string) => Object.entries(IN_MS).find(([, inMs]) => inMs === key)?.[0] ?? key;
  const options = reading.take(gobreakerOptions, Object.fromEntries(values), optionOf);
  if (options === null) return;
  const rule = trip === null || trip.kind === 'nothing' ? null : ruleIn(trip, names, reading);
  reading.options = dialectOptions(options, rule);
  explainThresholds(options, rule, reading);
  explainStates(options, reading);
}

/** Go's durations are nanoseconds; one without a unit is so short that it is said. */
function inMilliseconds(key: string, value: unknown, reading: Reading): readonly [string, unknown] {
  const name = Object.hasOwn(IN_MS, key) ? IN_MS[key] : undefined;
  if (name === undefined || typeof value !== 'number') return [name ?? key, value];
  const ms = Math.ceil(value / 1e6);
  if (ms * 1e6 !== value) reading.note(`${key} is ${value} ns, and becomes ${ms} ms. Is a unit missing?`);
  return [name, ms];
}

function ruleIn(trip: Literal, names: Names, reading: Reading): TripRule | null {
  const rule = tripRuleOf(trip.text, names);
  if (rule !== null) {
    reading.given('ReadyToTrip', shorten(trip.text));
    return rule;
  }
  const understood = 'ConsecutiveFailures, TotalFailures, Requests or their ratio with numbers';
  reading.problem('ReadyToTrip', `line ${trip.line}: only comparisons of ${understood} are understood`);
  return null;
}

/** The dialect knows three rules; others run on the native breaker alone. */
function dialectOptions(options: GobreakerOptions, rule: TripRule | null): GobreakerOptions | null {
  if (rule === null) return options;
  const { failuresInARow, failures, requests, ratio } = rule;
  if (failures !== null || (failuresInARow !== null && ratio !== null)) return null;
  if (failuresInARow !== null) return { ...options, ReadyToTrip: { kind: 'consecutiveFailures', n: failuresInARow } };
  return ratio === null
    ? options
    : { ...options, ReadyToTrip: { kind: 'failureRatio', minRequests: requests ?? 0, ratio } };
}

function explainThresholds(options: GobreakerOptions, rule: TripRule | null, reading: Reading): void {
  const inARow = rule === null ? 6 : rule.failuresInARow;
  const percent = rule === null || rule.ratio === null ? null : percentOf(rule.ratio);
  const minimum = Math.max(1, rule?.requests ?? 1);
  const meanings = [
    inARow === null ? null : `Opens at the ${ordinal(inARow)} failure in a row.`,
    percent === null ? null : `Opens at ${percent} % of failures, from ${calls(minimum)} on.`,
    rule === null || rule.failures === null ? null : `Opens at ${rule.failures} failures.`,
  ];
  const rate = { failureRateThreshold: percent, ...(percent === null ? {} : { minimumNumberOfCalls: minimum }) };
  reading.means('ReadyToTrip', 'nil', meanings.filter((meaning) => meaning !== null).join(' '), {
    ...rate,
    slowCallRateThreshold: null,
    consecutiveFailuresThreshold: inARow === null ? null : Math.max(1, inARow),
    failureCountThreshold: rule === null || rule.failures === null ? null : Math.max(1, rule.failures),
  });
  const usesWindow = percent !== null || (rule !== null && rule.failures !== null);
  explainWindow(options, usesWindow, reading);
}

function explainWindow({ IntervalMs, BucketPeriodMs }: GobreakerOptions, usesWindow: boolean, reading: Reading): void {
  if (IntervalMs <= 0) {
    const window = { slidingWindowType: 'count-based', slidingWindowSize: NEVER_CLEARED } as const;
    const text = `gobreaker's counters are never cleared: the longest window here, ${NEVER_CLEARED} calls, comes near.`;
    if (usesWindow) reading.note(text, 'slidingWindowType', 'slidingWindowSize');
    reading.means('Interval', 0, 'Counts all calls since it was closed.', usesWindow ? window : {});
    return;
  }
  const seconds = Math.ceil(IntervalMs / 1_000);
  if (usesWindow && seconds * 1_000 !== IntervalMs) {
    reading.note(`Interval becomes ${seconds} s: the panel's windows are whole seconds.`, 'slidingWindowSize');
  }
  const window = { slidingWindowType: 'time-based', slidingWindowSize: seconds } as const;
  reading.means('Interval', IntervalMs, `Counts the calls of ${inWords(IntervalMs)}.`, usesWindow ? window : {});
  if (BucketPeriodMs > 0) {
    const meaning = `The window moves on by ${inWords(BucketPeriodMs)}; here by the second.`;
    reading.means('BucketPeriod', BucketPeriodMs, meaning);
  } else {
    const text = 'Without BucketPeriod gobreaker forgets all calls at once at every interval; here second by second.';
    reading.note(text, 'slidingWindowSize');
  }
}

function explainStates(options: GobreakerOptions, reading: Reading): void {
  const waitMs = timeoutMsOf(options);
  reading.means('Timeout', options.TimeoutMs, `Stays open for ${inWords(waitMs)}.`, {
    waitDurationInOpenStateMs: waitMs,
    automaticTransitionFromOpenToHalfOpenEnabled: true,
  });
  const probes = maxRequestsOf(options);
  const meaning = probes === 1 ? 'One probe decides.' : `Permits ${probes} probes, and closes when all are good.`;
  reading.means('MaxRequests', options.MaxRequests, meaning, {
    permittedNumberOfCallsInHalfOpenState: probes,
    successThresholdInHalfOpen: probes,
  });
}

/** gobreaker's `Settings`. */
export const gobreakerTarget: ConfigurationTarget = {
  id: 'gobreaker',
  name: NAME,
  format: 'go',
  behaviour: {
    approximated: false,
    summary: 'Opens by a function of its counters; as many good probes as it permits close it.',
    differences: DIFFERENCES,
  },
  write: (config, name) => writeGobreaker(config, name, DIFFERENCES),
  read,
};
