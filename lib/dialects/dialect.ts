import type { z } from 'zod';
import type { Breaker } from '@/lib/engine/breaker.ts';
import type { BreakerObserver } from '@/lib/engine/breaker-event.ts';

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
   * A breaker as `exportState` left it; the time between counts. The observer is told of what that changed.
   * @throws DamagedState (`code: 'DAMAGED_STATE'`) if what was exported isn't whole.
   */
  restore(options: Options, exported: unknown, surroundings: DialectSurroundings): Breaker;
}
