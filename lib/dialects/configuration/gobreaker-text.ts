import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import { quoted } from './code-text.ts';
import { differencesFor, leftOut, transitionNote, windowInWords } from './left-out.ts';
import { shareOf } from './strict-percent.ts';
import type { NativeField, Note, Written } from './target.ts';

const NAME = 'gobreaker';

/** A native configuration as `gobreaker.Settings`. */
export function writeGobreaker(config: BreakerConfig, name: string, differences: readonly Note[]): Written {
  const trip = tripCode(config);
  const probes = probeCount(config);
  const seconds = usesWindow(config) && config.slidingWindowType === 'time-based' ? config.slidingWindowSize : null;
  const fields: readonly (readonly [string, string])[] = [
    ['Name', quoted(name)],
    ['MaxRequests', String(probes.count)],
    // Buckets of one second, as the panel's: without them the counters would be cleared at every interval.
    ...(seconds === null
      ? []
      : ([
          ['Interval', `${seconds} * time.Second`],
          ['BucketPeriod', '1 * time.Second'],
        ] as const)),
    ['Timeout', goDuration(config.waitDurationInOpenStateMs)],
  ];
  const width = Math.max(...fields.map(([field]) => field.length)) + 1;
  const aligned = fields.map(([field, value]) => `\t${`${field}:`.padEnd(width)} ${value},`);
  const lines = ['settings := gobreaker.Settings{', ...aligned, ...trip.lines, '}', ''];
  const notes = [
    ...trip.notes,
    ...(seconds === null ? [] : [noteOn('BucketPeriod needs gobreaker 2.2 or newer.')]),
    ...leftOut(NAME, config, [
      'slowCallRateThreshold',
      'slowCallDurationThresholdMs',
      // What only slow calls are reckoned from goes with them.
      ...(config.failureRateThreshold === null ? (['minimumNumberOfCalls'] as const) : []),
      ...(usesWindow(config) ? [] : (['slidingWindowType', 'slidingWindowSize'] as const)),
      'waitBackoff',
      'maxWaitDurationInHalfOpenStateMs',
    ]),
    ...probes.notes,
    ...transitionNote(NAME, config, true),
    ...differencesFor(config, differences),
  ];
  return { text: lines.join('\n'), notes };
}

const goDuration = (ms: number): string =>
  ms % 1_000 === 0 ? `${ms / 1_000} * time.Second` : `${ms} * time.Millisecond`;

const usesWindow = ({ failureRateThreshold, failureCountThreshold }: BreakerConfig): boolean =>
  failureRateThreshold !== null || failureCountThreshold !== null;

/** The conditions under which it opens. Its counters know no number of calls, only times. */
function tripCode(config: BreakerConfig): { lines: string[]; notes: Note[] } {
  const { failureRateThreshold: percent, failureCountThreshold: count } = config;
  const timed = config.slidingWindowType === 'time-based';
  const inARow = rowCondition(config);
  const conditions: string[] = [];
  const notes: Note[] = [...inARow.notes];
  if (inARow.failures !== null) conditions.push(`counts.ConsecutiveFailures >= ${inARow.failures}`);
  if (count !== null && timed) conditions.push(`counts.TotalFailures >= ${count}`);
  if (percent !== null) {
    const ratio = 'float64(counts.TotalFailures)/float64(counts.Requests)';
    conditions.push(`counts.Requests >= ${config.minimumNumberOfCalls} && ${ratio} >= ${shareOf(percent)}`);
    if (!timed) {
      const text = `${NAME} counts all calls since it was closed, not ${windowInWords(config)}.`;
      notes.push({ fields: ['slidingWindowSize', 'slidingWindowType'], text });
    }
  }
  if (conditions.length === 0) return { lines: [], notes };
  const condition = conditions.map((each, nth) => (nth === 0 ? each : `\t\t\t${each}`)).join(' ||\n');
  const lines = ['\tReadyToTrip: func(counts gobreaker.Counts) bool {', `\t\treturn ${condition}`, '\t},'];
  return { lines, notes };
}

/** Failures in a row: its own threshold, else what stands in for one that gobreaker's counters can't hold. */
function rowCondition(config: BreakerConfig): { failures: number | null; notes: Note[] } {
  const { consecutiveFailuresThreshold: inARow, failureCountThreshold: count } = config;
  const window = ['failureCountThreshold', 'slidingWindowType', 'slidingWindowSize'] as const;
  const countsCalls = count !== null && config.slidingWindowType === 'count-based';
  if (inARow !== null) {
    const text = `${NAME} has no window of a number of calls: ${count} failures in ${windowInWords(config)} is left out.`;
    return { failures: inARow, notes: countsCalls ? [noteOn(text, ...window)] : [] };
  }
  if (countsCalls) {
    const instead = `${count} failures in ${windowInWords(config)} becomes ${count} in a row`;
    const text = `${NAME} has no window of a number of calls: ${instead}.`;
    return { failures: count, notes: [noteOn(text, 'consecutiveFailuresThreshold', ...window)] };
  }
  if (config.failureRateThreshold !== null || count !== null) return { failures: null, notes: [] };
  const text = `Without a threshold ${NAME} opens by its default: at the 6th failure in a row.`;
  return { failures: null, notes: [noteOn(text, 'consecutiveFailuresThreshold')] };
}

const noteOn = (text: string, ...fields: readonly NativeField[]): Note => ({ fields, text });

function probeCount(config: BreakerConfig): { count: number; notes: Note[] } {
  const { permittedNumberOfCallsInHalfOpenState: permitted, successThresholdInHalfOpen: needed } = config;
  if (needed === permitted) return { count: needed, notes: [] };
  if (needed === null) {
    const text = `${NAME} closes after ${permitted} good probes in a row and opens at the first bad one, not by rates.`;
    return { count: permitted, notes: [noteOn(text, 'successThresholdInHalfOpen')] };
  }
  const text = `${NAME} permits as many probes as it needs good ones: ${needed}, not ${permitted}.`;
  return { count: needed, notes: [noteOn(text, 'permittedNumberOfCallsInHalfOpenState')] };
}
