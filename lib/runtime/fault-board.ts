import type { FaultEffect, FaultRequest, FaultResource } from '@/lib/protocol/fault.ts';
import type { Happening, JournalWriter } from './journal-writer.ts';
import type { Clock } from './ports.ts';
import { Refusal } from './refusal.ts';

export const MAX_FAULTS = 100;
/** How long after a halt its reason may be given. */
const REASON_AFTER_HALT_MS = 600_000;

/** The faults that run. The host keeps them and ends them by its own clock; they survive a restart. */
export interface FaultBoard {
  /** Durable faults, oldest first. */
  readonly shown: readonly FaultResource[];
  /** What is done to this breaker's downstream now, in the order in which the faults were started. */
  effectsOn(breaker: string): readonly FaultEffect[];
  start(request: FaultRequest, actor: string): Promise<FaultResource>;
  stop(id: string, actor: string, reason: string | null): Promise<FaultResource>;
  halt(actor: string, reason: string | null): Promise<readonly FaultResource[]>;
  /** Forgets every timer; the faults go on after the next start. */
  close(): void;
}

type End = { ended: 'expired' | 'stopped' | 'halted'; actor: string | null; reason: string | null };

export function createFaultBoard(options: {
  readonly clock: Clock;
  readonly writer: JournalWriter;
  readonly newId: () => string;
  /** What ran when the host stopped. */
  readonly faults: readonly FaultResource[];
}): FaultBoard {
  const { clock, writer, newId } = options;
  const running = new Map<string, { fault: FaultResource; cancel: () => void }>();
  let shown: readonly FaultResource[] = options.faults;
  let effects = new Map<string, FaultEffect[]>();
  let haltedAt = Number.NEGATIVE_INFINITY;

  const list = () => [...running.values()].map(({ fault }) => fault);

  function recount(): void {
    effects = new Map();
    for (const { fault } of running.values()) {
      for (const breaker of fault.breakers) {
        effects.set(breaker, [...(effects.get(breaker) ?? []), ...fault.effects]);
      }
    }
  }

  function run(fault: FaultResource): void {
    const remainingMs = Math.max(0, Date.parse(fault.endsAt) - clock.now());
    const cancel = clock.after(remainingMs, () => {
      end([fault], { ended: 'expired', actor: null, reason: null }).catch(() => {
        // It is kept in the queue, and written when the database is back.
      });
    });
    running.set(fault.id, { fault, cancel });
    recount();
  }

  function end(faults: readonly FaultResource[], how: End): Promise<void> {
    for (const { id } of faults) {
      running.get(id)?.cancel();
      running.delete(id);
    }
    recount();
    return record(faults.map((fault) => ({ kind: 'fault-ended' as const, breaker: null, fault, ...how })));
  }

  function record(facts: Happening['facts']): Promise<void> {
    const now = list();
    return writer.write({
      at: clock.now(),
      facts,
      state: { faults: now },
      onDurable: () => {
        shown = now;
      },
    });
  }

  function mustBeWritable(): void {
    if (writer.problem !== null) throw new Refusal('STORE_UNAVAILABLE', `Nothing was changed: ${writer.problem}`);
  }

  for (const fault of options.faults) run(fault);

  return {
    get shown() {
      return shown;
    },
    effectsOn: (breaker) => effects.get(breaker) ?? [],
    async start(request, actor) {
      mustBeWritable();
      if (running.size >= MAX_FAULTS) {
        throw new Refusal('LIMIT_REACHED', `${MAX_FAULTS} faults run already; stop one first.`, { current: shown });
      }
      const startedAt = clock.now();
      const fault: FaultResource = {
        id: newId(),
        breakers: [...new Set(request.breakers)],
        effects: request.effects,
        startedAt: new Date(startedAt).toISOString(),
        endsAt: new Date(startedAt + request.durationMs).toISOString(),
        durationMs: request.durationMs,
        actor,
        reason: request.reason,
      };
      run(fault);
      await record([{ kind: 'fault-started', breaker: null, fault }]);
      return fault;
    },
    async stop(id, actor, reason) {
      const fault = running.get(id)?.fault;
      if (!fault) throw new Refusal('NOT_FOUND', `No fault “${id}” runs; it may have ended.`);
      await end([fault], { ended: 'stopped', actor, reason });
      return fault;
    },
    // A halt is carried out even while the database is away; the reply then says that it isn't saved yet.
    async halt(actor, reason) {
      const halted = list();
      if (halted.length > 0) {
        haltedAt = clock.now();
        await end(halted, { ended: 'halted', actor, reason });
      } else if (reason !== null && clock.now() - haltedAt <= REASON_AFTER_HALT_MS) {
        await record([{ kind: 'halt-reason', breaker: null, actor, reason }]);
      }
      return halted;
    },
    close() {
      for (const { cancel } of running.values()) cancel();
    },
  };
}
