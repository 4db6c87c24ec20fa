/** A whole number as JavaScript and Python write long ones: `10_000`. */
export function grouped(value: number): string {
  return Number.isInteger(value) && value >= 10_000 ? String(value).replace(/\B(?=(?:\d{3})+$)/g, '_') : String(value);
}

/** The lines of an object literal's options, those that are undefined left out. */
export function optionLines(options: Readonly<Record<string, string | undefined>>, indent: string): string[] {
  return Object.entries(options).flatMap(([key, value]) => (value === undefined ? [] : [`${indent}${key}: ${value},`]));
}

/** A text as Python, JavaScript and Go all read it. */
export function quoted(text: string): string {
  return JSON.stringify(text.toWellFormed());
}
