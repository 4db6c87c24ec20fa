import { type Entry, entryOf, type Literal, shorten } from './literal.ts';
import type { Reading } from './reading.ts';
import { type FoundCall, Source } from './source.ts';

/** The options that JavaScript code makes a breaker with. */
export interface JavaScriptBreaker {
  readonly name: string | null;
  readonly entries: readonly Entry[];
}

/** How a library's breakers are made in JavaScript. */
export interface JavaScriptCallee {
  readonly called: RegExp;
  /** Options that nothing else has: an object with one of them is taken for a breaker's where nothing is called. */
  readonly options: RegExp;
  /** The options that stand in a call's places where no object does. */
  readonly places?: readonly string[];
}

/**
 * The breakers of the code, in their order: calls with an object of options, else such objects by themselves, else
 * lines copied out of one. What isn't closed, or isn't in the text, is a problem.
 */
export function javascriptBreakers(text: string, callee: JavaScriptCallee, reading: Reading): JavaScriptBreaker[] {
  const source = new Source(text, 'javascript');
  const calls = source.calls((name) => callee.called.test(name));
  if (calls.length > 0) return calls.flatMap((call) => ofCall(call, callee.places ?? [], reading));
  const objects = ofObjects(source, callee);
  if (objects.length > 0 || !callee.options.test(text)) return objects;
  const inBraces = ofObjects(new Source(`{${text}\n}`, 'javascript'), callee);
  if (inBraces.length === 0)
    reading.problem('text', 'line 1: the options here are not an object, or its brace is not closed');
  return inBraces;
}

function ofCall(
  { args, callee, line, assignedTo }: FoundCall,
  places: readonly string[],
  reading: Reading,
): JavaScriptBreaker[] {
  if (args === null) {
    reading.problem('text', `line ${line}: the bracket behind ${callee} isn't closed`);
    return [];
  }
  const options = args[1]?.value;
  const placed = options?.kind === 'call' ? places : [];
  const inPlaces = placed.flatMap((key, place) => {
    const value = args[place]?.value;
    return value === undefined ? [] : [{ key, value }];
  });
  const entries = options === undefined || placed.length > 0 ? inPlaces : entriesOf(options);
  if (entries === null) {
    reading.problem('text', `line ${line}: the options ${shorten(options?.text ?? '')} are not in this text`);
    return [];
  }
  return [{ name: nameIn(entries) ?? assignedTo, entries }];
}

function ofObjects(source: Source, callee: JavaScriptCallee): JavaScriptBreaker[] {
  return source.objects().flatMap(({ literal, assignedTo }) => {
    const entries = literal === null ? null : entriesOf(literal);
    if (entries === null || !entries.some(({ key }) => callee.options.test(key))) return [];
    return [{ name: nameIn(entries) ?? assignedTo, entries }];
  });
}

const entriesOf = (literal: Literal): readonly Entry[] | null => (literal.kind === 'object' ? literal.entries : null);

function nameIn(entries: readonly Entry[]): string | null {
  const name = entryOf(entries, 'name');
  return name?.kind === 'string' ? name.value : null;
}
