import { type Argument, type Entry, type Literal, type LiteralValue, lookUp, type Names } from './literal.ts';
import { bracketPartners, type Language, numberOf, stringOf, type Token } from './source-tokens.ts';

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, True: true, false: false, False: false };
const NOTHING = new Set(['None', 'null', 'undefined', 'nil']);
/** Calls that only name a number's type. */
const CONVERSIONS = /^(?:int|float|Number|u?int(?:8|16|32|64)?|float(?:32|64)|time\.Duration)$/;
const OPERATORS: readonly (readonly string[])[] = [
  ['+', '-'],
  ['*', '/'],
];
/** Nobody nests a configuration deeper or writes a longer one; beyond it a text is code, and reading it stays cheap. */
const DEEPEST = 60;
const MOST_TOKENS = 3_000;

/** A value and the token after it. */
export interface Parsed<Value> {
  readonly value: Value;
  readonly next: number;
}

/** Reads values off tokens. What it doesn't understand is skipped up to its end, never run. */
export class LiteralParser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #language: Language;
  readonly #names: Names;
  /** By token: where its bracket closes. */
  readonly #partners: ReadonlyMap<number, number>;
  #depth = 0;

  constructor(text: string, tokens: readonly Token[], language: Language, names: Names) {
    this.#text = text;
    this.#tokens = tokens;
    this.#language = language;
    this.#names = names;
    this.#partners = bracketPartners(tokens);
  }

  /** Whether a bracket opens at this token that is closed later. */
  closes(at: number): boolean {
    return this.#partners.has(at);
  }

  /** The value that begins at this token and ends before a comma, a closing bracket or, outside of brackets, its line. */
  value(at: number): Parsed<Literal> {
    this.#depth += 1;
    const parsed = this.#depth > DEEPEST ? null : this.#sum(at, 0);
    this.#depth -= 1;
    const end = this.#endOf(parsed?.next ?? at, at);
    // `{…} as const` and `{…} satisfies Options` are still the object.
    const typed = parsed !== null && /^(?:as|satisfies)$/.test(this.#textAt(parsed.next));
    if (parsed !== null && (end === parsed.next || typed)) return { value: parsed.value, next: end };
    return this.#parsed(at, end, { kind: 'code' });
  }

  /** What stands between the bracket at this token and its partner, null if it has none. */
  arguments(at: number): Parsed<Argument[]> | null {
    const read = (start: number) => {
      const named = this.#tokens[start]?.kind === 'word' && this.#textAt(start + 1) === '=';
      const { value, next } = this.value(named ? start + 2 : start);
      return { value: { name: named ? this.#textAt(start) : null, value }, next };
    };
    return this.#deeper(() => this.#items(at, read));
  }

  #sum(at: number, level: number): Parsed<Literal> | null {
    const operators = OPERATORS[level];
    if (operators === undefined) return this.#operand(at);
    let left = this.#sum(at, level + 1);
    while (left !== null && operators.includes(this.#textAt(left.next)) && !this.#endsBefore(left.next)) {
      const right = this.#sum(left.next + 1, level + 1);
      if (right === null || left.value.kind !== 'number' || right.value.kind !== 'number') return null;
      const value = calculate(this.#textAt(left.next), left.value.value, right.value.value);
      left = this.#parsed(at, right.next, { kind: 'number', value });
    }
    return left;
  }

  #operand(at: number): Parsed<Literal> | null {
    const token = this.#tokens[at];
    if (token === undefined) return null;
    if (token.kind === 'number') {
      const value = numberOf(token.text);
      return Number.isNaN(value) ? null : this.#parsed(at, at + 1, { kind: 'number', value });
    }
    if (token.kind === 'string') return this.#string(at);
    if (token.kind === 'word') return this.#word(at);
    switch (token.text) {
      case '-':
      case '+':
        return this.#signed(at, token.text === '-' ? -1 : 1);
      case '(':
        return this.#group(at);
      case '[':
        return this.#list(at);
      case '{':
        return this.#object(at, at, null);
      case '&':
        return this.#word(at + 1);
      default:
        return null;
    }
  }

  #signed(at: number, sign: 1 | -1): Parsed<Literal> | null {
    const operand = this.#depth > DEEPEST ? null : this.#deeper(() => this.#operand(at + 1));
    if (operand?.value.kind !== 'number') return null;
    return this.#parsed(at, operand.next, { kind: 'number', value: sign * operand.value.value });
  }

  #word(at: number): Parsed<Literal> | null {
    const { kind, text } = this.#tokens[at] ?? {};
    if (kind !== 'word' || text === undefined) return null;
    if (text === 'new' && this.#language === 'javascript') return this.#word(at + 1);
    const follows = this.#textAt(at + 1);
    if (follows === '(') return this.#call(at, text);
    if (follows === '{' && this.#language === 'go') return this.#object(at, at + 1, text);
    const boolean = Object.hasOwn(BOOLEANS, text) ? BOOLEANS[text] : undefined;
    if (boolean !== undefined) return this.#parsed(at, at + 1, { kind: 'boolean', value: boolean });
    if (NOTHING.has(text)) return this.#parsed(at, at + 1, { kind: 'nothing' });
    return this.#parsed(at, at + 1, lookUp(this.#names, text) ?? { kind: 'name', name: text });
  }

  #call(at: number, callee: string): Parsed<Literal> | null {
    const args = this.arguments(at + 1);
    if (args === null) return null;
    const [only, ...others] = args.value;
    const converted = CONVERSIONS.test(callee) && others.length === 0 && only?.value.kind === 'number';
    return this.#parsed(at, args.next, converted ? only.value : { kind: 'call', callee, args: args.value });
  }

  #string(at: number): Parsed<Literal> {
    let next = at;
    let value = '';
    // Neighbours are one string in Python. Elsewhere there are none.
    for (let token = this.#tokens[next]; token?.kind === 'string'; token = this.#tokens[next]) {
      if (next > at && this.#language !== 'python') break;
      value += stringOf(token.text, this.#language);
      next += 1;
    }
    return this.#parsed(at, next, { kind: 'string', value });
  }

  #group(at: number): Parsed<Literal> | null {
    const items = this.#items(at, (start) => this.value(start));
    if (items === null) return null;
    const [only, ...others] = items.value;
    if (only !== undefined && others.length === 0 && this.#textAt(items.next - 2) !== ',') {
      return this.#parsed(at, items.next, only);
    }
    return this.#parsed(at, items.next, { kind: 'list', items: items.value });
  }

  #list(at: number): Parsed<Literal> | null {
    const items = this.#items(at, (start) => this.value(start));
    return items && this.#parsed(at, items.next, { kind: 'list', items: items.value });
  }

  #object(at: number, bracket: number, type: string | null): Parsed<Literal> | null {
    const entries = this.#items(bracket, (start) => this.#entries(start));
    return entries && this.#parsed(at, entries.next, { kind: 'object', type, entries: entries.value.flat() });
  }

  /** What one place between an object's commas holds; several entries where another object is spread into it. */
  #entries(at: number): Parsed<Entry[]> {
    const token = this.#tokens[at];
    const text = token?.text ?? '';
    if (text === '...' || text === '**') {
      const { value, next } = this.value(at + 1);
      return { value: value.kind === 'object' ? [...value.entries] : [{ key: text, value }], next };
    }
    const key = token?.kind === 'string' ? stringOf(text, this.#language) : text;
    if (this.#textAt(at + 1) === ':') {
      const { value, next } = this.value(at + 2);
      return { value: [{ key, value }], next };
    }
    const { value, next } = this.value(at);
    // A method is code by the name of its key; `{ timeout }` is the value of that name.
    const method = /^(?:async\s+)?([\p{L}_$][\p{L}\p{N}_$]*)\s*\(/u.exec(value.text)?.[1];
    return { value: [{ key: value.kind === 'code' ? (method ?? key) : key, value }], next };
  }

  /** Everything between the bracket at this token and its partner, by commas; null if the bracket isn't closed. */
  #items<Item>(at: number, read: (start: number) => Parsed<Item>): Parsed<Item[]> | null {
    const end = this.#partners.get(at);
    if (end === undefined || this.#depth > DEEPEST) return null;
    return this.#deeper(() => {
      const items: Item[] = [];
      let next = at + 1;
      while (next < end) {
        const item = read(next);
        items.push(item.value);
        next = item.next;
        if (this.#textAt(next) === ',') next += 1;
        else if (next !== end) return null;
      }
      return { value: items, next: end + 1 };
    });
  }

  /** Where a value ends whose reading stopped at `from`: at a comma, a closing bracket or, outside of brackets, its line. */
  #endOf(from: number, start: number): number {
    const end = Math.min(this.#tokens.length, start + MOST_TOKENS);
    let at = from;
    while (at < end) {
      if (/^[,;)\]}]$/.test(this.#textAt(at)) || (at > start && this.#endsBefore(at))) return at;
      at = (this.#partners.get(at) ?? at) + 1;
    }
    return at;
  }

  /** Outside of brackets a value doesn't go on into the next line. */
  #endsBefore(at: number): boolean {
    return this.#depth <= 1 && this.#tokens[at]?.first === true;
  }

  #deeper<Result>(read: () => Result): Result {
    this.#depth += 1;
    const result = read();
    this.#depth -= 1;
    return result;
  }

  #textAt(at: number): string {
    return this.#tokens[at]?.text ?? '';
  }

  #parsed(at: number, next: number, value: LiteralValue): Parsed<Literal> {
    const [first, last] = [this.#tokens[at], this.#tokens[next - 1]];
    const text = first && last && next > at ? this.#text.slice(first.start, last.start + last.text.length) : '';
    return { value: { ...value, text, line: first?.line ?? 1 }, next };
  }
}

function calculate(operator: string, left: number, right: number): number {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  return operator === '*' ? left * right : left / right;
}
