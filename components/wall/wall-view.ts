import { isFlapping } from '@/components/breaker/next-step.ts';
import { type Tally, tallyOf } from '@/components/frame/state-tally.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';

export const SORTS = ['attention', 'name', 'failure-rate', 'calls', 'p95', 'last-change'] as const;
export type Sort = (typeof SORTS)[number];
export const SORT_WORDS: Readonly<Record<Sort, string>> = {
  attention: 'Needs attention',
  name: 'Name',
  'failure-rate': 'Failure rate',
  calls: 'Calls',
  p95: 'p95',
  'last-change': 'Last change',
};

export const FILTERS = ['open', 'half-open', 'held', 'closed', 'no-data', 'fault', 'flapping'] as const;
export type Filter = (typeof FILTERS)[number];

export const DENSITIES = ['comfortable', 'compact', 'table'] as const;
export type Density = (typeof DENSITIES)[number];
/** Up to so many breakers are shown comfortably unless somebody chose otherwise. */
const MOST_COMFORTABLE = 30;
export const densityFor = (pinned: Density | null, breakers: number): Density =>
  pinned ?? (breakers <= MOST_COMFORTABLE ? 'comfortable' : 'compact');

export interface WallQuery {
  readonly filter: Filter | null;
  readonly group: string | null;
  readonly text: string;
}

/** The faults that act on each breaker; absent where none does. */
export function faultsByBreaker(faults: readonly FaultResource[]): ReadonlyMap<string, readonly FaultResource[]> {
  const by = new Map<string, FaultResource[]>();
  for (const fault of faults) {
    for (const id of fault.breakers) by.set(id, [...(by.get(id) ?? []), fault]);
  }
  return by;
}

const isTally = (filter: Filter): filter is Tally => filter !== 'fault' && filter !== 'flapping';

function passes(view: BreakerView, filter: Filter, faulty: ReadonlyMap<string, unknown>): boolean {
  if (isTally(filter)) return tallyOf(view) === filter;
  return filter === 'fault' ? faulty.has(view.id) : isFlapping(view);
}

/** Those in the group and with the text in name, group or downstream: what the chips count. */
export function inScope(views: readonly BreakerView[], { group, text }: WallQuery): BreakerView[] {
  const wanted = text.trim().toLowerCase();
  return views.filter(
    (view) =>
      (group === null || view.group === group) &&
      [view.name, view.id, view.group, view.downstream.name].some((word) => word.toLowerCase().includes(wanted)),
  );
}

export function filtered(
  views: readonly BreakerView[],
  filter: Filter | null,
  faulty: ReadonlyMap<string, unknown>,
): BreakerView[] {
  return filter === null ? [...views] : views.filter((view) => passes(view, filter, faulty));
}

export function countFilters(
  views: readonly BreakerView[],
  faulty: ReadonlyMap<string, unknown>,
): Readonly<Record<Filter, number>> {
  const count = (filter: Filter) => views.filter((view) => passes(view, filter, faulty)).length;
  return Object.fromEntries(FILTERS.map((filter) => [filter, count(filter)])) as Record<Filter, number>;
}

/** Small differences of attention are noise, and a wall that moves for nothing can't be read. */
const ATTENTION_STEP = 100;

function keyOf(view: BreakerView, sort: Exclude<Sort, 'name'>): number {
  switch (sort) {
    case 'attention':
      return Math.floor(view.attention / ATTENTION_STEP);
    case 'failure-rate':
      return view.failureRate ?? -1;
    case 'calls':
      return view.callsPerSecond;
    case 'p95':
      return view.latencyMsP95 ?? -1;
    case 'last-change':
      return -view.stateMs;
  }
}

/** The ids in the order that is wanted now; equals stay in the server's order. */
export function sorted(views: readonly BreakerView[], sort: Sort): string[] {
  const order =
    sort === 'name'
      ? (a: BreakerView, b: BreakerView) => a.name.localeCompare(b.name, 'en')
      : (a: BreakerView, b: BreakerView) => keyOf(b, sort) - keyOf(a, sort);
  return [...views].sort(order).map((view) => view.id);
}
