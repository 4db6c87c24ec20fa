import { type ChartRange, chartRange } from '@/components/charts/chart-range.ts';
import type { BreakerPageData } from '@/components/detail/breaker-page-data.ts';
import { stepsUpTo } from '@/lib/live/series.ts';
import type { BreakerDetail } from '@/lib/protocol/breaker-resource.ts';
import type { ErrorCode } from '@/lib/protocol/error.ts';
import type { TransitionResource } from '@/lib/protocol/journal-entry.ts';
import { getRuntime, type Runtime } from '@/lib/runtime/runtime-handle.ts';

const DAY = 86_400_000;
const PAGE = 500;
const MAX_PAGES = 4;
/** Faults, boots and configurations are found among so many of the newest entries. */
const ENTRIES = 500;

/** Errors of the runtime are told by their code: pages hold a copy of every module, so `instanceof` says nothing. */
const hasCode = (error: unknown, code: ErrorCode): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** The breaker now, or null if there is none with this id. */
export function findBreaker(id: string): BreakerDetail | null {
  try {
    return getRuntime().breaker(id);
  } catch (error) {
    if (hasCode(error, 'NOT_FOUND')) return null;
    throw error;
  }
}

async function transitionsSince(runtime: Runtime, breaker: string, from: number): Promise<TransitionResource[]> {
  const found: TransitionResource[] = [];
  let cursor: number | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { transitions, nextCursor } = await runtime.history.transitions({ breaker, from, limit: PAGE, cursor });
    found.push(...transitions);
    if (nextCursor === null) break;
    cursor = Number(nextCursor);
  }
  return found;
}

async function samplesOf(runtime: Runtime, breaker: string, range: ChartRange, now: number) {
  const { from, to } = stepsUpTo(now, range.lengthMs, range.stepMs);
  return runtime.history.samples({ breaker, from, to, step: range.stepMs });
}

/** Days are UTC's, as every clock on the page. */
async function tripsOf(runtime: Runtime, breaker: string, now: number): Promise<NonNullable<BreakerPageData['trips']>> {
  const upToSeq = runtime.publishedSeq;
  const today = Math.floor(now / DAY) * DAY;
  const days = await runtime.history.transitionBuckets({
    breaker,
    from: today - 6 * DAY,
    to: today + DAY,
    bucketMs: DAY,
  });
  const sevenDays = days.reduce((sum, day) => sum + day.trips, 0);
  return { today: days.at(-1)?.trips ?? 0, sevenDays, upToSeq };
}

type Past = Pick<BreakerPageData, 'history' | 'entries' | 'lastTrip' | 'trips'>;

async function readPast(runtime: Runtime, id: string, range: ChartRange, now: number): Promise<Past> {
  const { from } = stepsUpTo(now, range.lengthMs, range.stepMs);
  const [samples, transitions, entries, openings, trips] = await Promise.all([
    samplesOf(runtime, id, range, now),
    transitionsSince(runtime, id, from),
    runtime.history.latestEntries(ENTRIES, id),
    runtime.history.transitions({ breaker: id, toState: 'open', limit: 100 }),
    tripsOf(runtime, id, now),
  ]);
  return {
    history: { range: range.key, samples, transitions },
    // Transitions come with their range; of the rest only what the page tells of is sent along.
    entries: entries.filter(({ kind }) => kind !== 'transition' && kind !== 'command'),
    lastTrip: openings.transitions.find((change) => change.from === 'closed') ?? null,
    trips,
  };
}

/** Everything the page begins with. Without its history it still shows the breaker; the charts say what is missing. */
export async function loadBreakerPage(detail: BreakerDetail, rangeKey: string | undefined): Promise<BreakerPageData> {
  const runtime = getRuntime();
  const now = runtime.now();
  const range = chartRange(rangeKey);
  const past = await readPast(runtime, detail.id, range, now).catch((error: unknown): Past => {
    if (!hasCode(error, 'STORE_UNAVAILABLE')) throw error;
    const history = { range: range.key, samples: [], transitions: [] };
    return { history, entries: [], lastTrip: null, trips: null };
  });
  return { at: now, detail, faults: runtime.faults(), ...past };
}
