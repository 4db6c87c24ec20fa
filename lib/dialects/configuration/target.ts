import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';

export type NativeField = keyof BreakerConfig;

/** What a target can't express or does otherwise, in a sentence, and which of the native fields that concerns. */
export interface Note {
  readonly fields: readonly NativeField[];
  readonly text: string;
}

/** A configuration in a library's own words. */
export interface Written {
  readonly text: string;
  readonly notes: readonly Note[];
}

/** One option of the library: as it was written, or the library's default, and what it means. */
export interface UnderstoodOption {
  readonly option: string;
  readonly value: string;
  readonly meaning: string;
}

/** What the library, or the panel, would refuse. `option` is `text` where the text itself can't be read. */
export interface ReadProblem {
  readonly option: string;
  readonly message: string;
}

/** What a text in a library's own words says. */
export interface Understood {
  /** What it means natively, the library's defaults included. Always valid: what is not stands in `problems`. */
  readonly config: Partial<BreakerConfig>;
  /** The same as whole options of the dialect with the target's id; null where there is none, or none was found. */
  readonly options: Readonly<Record<string, unknown>> | null;
  /** Of the breaker that was read. */
  readonly name: string | null;
  /** Of all breakers in the text, in their order. */
  readonly names: readonly string[];
  readonly understood: readonly UnderstoodOption[];
  readonly notes: readonly Note[];
  readonly problems: readonly ReadProblem[];
}

/** How the library behaves, seen from the native breaker. */
export interface Behaviour {
  /** True where no dialect takes the library's decisions: the native breaker stands in for it. */
  readonly approximated: boolean;
  readonly summary: string;
  /** Whatever the options: they are among the notes of every text that is written or read. */
  readonly differences: readonly Note[];
}

/** A library whose configuration can be written and read. */
export interface ConfigurationTarget {
  /** Kebab-case; the dialect's id where there is one. */
  readonly id: string;
  readonly name: string;
  readonly format: 'yaml' | 'python' | 'javascript' | 'properties' | 'go';
  readonly behaviour: Behaviour;
  write(config: BreakerConfig, name: string): Written;
  /** The named breaker of the text, else its first. Whatever comes in, it never throws. */
  read(text: string, name?: string): Understood;
}
