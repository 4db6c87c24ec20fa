import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const expectation = z.record(z.string(), z.unknown());
const ms = z.number().min(0);
const id = z.number().int();
const outcome = z.enum(['success', 'failure', 'ignored']);

/** What every step has, whatever was done. */
const around = {
  /** The clock after the step, milliseconds since the trace's start. */
  t: ms,
  /** The call ends in another state than it was admitted in. Derived. */
  late: z.boolean().optional(),
  /** opossum: the breaker had timed this call out before it ended. */
  afterTimeout: z.boolean().optional(),
  /** Defects of the library that the step runs into; a trace is compared up to the first of these. */
  quirks: z.array(z.string()).min(1).optional(),
  /** What the library showed during and after the step. */
  expect: expectation,
};
const bare = <Op extends string>(op: Op) => z.object({ op: z.literal(op), ...around });
const ended = { outcome, durationMs: ms, via: z.string().optional() };

const stepSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('advance'), ms, ...around }),
  z.object({ op: z.literal('call'), ...ended, ...around }),
  z.object({ op: z.literal('acquire'), id, ...around }),
  z.object({ op: z.literal('complete'), id, ...ended, ...around }),
  z.object({ op: z.literal('release'), id, ...around }),
  z.object({ op: z.literal('forceOpen'), handle: id.optional(), ...around }),
  z.object({ op: z.literal('releaseForce'), handle: id, ...around }),
  z.object({ op: z.literal('openFor'), ms, ...around }),
  z.object({ op: z.literal('openUntil'), atMs: ms, ...around }),
  bare('forceClosed'),
  bare('toHalfOpen'),
  bare('reset'),
  bare('disable'),
  bare('enable'),
  bare('metricsOnly'),
  bare('open'),
  bare('shutdown'),
]);

const traceSchema = z.object({
  /** `<file>/<set>/<index>`, unique. */
  id: z.string().min(1),
  library: z.string().min(1),
  version: z.string().min(1),
  /** The library's own option names and values; durations that are objects there are milliseconds, named `…Ms`. */
  config: z.record(z.string(), z.unknown()),
  /** The clock at the start, epoch milliseconds. */
  startMs: ms,
  /** What was seen before the first step. */
  initial: z.looseObject({ state: z.string() }),
  steps: z.array(stepSchema),
});

/** One thing that was done to a recorded breaker, and what the library showed then. Times are milliseconds. */
export type TraceStep = z.infer<typeof stepSchema>;
export type StepOf<Op extends TraceStep['op']> = Extract<TraceStep, { op: Op }>;
/** How a recorded call ended; what each library makes of `ignored` differs. */
export type RecordedOutcome = StepOf<'call'>['outcome'];

/** A recording of one real breaker on a manual clock. */
export type Trace = z.infer<typeof traceSchema>;

/** A recording that can't be used: where, and what is wrong with it. */
export class DamagedRecording extends Error {
  override readonly name = 'DamagedRecording';
  readonly code = 'DAMAGED_RECORDING';
}

/**
 * Reads one line of a recording. `file` and `line`, from 1, are for the message.
 * @throws DamagedRecording that names file, line and what is wrong.
 */
export function readTrace(text: string, file: string, line: number): Trace {
  const damaged = (problem: string) => new DamagedRecording(`${file}, line ${line}: ${problem}`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw damaged(`not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  const { data, error } = traceSchema.safeParse(json);
  if (data !== undefined) return data;
  const issue = error.issues[0];
  throw damaged(`${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'not a trace'}`);
}

/**
 * Reads a whole recording, JSON Lines, plain or gzip-compressed (told by its content, not by its name).
 * @throws DamagedRecording that names the file and the place.
 */
export function readRecording(file: string): Trace[] {
  const lines = textOf(file).split('\n');
  if (lines.at(-1) === '') lines.pop();
  if (lines.length === 0) throw new DamagedRecording(`${file}: holds no trace`);
  return lines.map((text, index) => readTrace(text, file, index + 1));
}

function textOf(file: string): string {
  try {
    const bytes = readFileSync(file);
    const compressed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return (compressed ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    throw new DamagedRecording(`${file}: can't be read (${error instanceof Error ? error.message : String(error)})`);
  }
}
