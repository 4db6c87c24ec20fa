import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';

/** A value of a configuration file, under its keys. */
export interface Property {
  readonly path: readonly string[];
  readonly value: string;
  readonly line: number;
  /** The how-manieth document of the file, from 0. */
  readonly document: number;
}

/** The values of a text, or why it can't be read. */
export type Properties =
  | { readonly properties: readonly Property[]; readonly problem: null }
  | { readonly properties: null; readonly problem: string };

/** Nobody nests deeper or sets more; aliases can make a small text an endless one. */
const DEEPEST = 30;
const MOST = 5_000;

/**
 * Whether the parser can be trusted with a text: it calls itself for every level, and where the stack ends while a
 * pattern is compiled, the process ends as well. Levels by indentation cost too many characters to get there.
 */
function isTooDeep(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === '[' || character === '{') open += 1;
    if ((character === ']' || character === '}') && open > 0) open -= 1;
    if (open > DEEPEST) return true;
  }
  return new RegExp(String.raw`^[^\S\n]*(?:[-?:][^\S\n]+){${DEEPEST},}`, 'm').test(text);
}

/** YAML, all of its documents, every value as the text that it is written as. */
export function yamlProperties(text: string): Properties {
  if (isTooDeep(text)) return { properties: null, problem: `line 1: nested more than ${DEEPEST} levels deep` };
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
    const properties: Property[] = [];
    for (const [nth, document] of (Array.isArray(documents) ? documents : []).entries()) {
      const [error] = document.errors;
      if (error !== undefined) {
        return { properties: null, problem: `line ${lines.linePos(error.pos[0]).line || 1}: ${error.message}` };
      }
      new YamlWalk(document, nth, lines, properties).walk(document.contents, [], 0);
    }
    return { properties, problem: null };
  } catch (error) {
    return {
      properties: null,
      problem: `line 1: this YAML can't be read (${error instanceof Error ? error.name : 'error'})`,
    };
  }
}

/** Keys and values of a YAML document. `a.b: 1` is `a: {b: 1}`, as Spring reads it. */
class YamlWalk {
  readonly #document: Document.Parsed;
  readonly #nth: number;
  readonly #lines: LineCounter;
  readonly #properties: Property[];

  constructor(document: Document.Parsed, nth: number, lines: LineCounter, properties: Property[]) {
    this.#document = document;
    this.#nth = nth;
    this.#lines = lines;
    this.#properties = properties;
  }

  walk(node: unknown, path: readonly string[], depth: number): void {
    if (depth > DEEPEST || this.#properties.length >= MOST) return;
    if (isAlias(node)) {
      this.walk(node.resolve(this.#document), path, depth + 1);
    } else if (isMap(node)) {
      for (const { key, value } of node.items) {
        const written = isScalar(key) ? String(key.value) : '';
        const below = written === '<<' ? path : [...path, ...segments(written)];
        this.walk(value, below, depth + 1);
      }
    } else if (isSeq(node)) {
      for (const [nth, item] of node.items.entries()) this.walk(item, [...path, String(nth)], depth + 1);
    }
    // An empty map is still there: a breaker with nothing but defaults.
    const isEmpty = isMap(node) && node.items.length === 0;
    if (!isScalar(node) && !isEmpty) return;
    const value = isScalar(node) ? String(node.value ?? '') : '';
    this.#properties.push({ path, value, line: this.#lineOf(node), document: this.#nth });
  }

  #lineOf({ range }: Node): number {
    return range ? this.#lines.linePos(range[0]).line : 1;
  }
}

const LINE = /^\s*((?:\\[\s\S]|[^\\=:\s])+)\s*[=:\s]\s*([\s\S]*)$/;

/** A `.properties` file. */
export function fileProperties(text: string): Properties {
  const properties: Property[] = [];
  const lines = text.split(/\r\n|\r|\n/);
  for (let nth = 0; nth < lines.length && properties.length < MOST; nth += 1) {
    const line = nth + 1;
    let written = lines[nth] ?? '';
    if (/^\s*(?:[#!]|$)/.test(written)) continue;
    while (/(?:^|[^\\])(?:\\\\)*\\$/.test(written) && nth + 1 < lines.length) {
      nth += 1;
      written = written.slice(0, -1) + (lines[nth] ?? '').trimStart();
    }
    const [, key, value] = LINE.exec(`${written} `) ?? [];
    if (key === undefined || value === undefined)
      return { properties: null, problem: `line ${line}: no key and value` };
    properties.push({ path: segments(unescaped(key)), value: unescaped(value.trim()), line, document: 0 });
  }
  return { properties, problem: null };
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f' };

const unescaped = (text: string): string =>
  text.replace(/\\(?:u([\da-fA-F]{4})|([\s\S]))/g, (_whole, code?: string, single = '') =>
    code === undefined ? (ESCAPED[single] ?? single) : String.fromCharCode(Number.parseInt(code, 16)),
  );

/** The parts of a key: by its dots, but not by those in brackets (`instances.[my.service]`). */
export function segments(key: string): string[] {
  const parts: string[] = [];
  let part = '';
  let open = 0;
  for (const character of key) {
    if (character === '[') open += 1;
    if (character === ']' && open > 0) open -= 1;
    const ends =
      (character === '.' && open === 0) || (character === '[' && open === 1) || (character === ']' && open === 0);
    if (ends && part !== '') parts.push(part);
    part = ends ? '' : part + character;
  }
  return part === '' ? parts : [...parts, part];
}

/** Whether a text is a `.properties` file that has keys below the root; what isn't is read as YAML. */
export const isPropertiesFile = (text: string, root: string): boolean =>
  text.split('\n').some((line) => new RegExp(String.raw`^\s*${root}\.(?:\\.|[^\\\s=:])+\s*=`).test(line));
