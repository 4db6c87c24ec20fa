import type { z } from 'zod';
import type { Breaker } from '@/lib/engine/breaker.ts';
import { circuitbreaker140, circuitbreaker213 } from './circuitbreaker/hosted.ts';
import { cockatielDialect } from './cockatiel/hosted.ts';
import type { Dialect, DialectSurroundings } from './dialect.ts';
import { gobreakerDialect } from './gobreaker/hosted.ts';
import { nativeDialect } from './native/native-dialect.ts';
import { opossumDialect } from './opossum/hosted.ts';
import { pybreakerDialect } from './pybreaker/hosted.ts';
import { resilience4jDialect } from './resilience4j/hosted.ts';

/** A dialect whose kind of options is known to itself alone. */
export interface HostableDialect {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly options: z.ZodType;
  /** @throws ZodError if the options aren't whole. */
  create(options: unknown, surroundings: DialectSurroundings): Breaker;
  /** @throws ZodError, or DamagedState if what was exported isn't whole. */
  restore(options: unknown, exported: unknown, surroundings: DialectSurroundings): Breaker;
}

function hostable<Options>(dialect: Dialect<Options>): HostableDialect {
  const { id, name, version, options: schema } = dialect;
  return {
    id,
    name,
    version,
    options: schema,
    create: (options, surroundings) => dialect.create(schema.parse(options), surroundings),
    restore: (options, exported, surroundings) => dialect.restore(schema.parse(options), exported, surroundings),
  };
}

/** Every way in which a hosted breaker can behave, by id; `native` is the panel's own. */
export const DIALECTS: ReadonlyMap<string, HostableDialect> = new Map(
  [
    hostable(nativeDialect),
    hostable(resilience4jDialect),
    hostable(pybreakerDialect),
    hostable(circuitbreaker213),
    hostable(circuitbreaker140),
    hostable(opossumDialect),
    hostable(cockatielDialect),
    hostable(gobreakerDialect),
  ].map((dialect) => [dialect.id, dialect]),
);
