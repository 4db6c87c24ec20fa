/** The languages in which breakers are configured by code. */
export type Language = 'python' | 'javascript' | 'go';

export interface Token {
  readonly kind: 'number' | 'string' | 'word' | 'mark' | 'broken';
  /** As it stands in the text; a word takes its dots along (`pybreaker.CircuitBreaker`). */
  readonly text: string;
  readonly start: number;
  /** From 1. */
  readonly line: number;
  /** From 0. */
  readonly column: number;
  /** Only spaces stand before it on its line. */
  readonly first: boolean;
}

const SLASH_COMMENT = String.raw`\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)`;
const COMMENT: Readonly<Record<Language, string>> = {
  python: '#[^\\n]*',
  javascript: SLASH_COMMENT,
  go: SLASH_COMMENT,
};

// What isn't closed runs to the end of its line, or of the text: read once, so that no input costs more than its length.
const DOUBLE = String.raw`"(?:\\[\s\S]|[^"\\\n])*(?:"|(?=\n)|$)`;
const SINGLE = String.raw`'(?:\\[\s\S]|[^'\\\n])*(?:'|(?=\n)|$)`;
const STRING: Readonly<Record<Language, string>> = {
  python: String.raw`[rRbBuUfF]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|${DOUBLE}|${SINGLE})`,
  javascript: `${DOUBLE}|${SINGLE}|\`(?:\\\\[\\s\\S]|[^\`\\\\])*(?:\`|$)`,
  go: `${DOUBLE}|${SINGLE}|\`[^\`]*(?:\`|$)`,
};

const NUMBER = String.raw`0[xX][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?n?`;
const NAME = String.raw`[\p{L}_$][\p{L}\p{N}_$]*`;
const MARK = String.raw`\.\.\.|=>|->|===?|!==?|>=|<=|:=|\*\*|&&|\|\||[\s\S]`;

const PATTERNS: Readonly<Record<Language, RegExp>> = {
  python: pattern('python'),
  javascript: pattern('javascript'),
  go: pattern('go'),
};

function pattern(language: Language): RegExp {
  const kinds = [
    String.raw`(?<space>[^\S\n]+|\\\r?\n)`,
    String.raw`(?<newline>\n)`,
    `(?<comment>${COMMENT[language]})`,
    `(?<string>${STRING[language]})`,
    `(?<number>${NUMBER})`,
    String.raw`(?<word>${NAME}(?:\??\.${NAME})*)`,
    `(?<mark>${MARK})`,
  ];
  return new RegExp(kinds.join('|'), 'uy');
}

/** A text as its words, numbers, strings and marks, without comments. */
export function tokenize(text: string, language: Language): Token[] {
  const matcher = PATTERNS[language];
  const tokens: Token[] = [];
  let line = 1;
  let lineStart = 0;
  let first = true;
  matcher.lastIndex = 0;
  for (let match = matcher.exec(text); match !== null; match = matcher.exec(text)) {
    const [found] = match;
    const kind = kindOf(match.groups ?? {}, found);
    if (kind !== null) {
      tokens.push({ kind, text: found, start: match.index, line, column: match.index - lineStart, first });
      first = false;
    }
    const newlines = found.split('\n').length - 1;
    if (newlines === 0) continue;
    line += newlines;
    lineStart = match.index + found.lastIndexOf('\n') + 1;
    if (match.groups?.newline !== undefined) first = true;
  }
  return tokens;
}

function kindOf(groups: Readonly<Record<string, string | undefined>>, found: string): Token['kind'] | null {
  if (groups.string !== undefined) return isClosed(found) ? 'string' : 'broken';
  if (groups.number !== undefined) return 'number';
  if (groups.word !== undefined) return 'word';
  return groups.mark === undefined ? null : 'mark';
}

function isClosed(text: string): boolean {
  const body = text.replace(/^[a-zA-Z]+/, '');
  const quote = /^("""|'''|["'`])/.exec(body)?.[0] ?? '"';
  return body.length >= 2 * quote.length && body.endsWith(quote);
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Where each bracket closes, by token. One that doesn't has no partner, and neither has what closes nothing. */
export function bracketPartners(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const open: { readonly at: number; readonly closing: string }[] = [];
  const waiting = new Map<string, number>();
  const count = (closing: string, more: number) => waiting.set(closing, (waiting.get(closing) ?? 0) + more);
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind !== 'mark') continue;
    const closing = CLOSING[text];
    if (closing !== undefined) {
      open.push({ at, closing });
      count(closing, 1);
    } else if ((waiting.get(text) ?? 0) > 0) {
      // What was opened since and isn't closed stays without a partner.
      let last = open.pop();
      for (; last !== undefined && last.closing !== text; last = open.pop()) count(last.closing, -1);
      count(text, -1);
      if (last !== undefined) partners.set(last.at, at);
    }
  }
  return partners;
}

/** What a number's text says: underscores, hexadecimal, exponents. NaN if it is none. */
export function numberOf(text: string): number {
  return Number(text.replaceAll('_', '').replace(/n$/, ''));
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' };

/** What a string's text says, without its quotes. */
export function stringOf(text: string, language: Language): string {
  const prefix = /^[a-zA-Z]*/.exec(text)?.[0] ?? '';
  const body = text.slice(prefix.length);
  const width = body.startsWith('"""') || body.startsWith("'''") ? 3 : 1;
  const inner = body.slice(width, -width);
  if (/r/i.test(prefix) || (language === 'go' && body.startsWith('`'))) return inner;
  return inner.replace(
    /\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|U([\da-fA-F]{8})|x([\da-fA-F]{2})|([\s\S]))/g,
    (_whole, braced?: string, four?: string, eight?: string, two?: string, single = '') => {
      const digits = braced ?? four ?? eight ?? two;
      if (digits === undefined) return ESCAPES[single] ?? (single === '\n' ? '' : single);
      const code = Number.parseInt(digits, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '�';
    },
  );
}
