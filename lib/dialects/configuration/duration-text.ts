const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** ISO 8601 as Java's `Duration.parse` takes it. */
const ISO =
  /^([+-])?P(?:([+-]?\d+)D)?(?:T(?=[\d+-])(?:([+-]?\d+)H)?(?:([+-]?\d+)M)?(?:([+-]?\d+(?:[.,]\d{0,9})?)S)?)?$/i;

/** Spring's durations: `10s`, `PT1M`, or a number that is milliseconds. Null if it is none. */
export function springDurationMs(text: string): number | null {
  const simple = /^([+-]?\d+)(ns|us|ms|s|m|h|d)?$/i.exec(text.trim());
  if (simple !== null) return Number(simple[1]) * (UNIT_MS[(simple[2] ?? 'ms').toLowerCase()] ?? 1);
  const iso = ISO.exec(text.trim());
  if (iso === null || /^[+-]?P$/i.test(text.trim())) return null;
  const [, sign, days, hours, minutes, seconds] = iso;
  const parts: readonly (readonly [string | undefined, number])[] = [
    [days, 86_400_000],
    [hours, 3_600_000],
    [minutes, 60_000],
    [seconds?.replace(',', '.'), 1_000],
  ];
  const ms = parts.reduce((sum, [amount, unit]) => sum + Number(amount ?? 0) * unit, 0);
  return sign === '-' ? -ms : ms;
}

/** Go's and protobuf's durations: `10s`, `1m30s`, `1.5h`. Null if it is none. */
export function goDurationMs(text: string): number | null {
  if (!/^(?:\d+(?:\.\d*)?(?:ns|us|µs|ms|s|m|h))+$/.test(text.trim())) return null;
  const parts = text.trim().matchAll(/(\d+(?:\.\d*)?)(ns|us|µs|ms|s|m|h)/g);
  return [...parts].reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNIT_MS[unit ?? 'ms'] ?? 1), 0);
}

/** Whole milliseconds as Spring and Istio read them. */
export function durationText(ms: number): string {
  return ms % 1_000 === 0 && ms > 0 ? `${ms / 1_000}s` : `${ms}ms`;
}

/** Milliseconds as a sentence says them. */
export function inWords(ms: number): string {
  if (ms < 1_000) return `${rounded(ms)} ms`;
  if (ms >= 3_600_000 && ms % 3_600_000 === 0) return `${ms / 3_600_000} h`;
  if (ms >= 60_000 && ms % 60_000 === 0) return `${ms / 60_000} min`;
  return `${rounded(ms / 1_000)} s`;
}

/** A number without the noise that dividing and multiplying leave. */
export function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

export function ordinal(count: number): string {
  const lastTwo = count % 100;
  const suffix = lastTwo >= 11 && lastTwo <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${count}${suffix}`;
}
