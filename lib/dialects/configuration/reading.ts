import type { z } from 'zod';
import { type BreakerConfig, findConfigProblems, resolveConfig } from '@/lib/engine/breaker-config.ts';
import { differencesFor } from './left-out.ts';
import type { NativeField, Note, ReadProblem, Understood, UnderstoodOption } from './target.ts';

type Fields = Partial<BreakerConfig>;
type Values = Readonly<Record<string, unknown>>;

/** Nobody configures a breaker in more; it bounds what reading a text can cost. */
const LONGEST_TEXT = 100_000;

/** What a text was found to say, gathered while it is read. */
export class Reading {
  name: string | null = null;
  names: readonly string[] = [];
  options: Values | null = null;
  readonly #library: string;
  readonly #understood: UnderstoodOption[] = [];
  readonly #notes: Note[] = [];
  readonly #problems: ReadProblem[] = [];
  /** How each option that was given is written. */
  readonly #written = new Map<string, string>();
  /** Which option each native field comes from. */
  readonly #origin = new Map<string, string>();
  #config: Fields = {};

  constructor(library: string) {
    this.#library = library;
  }

  /** An option is given, written like this. */
  given(option: string, written: string): void {
    this.#written.set(option, written);
  }

  isGiven(option: string): boolean {
    return this.#written.has(option);
  }

  /** What an option means, and the native fields it sets. One that wasn't given has the library's default. */
  means(option: string, value: unknown, meaning: string, fields: Fields = {}): void {
    const written = this.#written.get(option);
    const byDefault = written === undefined ? ` (${this.#library}'s default)` : '';
    this.#understood.push({ option, value: written ?? String(value), meaning: meaning + byDefault });
    this.sets(option, fields);
  }

  /** Native fields that follow from an option. */
  sets(option: string, fields: Fields): void {
    this.#config = { ...this.#config, ...fields };
    for (const field of Object.keys(fields)) this.#origin.set(field, option);
  }

  note(text: string, ...fields: readonly NativeField[]): void {
    if (!this.#notes.some((note) => note.text === text)) this.#notes.push({ fields, text });
  }

  problem(key: string, message: string): void {
    // Even an option without a name is named.
    const option = key.trim() === '' ? `'${key}'` : key;
    const known = this.#problems.some((problem) => problem.option === option && problem.message === message);
    if (!known) this.#problems.push({ option, message });
  }

  /** There is no breaker in the text; silent where a problem already says why. */
  nothingFound(written: string): void {
    if (this.#problems.length === 0) this.problem('text', `line 1: no ${written} is in this text`);
  }

  /** Which of the breakers in the text is read: the named one, else the first. */
  choose<Found>(found: readonly Found[], nameOf: (found: Found) => string | null, wanted: string | undefined) {
    this.names = [...new Set(found.map(nameOf).filter((name) => name !== null))];
    const chosen = found.find((each) => wanted !== undefined && nameOf(each) === wanted) ?? found[0];
    this.name = chosen === undefined ? null : nameOf(chosen);
    if (wanted !== undefined && chosen !== undefined && this.name !== wanted) {
      this.problem(
        'text',
        `no breaker named ${wanted} is in this text, only ${this.names.join(', ') || 'one without a name'}`,
      );
    }
    if (found.length > 1) {
      const others = found.filter((each) => each !== chosen).map((each) => nameOf(each) ?? 'one without a name');
      const told = [...others.slice(0, 5), ...(others.length > 5 ? [`${others.length - 5} more`] : [])].join(', ');
      this.note(`The text configures ${found.length} breakers: this is ${this.name ?? 'the first'}, not ${told}.`);
    }
    return chosen;
  }

  /** Milliseconds as the panel keeps them: whole. */
  wholeMs(option: string, milliseconds: number, field: NativeField): number {
    const whole = milliseconds >= 0 && milliseconds < 1 ? 1 : Math.round(milliseconds);
    // Float noise (1.1 s are 1100.0000000000002 ms) is no difference.
    if (Math.abs(whole - milliseconds) > 1e-6)
      this.note(`${option} becomes ${whole} ms: the panel has whole ones.`, field);
    return whole;
  }

  /** Given options by the dialect's own schema. What it refuses is a problem, and counts as not given. */
  take<Options>(schema: z.ZodType<Options>, given: Values, optionOf = (key: string) => key): Options | null {
    let left = given;
    for (const refused = new Set<string>(); ; ) {
      const parsed = schema.safeParse(left);
      if (parsed.success) return parsed.data;
      const already = new Set(refused);
      for (const issue of parsed.error.issues) {
        const unknown = issue.code === 'unrecognized_keys' && issue.path.length === 0;
        for (const key of unknown ? issue.keys : [String(issue.path[0])]) {
          refused.add(key);
          if (already.has(key)) continue;
          this.problem(optionOf(key), unknown ? `not an option of ${this.#library} here` : messageOf(issue));
        }
      }
      const kept = Object.entries(left).filter(([key]) => !refused.has(key));
      if (kept.length === Object.keys(left).length) return null;
      for (const key of refused) this.#written.delete(optionOf(key));
      left = Object.fromEntries(kept);
    }
  }

  result(differences: readonly Note[]): Understood {
    const config = this.#validConfig();
    const { name, names, options } = this;
    const found = this.#understood.length > 0;
    const notes = found ? [...this.#notes, ...differencesFor(resolveConfig(config), differences)] : this.#notes;
    return { config, options, name, names, understood: this.#understood, notes, problems: this.#problems };
  }

  /** What the panel can't hold is left out, with the option it came from. */
  #validConfig(): Fields {
    let config = this.#config;
    for (let problems = findConfigProblems(config); problems.length > 0; problems = findConfigProblems(config)) {
      const broken = new Set(problems.map(({ field }) => field.replace(/\..*$/, '')));
      for (const { field, message } of problems) {
        const option = this.#origin.get(field.replace(/\..*$/, '')) ?? field;
        this.problem(option, `the panel's ${field} ${message}`);
      }
      const kept = Object.entries(config).filter(([field]) => !broken.has(field));
      if (kept.length === Object.keys(config).length) return {};
      config = Object.fromEntries(kept);
    }
    return config;
  }
}

function messageOf({ path, message }: { readonly path: readonly PropertyKey[]; readonly message: string }): string {
  const option = path.map(String).join('.');
  return option === '' || message.includes(String(path.at(-1))) ? message : `${option} ${message}`;
}

/** The text as it is read, or why it isn't. */
export function readable(text: string, reading: Reading): boolean {
  if (text.trim() === '') reading.problem('text', 'line 1: there is nothing to read');
  else if (text.length > LONGEST_TEXT) reading.problem('text', `line 1: longer than ${LONGEST_TEXT} characters`);
  else return true;
  return false;
}
