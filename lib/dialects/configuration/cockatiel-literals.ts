import type { Argument, Entry, Literal } from './literal.ts';

/** What the first argument of a class is called among the dialect's options; null where it is an object of them. */
const CLASSES: Readonly<Record<string, string | null>> = {
  ConsecutiveBreaker: 'threshold',
  CountBreaker: null,
  SamplingBreaker: null,
  ConstantBackoff: 'interval',
  ExponentialBackoff: null,
  IterableBackoff: 'durations',
};

/** `new SamplingBreaker({…})` as the dialect describes it: an object with a type. Anything else stays as it is. */
export function described(literal: Literal): Literal {
  if (literal.kind !== 'call') return literal;
  const type = literal.callee.replace(/^.*\./, '');
  const argument = Object.hasOwn(CLASSES, type) ? CLASSES[type] : undefined;
  if (argument === undefined) return literal;
  const entries = argument === null ? optionsIn(literal.args) : firstAs(argument, literal.args);
  const { text, line } = literal;
  const named: Entry = { key: 'type', value: { kind: 'string', value: type, text: type, line } };
  return { kind: 'object', type: null, entries: [named, ...entries], text, line };
}

const firstAs = (key: string, [first]: readonly Argument[]): Entry[] =>
  first === undefined ? [] : [{ key, value: first.value }];

function optionsIn([first]: readonly Argument[]): Entry[] {
  if (first?.value.kind !== 'object') return [];
  return first.value.entries.map(({ key, value }) => ({ key, value: key === 'generator' ? generator(value) : value }));
}

/** A generator is told by the name that it is imported as. */
function generator(literal: Literal): Literal {
  if (literal.kind !== 'name') return literal;
  const { text, line } = literal;
  return { kind: 'string', value: literal.name.replace(/^.*\./, ''), text, line };
}
