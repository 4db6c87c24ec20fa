/** A value as code writes it, with the code's own text and line. */
export type Literal = LiteralValue & { readonly text: string; readonly line: number };

export type LiteralValue =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** `None`, `null`, `undefined`, `nil`. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'list'; readonly items: readonly Literal[] }
  | { readonly kind: 'object'; readonly type: string | null; readonly entries: readonly Entry[] }
  | { readonly kind: 'call'; readonly callee: string; readonly args: readonly Argument[] }
  /** A name that no simple assignment of the text explains. */
  | { readonly kind: 'name'; readonly name: string }
  /** Anything else: functions, comparisons, calls of calls. */
  | { readonly kind: 'code' };

export interface Entry {
  readonly key: string;
  readonly value: Literal;
}

/** An argument of a call; `name` is null where it is given by its place. */
export interface Argument {
  readonly name: string | null;
  readonly value: Literal;
}

/** What simple assignments of the text say, by name. */
export type Names = ReadonlyMap<string, Literal>;

/** The value of a name, also of one inside an object (`options.timeout`). */
export function lookUp(names: Names, name: string): Literal | null {
  const whole = names.get(name);
  if (whole !== undefined) return whole;
  const [owner = '', ...keys] = name.split('.');
  let value = names.get(owner) ?? null;
  for (const key of keys) {
    if (value === null) break;
    value = value.kind === 'object' ? entryOf(value.entries, key) : null;
  }
  return value;
}

/** The last value of a key, as an object takes it. */
export function entryOf(entries: readonly Entry[], key: string): Literal | null {
  return entries.findLast((entry) => entry.key === key)?.value ?? null;
}

/** The value as data; `undefined` where it is code that only running it would tell. */
export function plainOf(literal: Literal): unknown {
  switch (literal.kind) {
    case 'number':
    case 'string':
    case 'boolean':
      return literal.value;
    case 'nothing':
      return null;
    case 'list': {
      const items = literal.items.map(plainOf);
      return items.includes(undefined) ? undefined : items;
    }
    case 'object':
      return Object.fromEntries(literal.entries.map(({ key, value }) => [key, plainOf(value)]));
    default:
      return undefined;
  }
}

const LONGEST_SHOWN = 60;

/** A literal as it is told: what was written, and what it says where that isn't the same. */
export function shown(literal: Literal): string {
  const written = shorten(literal.text);
  const value = literal.kind === 'number' || literal.kind === 'boolean' ? String(literal.value) : null;
  const bare = literal.text.replaceAll('_', '').toLowerCase();
  return value === null || bare === value || Number(bare) === Number(value) ? written : `${written} = ${value}`;
}

/** Code on one line, cut where it gets long. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN)}…` : line;
}
