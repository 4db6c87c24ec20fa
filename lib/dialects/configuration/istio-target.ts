import { stringify } from 'yaml';
import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import { durationText, goDurationMs, inWords, ordinal } from './duration-text.ts';
import { type IstioOption, outlierDetections } from './istio-rules.ts';
import { differencesFor, leftOut, transitionNote } from './left-out.ts';
import { Reading, readable } from './reading.ts';
import { rowThreshold } from './row-threshold.ts';
import type { ConfigurationTarget, Note, Understood, Written } from './target.ts';

const NAME = 'Istio';

const DIFFERENCES: readonly Note[] = [
  {
    fields: ['consecutiveFailuresThreshold'],
    text: 'Istio counts errors in a row for each host and ejects that host alone; here one breaker guards all of them.',
  },
  {
    fields: ['waitDurationInOpenStateMs', 'waitBackoff'],
    text: 'Istio keeps a host out for the ejection time × the number of its ejections, until the next sweep after that.',
  },
  {
    fields: ['permittedNumberOfCallsInHalfOpenState', 'successThresholdInHalfOpen'],
    text: 'Istio has no half-open: a host comes back with all of its calls, and as many errors in a row eject it again.',
  },
  { fields: [], text: 'Istio ejects no more than maxEjectionPercent of the hosts: beyond it calls go on to bad ones.' },
  {
    fields: [],
    text: 'For Istio 5xx answers and failed connections are errors; here what the calls report as failures.',
  },
];

type Kind = 'count' | 'percent' | 'duration' | 'flag';
const OPTIONS: Readonly<Record<string, Kind>> = {
  consecutive5xxErrors: 'count',
  consecutiveGatewayErrors: 'count',
  consecutiveErrors: 'count',
  consecutiveLocalOriginFailures: 'count',
  splitExternalLocalOriginErrors: 'flag',
  interval: 'duration',
  baseEjectionTime: 'duration',
  maxEjectionPercent: 'percent',
  minHealthPercent: 'percent',
};
const EXPECTED: Readonly<Record<Kind, string>> = {
  count: 'a whole number from 0 to 4294967295',
  percent: 'a whole number from 0 to 100',
  duration: 'a duration of at least 1ms, such as 10s or 1m30s',
  flag: 'true or false',
};
const MEANINGS: Readonly<Record<string, string>> = {
  consecutiveGatewayErrors:
    'Ejects a host after so many 502, 503 and 504 in a row: not told apart from other failures here.',
  consecutiveErrors: 'Outdated: consecutive5xxErrors and consecutiveGatewayErrors came after it.',
  consecutiveLocalOriginFailures: 'Ejects a host after so many failed connections in a row: not told apart here.',
  splitExternalLocalOriginErrors: 'Whether failed connections are counted apart: not told apart here.',
  interval: 'How often hosts are looked at, to let them back; here the wait ends on time.',
  maxEjectionPercent: 'How many of the hosts may be out: here there is one breaker for all.',
  minHealthPercent: 'Below so many healthy hosts nothing is ejected: here there is one breaker for all.',
};

function write(config: BreakerConfig, name: string): Written {
  const row = rowThreshold(NAME, 'consecutive5xxErrors', 5, config);
  const host = kubernetesName(name);
  const rule = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: host },
    spec: {
      host,
      trafficPolicy: {
        outlierDetection: {
          consecutive5xxErrors: row.failures,
          interval: '1s',
          baseEjectionTime: durationText(config.waitDurationInOpenStateMs),
          maxEjectionPercent: 100,
        },
      },
    },
  };
  const notes = [
    ...row.notes,
    ...leftOut(NAME, config, ['maxWaitDurationInHalfOpenStateMs']),
    ...backoffNote(config),
    ...probesNote(config),
    ...transitionNote(NAME, config, true),
    ...(host === name ? [] : [{ fields: [], text: `Kubernetes takes other names: ${name} becomes ${host}.` }]),
    ...differencesFor(config, DIFFERENCES),
  ];
  return { text: stringify(rule), notes };
}

/** Lower case, digits, hyphens and dots, as the names of its objects are. */
function kubernetesName(name: string): string {
  const allowed = name.toLowerCase().replace(/[^a-z0-9.-]+/g, '-');
  return allowed.slice(0, 253).replace(/^[.-]+|[.-]+$/g, '') || 'breaker';
}

function backoffNote({ waitBackoff }: BreakerConfig): Note[] {
  if (waitBackoff === null || (waitBackoff.multiplier === 1 && waitBackoff.jitter === 0)) return [];
  const text = "Istio's ejection time grows by its own rule, by one ejection time for each: the back-off is left out.";
  return [{ fields: ['waitBackoff'], text }];
}

function probesNote(config: BreakerConfig): Note[] {
  const { permittedNumberOfCallsInHalfOpenState: permitted, successThresholdInHalfOpen: needed } = config;
  if (permitted === 1 && needed === 1) return [];
  const text = `Istio sends no probes: ${permitted} while half-open, and how they decide, are left out.`;
  return [{ fields: ['permittedNumberOfCallsInHalfOpenState', 'successThresholdInHalfOpen'], text }];
}

function read(text: string, wanted?: string): Understood {
  const reading = new Reading(NAME);
  if (!readable(text, reading)) return reading.result([]);
  const known = new RegExp(`^(?:${Object.keys(OPTIONS).join('|')})$`);
  const found = reading.choose(outlierDetections(text, known, reading), ({ name }) => name, wanted);
  if (found === undefined) {
    reading.nothingFound('DestinationRule with an outlierDetection');
    return reading.result([]);
  }
  const values = new Map<string, number | boolean>();
  for (const [option, given] of found.options) {
    const value = valueIn(option, given, reading);
    if (value !== null) values.set(option, value);
  }
  explain(values, reading);
  return reading.result(DIFFERENCES);
}

function valueIn(option: string, { value, line }: IstioOption, reading: Reading): number | boolean | null {
  const kind = Object.hasOwn(OPTIONS, option) ? OPTIONS[option] : undefined;
  if (kind === undefined) {
    reading.problem(option, `line ${line}: not an option of ${NAME}'s outlierDetection`);
    return null;
  }
  const parsed = parse(kind, value.trim());
  if (parsed === null) {
    reading.problem(option, `line ${line}: must be ${EXPECTED[kind]}, received '${value.slice(0, 40)}'`);
  } else {
    reading.given(option, value);
  }
  return parsed;
}

function parse(kind: Kind, text: string): number | boolean | null {
  if (kind === 'flag') return text === 'true' ? true : text === 'false' ? false : null;
  if (kind === 'duration') {
    const ms = goDurationMs(text);
    return ms === null || ms < 1 ? null : ms;
  }
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value <= (kind === 'percent' ? 100 : 0xffff_ffff) ? value : null;
}

function explain(values: ReadonlyMap<string, number | boolean>, reading: Reading): void {
  const failures = failuresInARow(values, reading);
  const waitMs = reading.wholeMs(
    'baseEjectionTime',
    Number(values.get('baseEjectionTime') ?? 30_000),
    'waitDurationInOpenStateMs',
  );
  const opening =
    failures.count === 0 ? 'Ejects no host.' : `Opens at the ${ordinal(failures.count)} failure in a row.`;
  reading.means(failures.option, failures.count, opening, {
    ...(failures.count === 0
      ? {}
      : {
          failureRateThreshold: null,
          slowCallRateThreshold: null,
          consecutiveFailuresThreshold: failures.count,
        }),
  });
  reading.means('baseEjectionTime', inWords(waitMs), `Stays open for ${inWords(waitMs)}; the next call decides.`, {
    waitDurationInOpenStateMs: waitMs,
    automaticTransitionFromOpenToHalfOpenEnabled: true,
    permittedNumberOfCallsInHalfOpenState: 1,
    successThresholdInHalfOpen: 1,
  });
  for (const [option, meaning] of Object.entries(MEANINGS)) {
    if (option !== failures.option && reading.isGiven(option)) reading.means(option, '', meaning);
  }
}

/** Its 5xx errors in a row; where they are switched off, its gateway errors. */
function failuresInARow(values: ReadonlyMap<string, number | boolean>, reading: Reading) {
  const option = 'consecutive5xxErrors';
  const count = Number(values.get(option) ?? 5);
  const gateway = Number(values.get('consecutiveGatewayErrors') ?? 0);
  if (count > 0) return { option, count };
  if (gateway > 0) return { option: 'consecutiveGatewayErrors', count: gateway };
  reading.problem(option, 'switched off, as are gateway errors: nothing opens it, and the panel needs a threshold');
  return { option, count: 0 };
}

/** Istio's `DestinationRule` with outlier detection. */
export const istioTarget: ConfigurationTarget = {
  id: 'istio',
  name: NAME,
  format: 'yaml',
  behaviour: {
    approximated: true,
    summary: 'Istio has no behaviour of its own here: the native breaker stands in for it.',
    differences: DIFFERENCES,
  },
  write,
  read,
};
