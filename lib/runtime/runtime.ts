import { resolveConfig } from '@/lib/engine/breaker-config.ts';
import type { BreakerIdentity, BreakerLive } from '@/lib/protocol/breaker-resource.ts';
import { toColumns } from '@/lib/protocol/columns.ts';
import { DEMO_FLEET } from '@/lib/simulation/demo-fleet.ts';
import { createRandom } from '@/lib/simulation/random.ts';
import { startTraffic } from '@/lib/simulation/traffic.ts';
import { createBreakerAdmin } from './breaker-admin.ts';
import { detailOf, identityOf, liveOf, resourceOf } from './breaker-view.ts';
import { createCommands } from './commands.ts';
import { createFaultBoard } from './fault-board.ts';
import { createFleet } from './fleet.ts';
import type { HostedBreaker } from './hosted-breaker.ts';
import { startHousekeeping } from './housekeeping.ts';
import { createJournalWriter } from './journal-writer.ts';
import type { Clock, Log, Store, StoredBreaker, StoredState } from './ports.ts';
import { Refusal } from './refusal.ts';
import type { Runtime } from './runtime-handle.ts';
import { sendCalls } from './send-calls.ts';
import { windowView } from './window-view.ts';

const STRIP_SECONDS = 60;

export interface RuntimeParts {
  readonly store: Store;
  /** What the store held when it was opened. */
  readonly state: StoredState;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether an empty database gets the demo fleet. */
  readonly demo: boolean;
  /** Every draw of chance comes from it. */
  readonly seed: string;
  readonly newId: () => string;
}

/** The demo fleet as an empty database gets it. */
function demoBreakers(): StoredBreaker[] {
  return DEMO_FLEET.map(({ definition, options }) => ({ definition, config: resolveConfig(options), revision: 1 }));
}

const LIVE_KEYS: readonly (keyof BreakerLive)[] = [
  'state',
  'computedState',
  'saved',
  'generation',
  'stateMs',
  'retryAfterMs',
  'waitMs',
  'openingsInARow',
  'consecutiveFailures',
  'failureRate',
  'slowCallRate',
  'bufferedCalls',
  'failedCalls',
  'slowCalls',
  'probes',
  'hold',
  'inFlight',
  'callsPerSecond',
  'rejectedPerSecond',
  'latencyMsP50',
  'latencyMsP95',
  'latencyMsP99',
  'rejectedInState',
  'totalCalls',
  'tripsLast10Min',
  'lastTripMs',
  'attention',
];
const IDENTITY_KEYS: readonly (keyof BreakerIdentity)[] = [
  'id',
  'name',
  'group',
  'source',
  'instance',
  'controllable',
  'revision',
  'dialect',
  'config',
  'failureRateThreshold',
  'minimumNumberOfCalls',
  'callTimeoutMs',
  'downstream',
  'trafficCallsPerSecond',
];

/** Makes the host: breakers come back as the store has them, and traffic begins. */
export function createRuntime(parts: RuntimeParts): Runtime {
  const { store, state, clock, log, newId } = parts;
  const writer = createJournalWriter({
    store,
    clock,
    log,
    epoch: state.epoch,
    lastSeq: state.lastSeq,
    onLost: () => fleet.publishAll(),
  });
  const board = createFaultBoard({ clock, writer, newId, faults: state.faults });
  const fleet = createFleet({ clock, writer, log, seed: parts.seed, effectsOn: board.effectsOn });
  bringBack();

  const traffic = new Map<string, () => void>();
  for (const hosted of fleet.all) beginTraffic(hosted);
  const housekeeping = startHousekeeping({ fleet, writer, store, clock, log });
  const demoIds = new Set(DEMO_FLEET.map(({ definition }) => definition.id));

  /** Makes every breaker anew, and notes the boot together with all that the time away did to them. */
  function bringBack(): void {
    const now = clock.now();
    const fresh = state.breakers.length === 0 && parts.demo ? demoBreakers() : [];
    const checkpoints = new Map(state.checkpoints.map((checkpoint) => [checkpoint.breaker, checkpoint]));
    const { transitions } = fleet.collect(() => {
      for (const stored of [...state.breakers, ...fresh]) fleet.add(stored, checkpoints.get(stored.definition.id));
    });
    const downSince = state.lastSeenAt === null ? null : new Date(state.lastSeenAt).toISOString();
    writer.add({
      at: now,
      facts: [{ kind: 'boot', breaker: null, downSince }, ...transitions],
      state: { breakers: fresh },
      onDurable: () => {
        for (const transition of transitions) fleet.publish(transition, now);
      },
    });
  }

  function beginTraffic(hosted: HostedBreaker): void {
    const { id, trafficCallsPerSecond } = hosted.definition;
    const random = createRandom(`${parts.seed}/${id}/traffic`);
    traffic.set(
      id,
      startTraffic(trafficCallsPerSecond, { random, schedule: clock.after, now: clock.now }, () => hosted.call()),
    );
  }

  function endTraffic(id: string): void {
    traffic.get(id)?.();
    traffic.delete(id);
  }

  function around(hosted: HostedBreaker) {
    return {
      now: clock.now(),
      saved: writer.problem === null,
      faulty: board.effectsOn(hosted.definition.id).length > 0,
    };
  }
  const viewResource = (hosted: HostedBreaker) => resourceOf(hosted, around(hosted));
  const viewLive = (hosted: HostedBreaker) => liveOf(hosted, around(hosted));
  const execute = createCommands({ fleet, writer, store, clock, newId, resourceOf: viewResource });
  const admin = createBreakerAdmin({
    fleet,
    writer,
    clock,
    resourceOf: viewResource,
    begin: beginTraffic,
    end: endTraffic,
  });
  const isoNow = () => new Date(clock.now()).toISOString();
  const isDemo = () => fleet.all.some(({ definition }) => demoIds.has(definition.id));

  return {
    epoch: state.epoch,
    get publishedSeq() {
      return writer.publishedSeq;
    },
    get demo() {
      return isDemo();
    },
    get storeProblem() {
      return writer.problem;
    },
    history: store,
    now: clock.now,
    breakers: () => fleet.all.map(viewResource),
    breaker: (id) => {
      const hosted = fleet.get(id);
      return detailOf(hosted, around(hosted));
    },
    fleetSnapshot: () => ({
      epoch: state.epoch,
      seq: writer.publishedSeq,
      serverTime: isoNow(),
      demo: isDemo(),
      storeProblem: writer.problem,
      identities: toColumns(fleet.all.map(identityOf), IDENTITY_KEYS),
      live: toColumns(fleet.all.map(viewLive), LIVE_KEYS),
      strips: fleet.all.map((hosted) => hosted.meter.seconds(STRIP_SECONDS, clock.now())),
      second: Math.floor(clock.now() / 1_000) - 1,
      faults: board.shown,
    }),
    wallTick: () => ({
      epoch: state.epoch,
      serverTime: isoNow(),
      storeProblem: writer.problem,
      ids: fleet.all.map(({ definition }) => definition.id),
      live: toColumns(fleet.all.map(viewLive), LIVE_KEYS),
      second: Math.floor(clock.now() / 1_000) - 1,
      seconds: fleet.all.flatMap((hosted) => hosted.meter.seconds(1, clock.now())),
    }),
    breakerTick: (id) => {
      const hosted = fleet.get(id);
      const live = viewLive(hosted);
      return {
        epoch: state.epoch,
        serverTime: isoNow(),
        storeProblem: writer.problem,
        id,
        live,
        window: windowView(hosted.config, hosted.breaker.windowCells(clock.now())),
        samples: hosted.rollUps[0]?.samples(live) ?? [],
      };
    },
    faults: () => board.shown,
    execute,
    createBreaker: admin.create,
    deleteBreaker: admin.delete,
    async sendCalls(id, request) {
      const sent = await sendCalls(fleet.get(id), request, clock);
      // What the calls changed is durable before anybody is told of it.
      await writer.write({ at: clock.now(), facts: [] });
      return sent;
    },
    async startFault(request, actor) {
      const unknown = request.breakers.filter((id) => !fleet.all.some(({ definition }) => definition.id === id));
      if (unknown.length > 0) {
        const issues = unknown.map((id) => ({ field: 'breakers', message: `no breaker has the id “${id}”` }));
        throw new Refusal('NOT_FOUND', 'A breaker is not known; no fault was started.', { issues });
      }
      return board.start(request, actor);
    },
    stopFault: board.stop,
    haltFaults: board.halt,
    onPublished: writer.onPublished,
    async stop() {
      for (const id of [...traffic.keys()]) endTraffic(id);
      board.close();
      await housekeeping.stop();
      fleet.stop();
      await writer.stop();
      await store.close();
    },
  };
}
