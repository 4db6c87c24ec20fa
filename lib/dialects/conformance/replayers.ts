import { circuitbreakerReplayer } from '../circuitbreaker/replayer.ts';
import { cockatielReplayer } from '../cockatiel/replayer.ts';
import { gobreakerReplayer } from '../gobreaker/replayer.ts';
import { opossumReplayer } from '../opossum/replayer.ts';
import { pybreakerReplayer } from '../pybreaker/replayer.ts';
import { resilience4jReplayer } from '../resilience4j/replayer.ts';
import type { Replayer } from './replay.ts';

/** Who replays the recordings of which library, by the `library` of their traces. */
export const REPLAYERS: Readonly<Record<string, Replayer>> = {
  opossum: opossumReplayer,
  cockatiel: cockatielReplayer,
  gobreaker: gobreakerReplayer,
  circuitbreaker: circuitbreakerReplayer,
  pybreaker: pybreakerReplayer,
  resilience4j: resilience4jReplayer,
};

/** Null if nobody knows the library. */
export function replayerOf(library: string): Replayer | null {
  return Object.hasOwn(REPLAYERS, library) ? (REPLAYERS[library] ?? null) : null;
}
