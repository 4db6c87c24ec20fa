import type { Argument } from './literal.ts';
import type { Reading } from './reading.ts';
import { type FoundCall, Source } from './source.ts';

/** A breaker that Python code makes. */
export interface PythonBreaker {
  readonly name: string | null;
  /** What is called, without its module. */
  readonly callee: string;
  readonly args: readonly Argument[];
}

/** How a library's breakers are made in Python. */
export interface PythonCallee {
  /** As people know it: `pybreaker.CircuitBreaker`. */
  readonly written: string;
  /** The last part of the name that is called. */
  readonly called: RegExp;
  /** The text's own classes that count as well. */
  readonly classes?: readonly string[];
  /** An option that nothing else has; a text with it but without a call is taken for the arguments alone. */
  readonly option: RegExp;
}

/** The breakers that the code makes by calls, in their order. What isn't closed is a problem. */
export function pythonBreakers(source: Source, callee: PythonCallee, reading: Reading): PythonBreaker[] {
  const also = new Set([...(callee.classes ?? []), ...aliases(source, callee)]);
  const isCallee = (name: string) => callee.called.test(name) || also.has(name);
  return source
    .calls((name) => isCallee(lastPart(name)))
    .flatMap((call) => {
      if (call.args !== null) return [{ name: nameOf(call, source), callee: lastPart(call.callee), args: call.args }];
      reading.problem('text', `line ${call.line}: the bracket behind ${call.callee} isn't closed`);
      return [];
    });
}

/** What `import CircuitBreaker as …` calls it. */
const aliases = ({ tokens }: Source, { called }: PythonCallee): string[] =>
  tokens.flatMap(({ text }, at) => {
    const alias = tokens[at + 1]?.text;
    return text === 'as' && alias !== undefined && called.test(tokens[at - 1]?.text ?? '') ? [alias] : [];
  });

const lastPart = (name: string): string => name.replace(/^.*\./, '');

/** A decorator without a bracket: `@circuit` has nothing but defaults. */
export function decoratedBare(source: Source, callee: string): PythonBreaker[] {
  return source.tokens.flatMap(({ text }, at) => {
    if (text !== '@' || lastPart(source.tokens[at + 1]?.text ?? '') !== callee) return [];
    return [{ name: decoratedFunction(source, at, at + 2), callee, args: [] }];
  });
}

/** Arguments without their call, as they are copied out of one. */
export function bareArguments(text: string, callee: PythonCallee): PythonBreaker[] {
  if (!callee.option.test(text)) return [];
  const [call] = new Source(`call(${text}\n)`, 'python').calls((name) => name === 'call');
  const args = call?.args?.filter(({ name }) => name !== null) ?? [];
  return args.length === 0 ? [] : [{ name: nameArgument(args), callee: callee.written, args }];
}

/** The `name` among the arguments, if it is a text. */
export function nameArgument(args: readonly Argument[]): string | null {
  const value = args.find(({ name }) => name === 'name')?.value;
  return value?.kind === 'string' ? value.value : null;
}

function nameOf(call: FoundCall, source: Source): string | null {
  return nameArgument(call.args ?? []) ?? call.assignedTo ?? decoratedFunction(source, call.at - 1, call.next);
}

/** How far below a decorator its function may begin: other decorators stand between. */
const LONGEST_DECORATORS = 200;

/** The function below a decorator: it names the breaker if nothing else does. */
function decoratedFunction({ tokens }: Source, at: number, next: number): string | null {
  if (tokens[at]?.text !== '@') return null;
  for (let behind = next; behind < next + LONGEST_DECORATORS; behind += 1) {
    const token = tokens[behind];
    if (token === undefined) return null;
    if (token.text === 'def') return tokens[behind + 1]?.text ?? null;
  }
  return null;
}
