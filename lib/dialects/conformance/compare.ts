import { type Divergence, replayTrace } from './replay.ts';
import { REPLAYERS, replayerOf } from './replayers.ts';
import { DamagedRecording, readRecording } from './trace.ts';

/** What came of one recording. */
export interface RecordingReport {
  readonly file: string;
  readonly traces: number;
  /** Steps that were compared. */
  readonly steps: number;
  /** At most one a trace, its first. */
  readonly divergences: readonly Divergence[];
}

/**
 * Replays every trace of a recording on the dialect of its library.
 * @throws DamagedRecording that says which file and where, if it is damaged or of a library that nobody replays.
 */
export function compareRecording(file: string): RecordingReport {
  const traces = readRecording(file);
  let steps = 0;
  const divergences: Divergence[] = [];
  for (const [index, trace] of traces.entries()) {
    const where = `${file}, line ${index + 1}`;
    const replayer = replayerOf(trace.library);
    if (replayer === null) {
      const known = Object.keys(REPLAYERS).join(', ');
      throw new DamagedRecording(`${where}: unknown library '${trace.library}' (known: ${known})`);
    }
    const result = replayTrace(replayer, trace, where);
    steps += result.steps;
    if (result.divergence !== null) divergences.push(result.divergence);
  }
  return { file, traces: traces.length, steps, divergences };
}
