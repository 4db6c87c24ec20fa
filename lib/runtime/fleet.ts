import { DIALECTS, type HostableDialect } from '@/lib/dialects/dialects.ts';
import type { BreakerObserver, Transition } from '@/lib/engine/breaker-event.ts';
import type { FaultEffect } from '@/lib/protocol/fault.ts';
import type { TransitionFacts } from '@/lib/protocol/journal-entry.ts';
import { createRandom } from '@/lib/simulation/random.ts';
import { createSimulatedDownstream } from '@/lib/simulation/simulated-downstream.ts';
import { HostedBreaker } from './hosted-breaker.ts';
import type { JournalWriter } from './journal-writer.ts';
import type { Checkpoint, Clock, Log, StoredBreaker } from './ports.ts';
import { Refusal } from './refusal.ts';
import { transitionFacts } from './transition-facts.ts';

/** All hosted breakers, and the way of their transitions into the journal. */
export interface Fleet {
  readonly all: readonly HostedBreaker[];
  /** NOT_FOUND if there is none with this id; a breaker is never made by asking for it. */
  get(id: string): HostedBreaker;
  /** @throws an Error if the options aren't those of the dialect. */
  add(stored: StoredBreaker, checkpoint: Checkpoint | undefined): HostedBreaker;
  /** Stops it and forgets it. */
  remove(id: string): void;
  /** Runs `act`, and hands over the transitions that it causes instead of writing them on their own. */
  collect<T>(act: () => T): { result: T; transitions: TransitionFacts[] };
  /** One transition fewer on its way into the journal; `to` is what is durable now. */
  publish(facts: TransitionFacts, at: number): void;
  /** What is true now counts as durable: what led to it is lost. */
  publishAll(): void;
  stop(): void;
}

export function createFleet(options: {
  readonly clock: Clock;
  readonly writer: JournalWriter;
  readonly log: Log;
  readonly seed: string;
  readonly effectsOn: (breaker: string) => readonly FaultEffect[];
}): Fleet {
  const { clock, writer, log, seed } = options;
  const byId = new Map<string, HostedBreaker>();
  let collected: TransitionFacts[] | null = null;

  function onTransition(hosted: HostedBreaker, transition: Transition): void {
    const facts = transitionFacts(hosted.definition.id, transition);
    log.info({ ...facts }, 'transition');
    hosted.shown ??= {
      state: transition.from,
      generation: transition.generation - 1,
      since: transition.at - transition.previousStateMs,
      hold: hosted.hold,
    };
    hosted.unpublished += 1;
    if (collected) {
      collected.push(facts);
      return;
    }
    writer.add({
      at: transition.at,
      facts: [facts],
      state: { checkpoints: [checkpointOf(hosted, clock.now())] },
      onDurable: () => publish(facts, transition.at),
    });
  }

  function publish(facts: TransitionFacts, at: number): void {
    const hosted = byId.get(facts.breaker);
    if (!hosted || hosted.unpublished === 0) return;
    hosted.unpublished -= 1;
    hosted.shown =
      hosted.unpublished === 0 ? null : { state: facts.to, generation: facts.generation, since: at, hold: hosted.hold };
  }

  function makeBreaker(stored: StoredBreaker, checkpoint: Checkpoint | undefined, observer: BreakerObserver) {
    const { id } = stored.definition;
    const dialect = dialectOf(stored);
    const surroundings = {
      now: clock.now(),
      random: createRandom(`${seed}/${id}/wait`),
      observer,
      onObserverError: (error: unknown) => log.error({ breaker: id, error: String(error) }, 'an observer failed'),
    };
    if (checkpoint) {
      try {
        return dialect.restore(stored.config, checkpoint.state, surroundings);
      } catch (error) {
        log.warn({ breaker: id, error: String(error) }, 'its checkpoint is damaged; it starts closed');
      }
    }
    return dialect.create(stored.config, surroundings);
  }

  return {
    get all() {
      return [...byId.values()];
    },
    get(id) {
      const hosted = byId.get(id);
      if (!hosted) throw new Refusal('NOT_FOUND', `No breaker has the id “${id}”.`);
      return hosted;
    },
    add(stored, checkpoint) {
      const { definition } = stored;
      const hosted = new HostedBreaker({
        stored,
        dialect: dialectOf(stored),
        clock,
        downstream: createSimulatedDownstream(definition.downstream, {
          random: createRandom(`${seed}/${definition.id}/downstream`),
          schedule: clock.after,
          startedAt: clock.now(),
          effects: () => options.effectsOn(definition.id),
        }),
        makeBreaker: (observer) => makeBreaker(stored, checkpoint, observer),
        onTransition,
      });
      byId.set(definition.id, hosted);
      if (checkpoint?.hold) hosted.setHold(checkpoint.hold);
      return hosted;
    },
    remove(id) {
      byId.get(id)?.stop();
      byId.delete(id);
    },
    collect(act) {
      const transitions: TransitionFacts[] = [];
      collected = transitions;
      try {
        return { result: act(), transitions };
      } finally {
        collected = null;
      }
    },
    publish,
    publishAll() {
      for (const hosted of byId.values()) {
        hosted.unpublished = 0;
        hosted.shown = null;
      }
    },
    stop() {
      for (const hosted of byId.values()) hosted.stop();
    },
  };
}

function dialectOf({ definition }: StoredBreaker): HostableDialect {
  const dialect = DIALECTS.get(definition.dialect);
  if (!dialect) throw new Error(`${definition.id} behaves as “${definition.dialect}”, which is not known here`);
  return dialect;
}

/** Where a breaker stands now, so that it comes back. */
export function checkpointOf(hosted: HostedBreaker, now: number): Checkpoint {
  return { breaker: hosted.definition.id, at: now, state: hosted.breaker.exportState(now), hold: hosted.hold };
}
