'use client';
import { parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo, useRef } from 'react';
import { useKey } from '@/components/frame/use-key.ts';
import { useFleet } from '@/components/live/use-fleet.ts';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';
import { EventFeed } from './event-feed.tsx';
import { EventsButton } from './events-button.tsx';
import { FleetTimeline } from './fleet-timeline.tsx';
import { TileGrid } from './tile-grid.tsx';
import { Toolbar } from './toolbar.tsx';
import { useHeldOrder } from './use-held-order.ts';
import { WallEmpty } from './wall-empty.tsx';
import {
  countFilters,
  DENSITIES,
  densityFor,
  FILTERS,
  faultsByBreaker,
  filtered,
  inScope,
  SORTS,
  sorted,
} from './wall-view.ts';

/** Every choice lives in the address, so that a link shows what its sender saw. */
function useWallQuery() {
  const [sort, setSort] = useQueryState('sort', parseAsStringLiteral(SORTS).withDefault('attention'));
  const [density, setDensity] = useQueryState('density', parseAsStringLiteral(DENSITIES));
  const [filter, setFilter] = useQueryState('state', parseAsStringLiteral(FILTERS));
  const [group, setGroup] = useQueryState('group', parseAsString);
  const [text, setText] = useQueryState('q', parseAsString.withDefault(''));
  const clear = () => {
    void setFilter(null);
    void setGroup(null);
    void setText(null);
  };
  return { sort, setSort, density, setDensity, filter, setFilter, group, setGroup, text, clear };
}

interface WallProps {
  /** What happened in the last 15 minutes, in any order. */
  readonly loaded: readonly JournalEntry[];
}

/** All breakers at a glance, their last 15 minutes, and what just happened. */
export function Wall({ loaded }: WallProps) {
  const query = useWallQuery();
  const ids = useFleet((state) => state.ids);
  const breakers = useFleet((state) => state.breakers);
  const running = useFleet((state) => state.faults);
  const root = useRef<HTMLDivElement>(null);
  const faults = useMemo(() => faultsByBreaker(running), [running]);
  const fleet = useMemo(() => ids.flatMap((id) => breakers[id] ?? []), [ids, breakers]);
  const { filter, group, text, sort } = query;
  const scope = useMemo(() => inScope(fleet, { filter, group, text }), [fleet, filter, group, text]);
  const wanted = useMemo(() => sorted(filtered(scope, filter, faults), sort), [scope, filter, faults, sort]);
  const busy = () => root.current?.matches(':hover, :focus-within') ?? false;
  const { order, moved, resort } = useHeldOrder(wanted, `${sort} ${filter} ${group} ${text}`, busy);
  useKey('r', resort);
  const views = useMemo(() => order.flatMap((id) => breakers[id] ?? []), [order, breakers]);
  const density = densityFor(query.density, fleet.length);
  return (
    <div className="flex">
      <h1 className="sr-only">Panel</h1>
      <div className="min-w-0 flex-1 px-4 pb-4">
        <Toolbar
          sort={sort}
          onSort={(next) => void query.setSort(next)}
          density={density}
          onDensity={(next) => void query.setDensity(next)}
          groups={[...new Set(fleet.map((view) => view.group))]}
          group={group}
          onGroup={(next) => void query.setGroup(next)}
          filter={filter}
          onFilter={(next) => void query.setFilter(next)}
          counts={countFilters(scope, faults)}
          total={scope.length}
          moved={moved}
          onResort={resort}
          faultBar={running.length > 0}
          events={<EventsButton />}
        />
        <div className="flex flex-col gap-3 max-md:pt-3">
          {views.length > 0 ? (
            <TileGrid views={views} faults={faults} density={density} root={root} />
          ) : (
            <WallEmpty fleet={fleet.length} filter={filter} group={group} text={text} onClear={query.clear} />
          )}
          {views.length > 0 && <FleetTimeline views={views} loaded={loaded} />}
        </div>
      </div>
      <aside className="sticky top-12 hidden h-[calc(100dvh-48px)] w-[304px] shrink-0 border-l border-border bg-surface xl:block">
        <EventFeed />
      </aside>
    </div>
  );
}
