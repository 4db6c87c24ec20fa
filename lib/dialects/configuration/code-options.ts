import { type Argument, type Literal, plainOf, shorten, shown } from './literal.ts';
import type { Reading } from './reading.ts';

/** An option of a library as code gives it. */
export interface GivenOption {
  readonly option: string;
  readonly literal: Literal;
}

/** Arguments by the parameters that they are for. */
export function bound(args: readonly Argument[], parameters: readonly string[], reading: Reading): GivenOption[] {
  return args.flatMap(({ name, value }, place) => {
    const option = name ?? (args.slice(0, place).every((each) => each.name === null) ? parameters[place] : undefined);
    if (option !== undefined) return [{ option, literal: value }];
    reading.problem('text', `line ${value.line}: ${shorten(value.text)} is not one of the arguments here`);
    return [];
  });
}

/**
 * The options that a dialect's schema takes, as data. Those that are about something else are explained; a value that
 * only running the code would tell is a problem.
 */
export function optionValues(
  given: readonly GivenOption[],
  elsewhere: Readonly<Record<string, string>>,
  reading: Reading,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  // Given twice, the last one counts.
  for (const [option, literal] of new Map(given.map((each) => [each.option, each.literal]))) {
    const meaning = Object.hasOwn(elsewhere, option) ? elsewhere[option] : undefined;
    const value = plainOf(literal);
    if (meaning !== undefined) {
      reading.given(option, shown(literal));
      reading.means(option, '', meaning);
    } else if (value === undefined) {
      reading.problem(option, unknowable(literal));
    } else if (value !== null) {
      reading.given(option, shown(literal));
      values[option] = value;
    }
  }
  return values;
}

function unknowable(literal: Literal): string {
  const where = `line ${literal.line}: ${shorten(literal.text)}`;
  return literal.kind === 'name'
    ? `${where} isn't set in this text; give it a simple assignment, or write the value`
    : `${where} is code, and only running it would tell its value`;
}
