/** What stands where there is no value: never 0, never an empty space. */
export const MISSING = '–';

/** No-break space between a number and its unit. */
const NB = '\u00a0';
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** "1,914" */
export const formatCount = (value: number | null): string => (value === null ? MISSING : grouped.format(value));

/** "1.2k", "5k": for captions that have no room. */
export function formatShortCount(value: number): string {
  if (value < 1_000) return grouped.format(value);
  const thousands = value / 1_000;
  const text = thousands < 10 ? oneDecimal.format(thousands).replace(/\.0$/, '') : grouped.format(thousands);
  return `${text}k`;
}

/** Percent without its sign: one decimal below 10, none above, "0" for none. */
export function formatPercentValue(value: number | null): string {
  if (value === null) return MISSING;
  if (value === 0) return '0';
  // Rounding must not turn 9.96 into "10.0", nor a failure into none.
  const text = value < 9.95 ? oneDecimal.format(Math.max(value, 0.1)) : grouped.format(value);
  return text;
}

/** "62 %" with a no-break space. */
export const formatPercent = (value: number | null): string =>
  value === null ? MISSING : `${formatPercentValue(value)}${NB}%`;

/** A configured percentage, as it was given: "50 %", "2.5 %". */
export const formatThreshold = (value: number): string => `${Number(value.toFixed(2))}${NB}%`;

/** Calls a second without "/s": one decimal below 100, none above. */
export const formatRateValue = (perSecond: number): string =>
  perSecond < 99.95 ? oneDecimal.format(perSecond) : grouped.format(perSecond);

/** "9.4/s" */
export const formatRate = (perSecond: number): string => `${formatRateValue(perSecond)}/s`;

/** "1,240" of a latency. */
export const formatMsValue = (ms: number | null): string =>
  ms === null ? MISSING : ms > 0 && ms < 10 ? oneDecimal.format(ms) : grouped.format(ms);

/** "212 ms" */
export const formatMs = (ms: number | null): string => (ms === null ? MISSING : `${formatMsValue(ms)}${NB}ms`);

const two = (value: number) => String(value).padStart(2, '0');

/** How long something lasts or lasted: "0:18", "17:57", "3 h 12 m", "19 h", "6 d". */
export function formatDuration(ms: number): string {
  const whole = Math.max(0, ms);
  if (whole < HOUR) {
    const seconds = Math.floor(whole / SECOND);
    return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  }
  if (whole < DAY) {
    const hours = Math.floor(whole / HOUR);
    const minutes = Math.floor((whole % HOUR) / MINUTE);
    return minutes === 0 || hours >= 12 ? `${hours}${NB}h` : `${hours}${NB}h${NB}${minutes}${NB}m`;
  }
  return `${Math.floor(whole / DAY)}${NB}d`;
}

/** What is left: rounded up, so that "0:00" is said only when it is over. */
export const formatRemaining = (ms: number): string =>
  formatDuration(ms < HOUR ? Math.ceil(Math.max(0, ms) / SECOND) * SECOND : ms);

/** A span in words with its unit, for configuration: "400 ms", "90 s", "5 min", "1 h". */
export function formatSpan(ms: number): string {
  if (ms < SECOND) return `${formatMsValue(ms)}${NB}ms`;
  if (ms < MINUTE || (ms < 2 * MINUTE && ms % MINUTE !== 0)) return `${Number((ms / SECOND).toFixed(1))}${NB}s`;
  if (ms % HOUR === 0) return `${ms / HOUR}${NB}h`;
  if (ms % MINUTE === 0) return `${ms / MINUTE}${NB}min`;
  return formatDuration(ms);
}

/** How a duration is read aloud: "1 minute 12", "18 seconds". */
export function speakDuration(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / SECOND);
  const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  if (seconds < 60) return plural(seconds, 'second');
  if (seconds < 3_600) {
    const rest = seconds % 60;
    return rest === 0 ? plural(seconds / 60, 'minute') : `${plural(Math.floor(seconds / 60), 'minute')} ${rest}`;
  }
  if (ms < DAY) return plural(Math.floor(ms / HOUR), 'hour');
  return plural(Math.floor(ms / DAY), 'day');
}

/** A moment as epoch milliseconds; the wire says it in ISO 8601. */
export const momentOf = (at: string | number): number => (typeof at === 'number' ? at : Date.parse(at));

/** Server time in UTC: "12:03:07". */
export function formatClock(at: string | number): string {
  const moment = new Date(momentOf(at));
  return `${two(moment.getUTCHours())}:${two(moment.getUTCMinutes())}:${two(moment.getUTCSeconds())}`;
}

/** "12:03", for axes and for the end of a hold. */
export const formatHour = (at: string | number): string => formatClock(at).slice(0, 5);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** "21 Nov 2025" */
export function formatDate(at: string | number): string {
  const moment = new Date(momentOf(at));
  return `${moment.getUTCDate()} ${MONTHS[moment.getUTCMonth()] ?? ''} ${moment.getUTCFullYear()}`;
}

/** A name cut in its middle, so that both ends tell it apart: "payments…orize". */
export function cutMiddle(name: string, longest: number): string {
  if (name.length <= longest) return name;
  const kept = longest - 1;
  const head = Math.ceil(kept * 0.6);
  return `${name.slice(0, head)}…${name.slice(name.length - (kept - head))}`;
}

/** "1 fault", "2 faults" */
export const plural = (count: number, word: string): string =>
  `${grouped.format(count)} ${word}${count === 1 ? '' : 's'}`;
