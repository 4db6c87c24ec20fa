import type { CreateBreakerRequest } from '@/lib/protocol/breaker-definition.ts';
import type { BreakerDetail, BreakerResource } from '@/lib/protocol/breaker-resource.ts';
import type { CommandRequest } from '@/lib/protocol/command.ts';
import type { FaultRequest, FaultResource } from '@/lib/protocol/fault.ts';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';
import type { SendCallsRequest, SentCall } from '@/lib/protocol/sent-calls.ts';
import type { BreakerTick, FleetSnapshot, WallTick } from '@/lib/protocol/socket-events.ts';
import type { Store } from './ports.ts';

/** The reading side of the store, as pages and routes use it. */
export type History = Pick<
  Store,
  'transitions' | 'transitionBuckets' | 'entry' | 'entriesAfter' | 'latestEntries' | 'samples'
>;

/** The one host of all breakers. Everything that refuses throws a `Refusal`, and has changed nothing then. */
export interface Runtime {
  readonly epoch: number;
  /** The newest number that is durable and shown. */
  readonly publishedSeq: number;
  readonly demo: boolean;
  /** Why the history can't be written now, in words; null while it can. */
  readonly storeProblem: string | null;
  readonly history: History;
  /** Host time, epoch milliseconds. */
  now(): number;
  breakers(): BreakerResource[];
  /** NOT_FOUND if there is none with this id. */
  breaker(id: string): BreakerDetail;
  fleetSnapshot(): FleetSnapshot;
  wallTick(): WallTick;
  breakerTick(id: string): BreakerTick;
  faults(): readonly FaultResource[];
  /** Resolves when command and transition are durable, with the breaker after it. */
  execute(id: string, command: CommandRequest, actor: string): Promise<{ breaker: BreakerResource; commandId: string }>;
  /** INVALID_INPUT names what the dialect would refuse; the new breaker starts closed, with an empty window. */
  createBreaker(request: CreateBreakerRequest, actor: string): Promise<BreakerResource>;
  /** Its calls end; its history stays, and a fault that names it runs out. */
  deleteBreaker(id: string, actor: string, reason: string): Promise<void>;
  sendCalls(id: string, request: SendCallsRequest): Promise<readonly SentCall[]>;
  startFault(request: FaultRequest, actor: string): Promise<FaultResource>;
  stopFault(id: string, actor: string, reason: string | null): Promise<FaultResource>;
  /** Ends every fault at once; idempotent. Resolves with the faults that it ended. */
  haltFaults(actor: string, reason: string | null): Promise<readonly FaultResource[]>;
  /** Told every batch of published entries, in order. Returns how to stop. */
  onPublished(listener: (entries: readonly JournalEntry[]) => void): () => void;
  stop(): Promise<void>;
}

// Next gives the server, its pages and its routes a copy each of every module, so a module-level runtime
// would be three. Only the process's global object is one.
const KEY = Symbol.for('breaker-panel.runtime');
const holder = globalThis as { [KEY]?: Runtime };

/** Makes the runtime known to pages and routes; called once, by server.ts. */
export function publishRuntime(runtime: Runtime): void {
  if (holder[KEY]) throw new Error('a runtime is published already');
  holder[KEY] = runtime;
}

/** The runtime of this process. Call it inside a handler, never at a module's top: the build evaluates modules. */
export function getRuntime(): Runtime {
  const runtime = holder[KEY];
  if (!runtime) throw new Error('No runtime in this process: start the panel with `npm start` or `npm run dev`.');
  return runtime;
}
