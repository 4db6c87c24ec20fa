import type { Argument, Literal, Names } from './literal.ts';
import { LiteralParser } from './literal-parser.ts';
import { type Language, type Token, tokenize } from './source-tokens.ts';

/** A call found in code. */
export interface FoundCall {
  readonly callee: string;
  /** Null if its bracket isn't closed. */
  readonly args: readonly Argument[] | null;
  readonly line: number;
  /** The variable that its result is assigned to. */
  readonly assignedTo: string | null;
  /** Its first token, and the token after it. */
  readonly at: number;
  readonly next: number;
}

/** An object literal found in code. */
export interface FoundObject {
  readonly literal: Literal | null;
  readonly line: number;
  readonly assignedTo: string | null;
}

const DECLARES = /^(?:const|let|var)$/;
const DEFINES = /^(?:class|def|function|func)$/;
const BEFORE_A_CALL = /^(?:new|await|return|&)$/;
const ASSIGNS = /^:?=$/;
/** How far behind a declared name its value may begin: a type stands between. */
const LONGEST_TYPE = 30;

/** Code, as far as configurations need it: simple assignments, and calls and object literals with their values. */
export class Source {
  readonly tokens: readonly Token[];
  readonly names: Names;
  readonly #parser: LiteralParser;

  constructor(text: string, language: Language, known: Names = new Map()) {
    this.tokens = tokenize(text, language);
    const names = new Map(known);
    this.names = names;
    this.#parser = new LiteralParser(text, this.tokens, language, names);
    const columns = new Map<string, number>();
    for (const { name, at, column } of assignments(this.tokens, language)) {
      // What a class or a function names alike is not what stands outside of it.
      if (column > (columns.get(name) ?? column)) continue;
      columns.set(name, column);
      names.set(name, this.valueAt(at));
    }
  }

  /** The value that begins at this token. */
  valueAt(at: number): Literal {
    return this.#parser.value(at).value;
  }

  /** Calls of what the predicate knows, also with type arguments between the name and the bracket. */
  calls(isCallee: (callee: string) => boolean): FoundCall[] {
    return this.tokens.flatMap((token, at) => {
      if (token.kind !== 'word' || !isCallee(token.text) || DEFINES.test(this.tokens[at - 1]?.text ?? '')) return [];
      const bracket = this.#behindTypes(at + 1);
      if (this.tokens[bracket]?.text !== '(') return [];
      const args = this.#parser.arguments(bracket);
      const { line, text: callee } = token;
      const assignedTo = this.#assignedTo(at);
      return [{ callee, args: args?.value ?? null, line, assignedTo, at, next: args?.next ?? bracket + 1 }];
    });
  }

  /** Object literals outside of others; with a type, only those that it stands before (`gobreaker.Settings{…}`). */
  objects(type: RegExp | null = null): FoundObject[] {
    const found: FoundObject[] = [];
    for (let at = 0; at < this.tokens.length; at += 1) {
      const { text, line } = this.tokens[at] ?? { text: '', line: 1 };
      const opens = type === null ? text === '{' : type.test(text) && this.tokens[at + 1]?.text === '{';
      if (!opens) continue;
      const closed = this.#parser.closes(type === null ? at : at + 1);
      const parsed = closed ? this.#parser.value(at) : null;
      const literal = parsed?.value.kind === 'object' ? parsed.value : null;
      found.push({ literal, line, assignedTo: this.#assignedTo(at) });
      if (parsed !== null && literal !== null) at = parsed.next - 1;
    }
    return found;
  }

  #behindTypes(at: number): number {
    const opening = this.tokens[at]?.text;
    if (opening !== '<' && opening !== '[') return at;
    let open = 0;
    for (let next = at; next < Math.min(this.tokens.length, at + LONGEST_TYPE); next += 1) {
      const text = this.tokens[next]?.text ?? '';
      if (text === '<' || text === '[') open += 1;
      if (text === '>' || text === ']') open -= 1;
      if (open === 0) return next + 1;
    }
    return at;
  }

  #assignedTo(at: number): string | null {
    let before = at - 1;
    while (BEFORE_A_CALL.test(this.tokens[before]?.text ?? '')) before -= 1;
    if (!ASSIGNS.test(this.tokens[before]?.text ?? '')) return null;
    for (let back = before - 1; back >= Math.max(0, before - LONGEST_TYPE); back -= 1) {
      const token = this.tokens[back];
      const declared = DECLARES.test(this.tokens[back - 1]?.text ?? '');
      if (token?.kind === 'word' && (declared || token.first)) return token.text.replace(/^.*\./, '');
    }
    return null;
  }
}

/** Where the value of each simple assignment begins. */
function* assignments(
  tokens: readonly Token[],
  language: Language,
): Iterable<{ name: string; at: number; column: number }> {
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'word') continue;
    const declares = DECLARES.test(token.text) && tokens[at + 1]?.kind === 'word';
    const target = declares ? at + 1 : at;
    const typed = declares || (language === 'python' && tokens[at + 1]?.text === ':');
    if (!declares && !token.first) continue;
    const equals = equalsBehind(tokens, target, typed ? LONGEST_TYPE : 1);
    if (equals !== null) yield { name: tokens[target]?.text ?? '', at: equals + 1, column: token.column };
  }
}

function equalsBehind(tokens: readonly Token[], target: number, reach: number): number | null {
  for (let at = target + 1; at <= target + reach; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.text === ';' || token.first) return null;
    if (ASSIGNS.test(token.text)) return at;
  }
  return null;
}
