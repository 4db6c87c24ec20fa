import { z } from 'zod';
import { type BreakerConfig, findConfigProblems, resolveConfig } from '@/lib/engine/breaker-config.ts';
import { createCircuitBreaker, restoreCircuitBreaker } from '@/lib/engine/circuit-breaker.ts';
import type { Dialect, DialectSurroundings } from '../dialect.ts';

/** The engine's own rules of validity, as a schema: they are stated once, in the engine. */
export const nativeOptions: z.ZodType<BreakerConfig> = z.unknown().transform((given, context) => {
  const options = given ?? {};
  const problems = findConfigProblems(options);
  for (const { field, message } of problems) context.addIssue({ code: 'custom', message, path: [field] });
  return problems.length > 0 ? z.NEVER : resolveConfig(options as Readonly<Record<string, unknown>>);
});

const optionsOf = ({ now, random, observer, onObserverError }: DialectSurroundings) => ({
  now: () => now,
  random,
  observer,
  onObserverError,
});

/** The panel's own breaker: no library's, to the rules of the engine. */
export const nativeDialect: Dialect<BreakerConfig> = {
  id: 'native',
  name: 'Native',
  version: '1',
  options: nativeOptions,
  create: (config, surroundings) => createCircuitBreaker(config, optionsOf(surroundings)),
  restore: (config, exported, surroundings) => restoreCircuitBreaker(config, exported, optionsOf(surroundings)),
};
