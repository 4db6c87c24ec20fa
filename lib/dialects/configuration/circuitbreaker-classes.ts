import type { Argument } from './literal.ts';
import type { PythonBreaker } from './python-breakers.ts';
import type { Source } from './source.ts';

/** The class attributes that a subclass of circuitbreaker's `CircuitBreaker` sets, by the argument they stand in for. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  FAILURE_THRESHOLD: 'failure_threshold',
  RECOVERY_TIMEOUT: 'recovery_timeout',
  EXPECTED_EXCEPTION: 'expected_exception',
  FALLBACK_FUNCTION: 'fallback_function',
};

/** Subclasses of `CircuitBreaker` in the text, by name, with their attributes as arguments. */
export function breakerClasses(source: Source): ReadonlyMap<string, readonly Argument[]> {
  const { tokens } = source;
  const classes = new Map<string, readonly Argument[]>();
  for (const [at, token] of tokens.entries()) {
    const name = tokens[at + 1]?.text;
    const bases = token.text === 'class' && tokens[at + 2]?.text === '(' ? tokens.slice(at + 3, at + 20) : [];
    const end = bases.findIndex(({ text }) => text === ')');
    const isBreaker = bases.slice(0, end).some(({ text }) => /(?:^|\.)CircuitBreaker$/.test(text));
    if (name !== undefined && end >= 0 && isBreaker) classes.set(name, attributesBehind(source, at));
  }
  return classes;
}

function attributesBehind(source: Source, at: number): Argument[] {
  const { tokens } = source;
  const indent = tokens[at]?.column ?? 0;
  const found: Argument[] = [];
  for (let behind = at + 1; behind < tokens.length; behind += 1) {
    const token = tokens[behind];
    if (token === undefined || (token.first && token.column <= indent)) break;
    const name = token.first && Object.hasOwn(ATTRIBUTES, token.text) ? ATTRIBUTES[token.text] : undefined;
    if (name === undefined || tokens[behind + 1]?.text !== '=') continue;
    found.push({ name, value: source.valueAt(behind + 2) });
  }
  return found;
}

/** The attributes of the class that a breaker is made of. */
export function classAttributes(
  breaker: PythonBreaker,
  classes: ReadonlyMap<string, readonly Argument[]>,
): readonly Argument[] {
  const cls = breaker.args.find(({ name }) => name === 'cls')?.value;
  return classes.get(cls?.kind === 'name' ? cls.name : breaker.callee) ?? [];
}
