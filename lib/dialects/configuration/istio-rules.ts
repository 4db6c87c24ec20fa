import { type Property, yamlProperties } from './flat-properties.ts';
import type { Reading } from './reading.ts';

export interface IstioOption {
  readonly value: string;
  readonly line: number;
}

/** An `outlierDetection`, and whose it is: a rule's, or one of its subsets' or ports'. */
export interface OutlierDetection {
  readonly name: string | null;
  readonly options: ReadonlyMap<string, IstioOption>;
}

const SECTION = 'outlierDetection';

/** Every `outlierDetection` of the text; its lines alone are one without a name. */
export function outlierDetections(text: string, known: RegExp, reading: Reading): OutlierDetection[] {
  const read = yamlProperties(text);
  if (read.properties === null) {
    reading.problem('text', read.problem);
    return [];
  }
  const { properties } = read;
  const found = new Map<string, { first: Property; at: number; options: Map<string, IstioOption> }>();
  for (const property of properties) {
    const { path, value, line, document } = property;
    const at = path.indexOf(SECTION);
    const option = path[at + 1];
    if (at < 0 && (option === undefined || !known.test(option))) continue;
    const key = keyOf(document, path.slice(0, at + 1));
    const section = found.get(key) ?? { first: property, at, options: new Map<string, IstioOption>() };
    found.set(key, section);
    if (option !== undefined) section.options.set(option, { value, line });
  }
  const values = new Map(properties.map(({ document, path, value }) => [keyOf(document, path), value]));
  return [...found.values()].map(({ first, at, options }) => ({ name: nameOf(first, at, values), options }));
}

const keyOf = (document: number, path: readonly string[]): string => JSON.stringify([document, path]);

/** The rule's name, with its subset's or port's where the section isn't the whole rule's. */
function nameOf({ path, document }: Property, at: number, values: ReadonlyMap<string, string>): string | null {
  const valueAt = (...wanted: readonly string[]) => values.get(keyOf(document, wanted)) ?? null;
  const spec = path.indexOf('spec');
  if (spec < 0 || at < 0) return null;
  const root = path.slice(0, spec);
  const rule = valueAt(...root, 'metadata', 'name') ?? valueAt(...root, 'spec', 'host');
  const part = path.findIndex((each) => each === 'subsets' || each === 'portLevelSettings');
  if (part < 0) return rule;
  const owner = path.slice(0, part + 2);
  const which = valueAt(...owner, 'name') ?? valueAt(...owner, 'port', 'number') ?? path[part + 1];
  return `${rule ?? 'rule'}/${which}`;
}
