import { lookUp, type Names } from './literal.ts';
import { numberOf } from './source-tokens.ts';

/** What a `ReadyToTrip` function compares gobreaker's counters with; null where it doesn't. */
export interface TripRule {
  readonly failuresInARow: number | null;
  readonly failures: number | null;
  readonly requests: number | null;
  readonly ratio: number | null;
}

const VALUE = String.raw`\s*(>=|>)\s*(?:u?int\d*\(|float\d*\()?([\w.]+)`;
const IN_A_ROW = new RegExp(String.raw`\bConsecutiveFailures\b\)?${VALUE}`);
const FAILURES = new RegExp(String.raw`\bTotalFailures\b\)?${VALUE}`);
const REQUESTS = new RegExp(String.raw`\bRequests\b${VALUE}`);
/** `failureRatio >= 0.6`, or the division itself. */
const RATIO = new RegExp(String.raw`(?:\b\w*(?:[rR]atio|[rR]ate)\w*|\/\s*float\d*\(\s*[\w.]*Requests\s*\)\)?)${VALUE}`);

/** The thresholds of the function, as far as they are compared as gobreaker's own examples do. Null if there are none. */
export function tripRuleOf(code: string, names: Names): TripRule | null {
  const text = code.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, ' ');
  const least = (pattern: RegExp) => atLeast(pattern.exec(text), names);
  const rule = { failuresInARow: least(IN_A_ROW), failures: least(FAILURES), requests: least(REQUESTS) };
  const ratio = numberIn(RATIO.exec(text)?.[2], names);
  if (rule.failuresInARow === null && rule.failures === null && ratio === null) return null;
  return { ...rule, ratio };
}

/** The smallest whole number that a comparison lets through. */
function atLeast(match: RegExpExecArray | null, names: Names): number | null {
  const value = numberIn(match?.[2], names);
  return value === null ? null : match?.[1] === '>' ? Math.floor(value) + 1 : Math.ceil(value);
}

function numberIn(text: string | undefined, names: Names): number | null {
  if (text === undefined) return null;
  const value = numberOf(text);
  if (!Number.isNaN(value)) return value;
  const named = lookUp(names, text);
  return named?.kind === 'number' ? named.value : null;
}
