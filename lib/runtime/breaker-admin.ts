import { DIALECTS } from '@/lib/dialects/dialects.ts';
import { breakerIdSchema, type CreateBreakerRequest } from '@/lib/protocol/breaker-definition.ts';
import type { BreakerResource } from '@/lib/protocol/breaker-resource.ts';
import { checkpointOf, type Fleet } from './fleet.ts';
import type { HostedBreaker } from './hosted-breaker.ts';
import type { JournalWriter } from './journal-writer.ts';
import type { Clock, StoredBreaker } from './ports.ts';
import { Refusal } from './refusal.ts';

export const MAX_BREAKERS = 1_000;

/** Makes breakers and ends them; each change is durable before anybody is told. */
export function createBreakerAdmin(options: {
  readonly fleet: Fleet;
  readonly writer: JournalWriter;
  readonly clock: Clock;
  readonly resourceOf: (hosted: HostedBreaker) => BreakerResource;
  /** Begins and ends what the host does for a breaker. */
  readonly begin: (hosted: HostedBreaker) => void;
  readonly end: (id: string) => void;
}) {
  const { fleet, writer, clock, resourceOf, begin, end } = options;

  function mustBeWritable(): void {
    if (writer.problem !== null) throw new Refusal('STORE_UNAVAILABLE', `Nothing was changed: ${writer.problem}`);
  }

  /** Its name if that is safe in an address, else something like it; never one that is taken. */
  function idFor(name: string): string {
    // `new` is the page that makes one.
    const taken = new Set(['new', ...fleet.all.map(({ definition }) => definition.id)]);
    const safe = breakerIdSchema.safeParse(name).success
      ? name
      : name.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'breaker';
    if (!taken.has(safe)) return safe;
    let copy = 2;
    while (taken.has(`${safe}-${copy}`)) copy += 1;
    return `${safe}-${copy}`;
  }

  return {
    async create(request: CreateBreakerRequest, actor: string): Promise<BreakerResource> {
      const { options: given, reason, ...surroundings } = request;
      const config = checkedOptions(request.dialect, given);
      mustBeWritable();
      if (fleet.all.length >= MAX_BREAKERS) {
        throw new Refusal('LIMIT_REACHED', `There are ${MAX_BREAKERS} breakers already; delete one first.`);
      }
      if (fleet.all.some(({ definition }) => definition.name === request.name)) {
        const issues = [{ field: 'name', message: `is taken; received “${request.name}”` }];
        throw new Refusal('INVALID_INPUT', 'A breaker of this name is there already.', { issues });
      }
      const stored: StoredBreaker = { definition: { id: idFor(request.name), ...surroundings }, config, revision: 1 };
      const hosted = fleet.add(stored, undefined);
      begin(hosted);
      const now = clock.now();
      const { id, dialect } = stored.definition;
      await writer.write({
        at: now,
        facts: [{ kind: 'configuration', breaker: id, change: 'created', dialect, revision: 1, actor, reason }],
        state: { breakers: [stored], checkpoints: [checkpointOf(hosted, now)] },
      });
      return resourceOf(hosted);
    },
    async delete(id: string, actor: string, reason: string): Promise<void> {
      const { definition, revision } = fleet.get(id);
      mustBeWritable();
      end(id);
      fleet.remove(id);
      const { dialect } = definition;
      await writer.write({
        at: clock.now(),
        facts: [{ kind: 'configuration', breaker: id, change: 'deleted', dialect, revision, actor, reason }],
        state: { deletedBreakers: [id] },
      });
    },
  };
}

/** The options whole, with the dialect's defaults; each that the dialect refuses is named. */
function checkedOptions(dialectId: string, given: Readonly<Record<string, unknown>>): unknown {
  const dialect = DIALECTS.get(dialectId);
  if (!dialect) {
    const message = `is one of ${[...DIALECTS.keys()].join(', ')}; received “${dialectId}”`;
    throw new Refusal('INVALID_INPUT', 'The breaker does not fit.', { issues: [{ field: 'dialect', message }] });
  }
  const parsed = dialect.options.safeParse(given);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({ field: ['options', ...path].join('.'), message }));
  throw new Refusal('INVALID_INPUT', `${dialect.name} would refuse these options.`, { issues });
}
