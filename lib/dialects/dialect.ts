import { z } from 'zod';
import type { Breaker } from '@/lib/engine/breaker.ts';
import type { BreakerObserver } from '@/lib/engine/breaker-event.ts';
import { received } from '@/lib/engine/config-rules.ts';

/** What a breaker is made with besides its options. */
export interface DialectSurroundings {
  /** The moment at which it is made, epoch milliseconds. */
  readonly now: number;
  /** In [0, 1). Asked only where the library itself draws. */
  readonly random: () => number;
  readonly observer?: BreakerObserver | undefined;
  /** Told what the observer threw. */
  readonly onObserverError?: ((error: unknown) => void) | undefined;
}

/**
 * A breaker library whose decisions can be taken here. `Breaker.config` of its breakers is the nearest native
 * description, for display; what counts are the options.
 */
export interface Dialect<Options> {
  /** Kebab-case; what a configuration names it by. */
  readonly id: string;
  readonly name: string;
  /** The version whose decisions these are, as the recordings hold them. */
  readonly version: string;
  /**
   * The library's own names, units, defaults and limits. Refuses what the library would refuse, with the option's
   * name, its range and the value that came; an unknown option is named, not dropped.
   */
  readonly options: z.ZodType<Options>;
  /** Options are whole, as `options.parse` gives them. */
  create(options: Options, surroundings: DialectSurroundings): Breaker;
  /**
   * A breaker as `exportState` left it; the time between counts. The observer is told of what that changed. The
   * options may be others than before: this is how a dialect's breaker takes new ones.
   * @throws DamagedState (`code: 'DAMAGED_STATE'`) if what was exported isn't whole.
   */
  restore(options: Options, exported: unknown, surroundings: DialectSurroundings): Breaker;
}

/** The schema of a library's options. One that it doesn't have is named, not dropped. */
export function optionsOf<Shape extends z.ZodRawShape>(library: string, shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.join(', ')}: not an option of ${library} here`
        : `must be an object of ${library}'s options, received ${received(issue.input)}`,
  });
}

/** Why an option is refused: its name, what it allows, and what came. */
export const mustBe = (option: string, allowed: string) => ({
  abort: true,
  error: ({ input }: { readonly input?: unknown }) => `${option} must be ${allowed}, received ${received(input)}`,
});

/** An option that is a whole number of this range. */
export function wholeOption(option: string, min: number, max: number) {
  const refusal = mustBe(option, `a whole number from ${min} to ${max}`);
  return z.number(refusal).int(refusal).min(min, refusal).max(max, refusal);
}

/** An option that is one of these words. */
export function wordOption<const Words extends readonly [string, ...string[]]>(option: string, words: Words) {
  return z.enum(words, mustBe(option, `one of ${words.join(', ')}`));
}

/** An option that is on or off. */
export const flagOption = (option: string) => z.boolean(mustBe(option, 'true or false'));

/** The longest wait that this panel takes, as the native engine: a day. */
export const LONGEST_MS = 86_400_000;
