import { isHeld } from '@/lib/engine/breaker-state.ts';
import type { BreakerResource } from '@/lib/protocol/breaker-resource.ts';
import type { CommandRequest } from '@/lib/protocol/command.ts';
import type { EntryFacts } from '@/lib/protocol/journal-entry.ts';
import { checkpointOf, type Fleet } from './fleet.ts';
import type { Hold, HostedBreaker } from './hosted-breaker.ts';
import type { JournalWriter } from './journal-writer.ts';
import type { Clock, Store } from './ports.ts';
import { Refusal } from './refusal.ts';

export interface CommandReply {
  readonly breaker: BreakerResource;
  readonly commandId: string;
}

/** So many command ids are remembered while they are fresh; older ones are looked up in the journal. */
const REMEMBERED = 1_000;
const HOLDING_KINDS = ['force-open', 'force-closed', 'disable', 'metrics-only'] as const;

/** A button becomes an audited change: checked, applied, and durable together with the transition that it causes. */
export function createCommands(options: {
  readonly fleet: Fleet;
  readonly writer: JournalWriter;
  readonly store: Pick<Store, 'findCommand'>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly resourceOf: (hosted: HostedBreaker) => BreakerResource;
}): (id: string, command: CommandRequest, actor: string) => Promise<CommandReply> {
  const { fleet, writer, store, clock, newId, resourceOf } = options;
  const recent = new Map<string, Promise<CommandReply>>();

  function remember(commandId: string, reply: Promise<CommandReply>): Promise<CommandReply> {
    recent.set(commandId, reply);
    const oldest = recent.keys().next().value;
    if (recent.size > REMEMBERED && oldest !== undefined) recent.delete(oldest);
    // A refused command was not carried out: the same id may try again.
    reply.catch(() => recent.delete(commandId));
    return reply;
  }

  function check(hosted: HostedBreaker, { kind, expiresInMs, expectedGeneration }: CommandRequest): void {
    if (expiresInMs !== undefined && !isHolding(kind)) {
      const message = `only a hold expires (${HOLDING_KINDS.join(', ')}), ${kind} does not; received ${expiresInMs}`;
      throw new Refusal('INVALID_INPUT', 'The command does not fit.', { issues: [{ field: 'expiresInMs', message }] });
    }
    if (writer.problem !== null) throw new Refusal('STORE_UNAVAILABLE', `Nothing was changed: ${writer.problem}`);
    const { generation } = hosted.breaker;
    if (expectedGeneration !== undefined && expectedGeneration !== generation) {
      throw new Refusal(
        'STALE_GENERATION',
        `The breaker has changed: its generation is ${generation}, not ${expectedGeneration}.`,
        { current: resourceOf(hosted) },
      );
    }
  }

  function apply(hosted: HostedBreaker, command: CommandRequest, commandId: string, actor: string): Promise<void> {
    const { kind, reason } = command;
    const now = clock.now();
    const holdBefore = hosted.hold;
    const { result: refused, transitions } = fleet.collect(() => hosted.breaker.execute({ kind, actor, reason }, now));
    if (refused) throw new Refusal('ILLEGAL_TRANSITION', refused.message, { current: resourceOf(hosted) });
    const endsAt = command.expiresInMs === undefined ? null : now + command.expiresInMs;
    const hold: Hold | null = isHeld(hosted.breaker.state) && isHolding(kind) ? { actor, reason, endsAt } : null;
    if (hold || holdBefore) hosted.setHold(hold);
    hosted.armTick();
    const facts: EntryFacts[] = [
      {
        kind: 'command',
        breaker: hosted.definition.id,
        command: kind,
        commandId,
        actor,
        reason,
        expiresAt: endsAt === null ? null : new Date(endsAt).toISOString(),
      },
      ...transitions,
    ];
    return writer.write({
      at: now,
      facts,
      state: { checkpoints: [checkpointOf(hosted, now)] },
      onDurable: () => {
        for (const transition of transitions) fleet.publish(transition, now);
      },
    });
  }

  async function carryOut(hosted: HostedBreaker, command: CommandRequest, commandId: string, actor: string) {
    if (command.commandId === undefined || (await store.findCommand(commandId)) === null) {
      check(hosted, command);
      await apply(hosted, command, commandId, actor);
    }
    return { breaker: resourceOf(hosted), commandId };
  }

  return async (id, command, actor) => {
    const hosted = fleet.get(id);
    const commandId = command.commandId ?? newId();
    return recent.get(commandId) ?? remember(commandId, carryOut(hosted, command, commandId, actor));
  };
}

function isHolding(kind: CommandRequest['kind']): boolean {
  return (HOLDING_KINDS as readonly string[]).includes(kind);
}
