import { fileProperties, isPropertiesFile, type Property, yamlProperties } from './flat-properties.ts';
import type { Reading } from './reading.ts';

/** An option as it is written in a Spring file. */
export interface SpringOption {
  readonly option: string;
  readonly value: string;
  readonly line: number;
}

/** The options of a breaker or of a shared configuration, by their names without case and hyphens. */
export type SpringOptions = ReadonlyMap<string, SpringOption>;

export interface SpringBreaker {
  readonly name: string | null;
  readonly options: SpringOptions;
}

/** What a Spring file says about circuit breakers. */
export interface SpringBreakers {
  readonly instances: readonly SpringBreaker[];
  readonly configs: ReadonlyMap<string, SpringOptions>;
}

/** Spring's relaxed binding: `failure-rate-threshold` is `failureRateThreshold`. */
export const relaxed = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');

/** All breakers of the text, null if it can't be read. Lines copied out of one are a breaker without a name. */
export function springBreakers(text: string, known: ReadonlySet<string>, reading: Reading): SpringBreakers | null {
  const read = isPropertiesFile(text, 'resilience4j') ? fileProperties(text) : yamlProperties(text);
  if (read.properties === null) {
    reading.problem('text', read.problem);
    return null;
  }
  const instances = new Map<string, Map<string, SpringOption>>();
  const configs = new Map<string, Map<string, SpringOption>>();
  const bare = new Map<string, SpringOption>();
  for (const property of read.properties) {
    const place = placeOf(property);
    if (place === null) {
      const [only = '', ...others] = property.path;
      if (known.has(relaxed(only)) && others.every((part) => /^\d+$/.test(part))) set(bare, only, property);
      continue;
    }
    const owners = place.kind === 'configs' ? configs : instances;
    const owner = owners.get(place.name) ?? new Map<string, SpringOption>();
    owners.set(place.name, owner);
    if (place.option !== null) set(owner, place.option, property);
  }
  const named = [...instances].map(([name, options]) => ({ name, options }));
  if (named.length > 0) return { instances: named, configs };
  if (bare.size > 0) return { instances: [{ name: null, options: bare }], configs };
  return { instances: [...configs].map(([name, options]) => ({ name, options })), configs };
}

/** A list has a value per entry; its first line and all of its values are the option's. */
function set(owner: Map<string, SpringOption>, option: string, { path, value, line }: Property): void {
  const before = owner.get(relaxed(option));
  const inList = /^\d+$/.test(path.at(-1) ?? '') && before !== undefined;
  const all = inList ? `${before.value}, ${value}` : value;
  owner.set(relaxed(option), { option, value: all, line: inList ? before.line : line });
}

/** Whose option a property is; null if it isn't one of circuit breakers (retries have instances, too). */
function placeOf({ path }: Property): { kind: 'instances' | 'configs'; name: string; option: string | null } | null {
  const at = path.findIndex((part) => /^(?:instances|backends|configs)$/.test(part));
  const before = path[at - 1];
  const name = path[at + 1];
  if (at < 0 || name === undefined || (before !== undefined && relaxed(before) !== 'circuitbreaker')) return null;
  const kind = path[at] === 'configs' ? 'configs' : 'instances';
  return { kind, name, option: path[at + 2] ?? null };
}

/** A breaker's options over those of the configurations that it is based on, the nearest first. */
export function withBases(
  { name, options }: SpringBreaker,
  { configs }: SpringBreakers,
  reading: Reading,
): SpringOptions {
  const layers: SpringOptions[] = [options];
  const seen = new Set<string>();
  let base = options.get('baseconfig');
  while (base !== undefined) {
    const config = configs.get(base.value);
    if (config === undefined || seen.has(base.value)) {
      const reason = config === undefined ? 'is not in this text' : 'is based on itself';
      reading.problem(base.option, `line ${base.line}: the configuration ${base.value} ${reason}`);
      break;
    }
    seen.add(base.value);
    layers.push(config);
    base = config.get('baseconfig');
  }
  // Without a base of its own a breaker is based on the configuration of its name, else on the default.
  const fallback =
    layers.length === 1 && base === undefined ? (configs.get(name ?? '') ?? configs.get('default')) : undefined;
  if (fallback !== undefined) layers.push(fallback);
  return new Map(layers.toReversed().flatMap((layer) => [...layer]));
}
