'use client';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { CompactTile } from '@/components/breaker/compact-tile.tsx';
import { isCalm } from '@/components/breaker/next-step.ts';
import { PhoneRow } from '@/components/breaker/phone-row.tsx';
import { TABLE_COLUMNS, TableRow } from '@/components/breaker/table-row.tsx';
import { Tile, type TileProps } from '@/components/breaker/tile.tsx';
import { useFleet } from '@/components/live/use-fleet.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import { nextTile } from './next-tile.ts';
import type { Density } from './wall-view.ts';

interface TileGridProps {
  /** Whose order is the order of the tiles. */
  readonly views: readonly BreakerView[];
  readonly faults: ReadonlyMap<string, readonly FaultResource[]>;
  readonly density: Density;
  readonly root: RefObject<HTMLDivElement | null>;
}

const NONE: readonly never[] = [];
const links = (root: HTMLElement) =>
  [...root.querySelectorAll<HTMLElement>('[data-tile-link]')].filter((link) => link.offsetParent !== null);

/** Arrow keys move between the tiles that are in view. */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  if (!(event.target instanceof HTMLElement) || !('tileLink' in event.target.dataset)) return;
  const all = links(event.currentTarget);
  const boxes = all.map((link) => (link.closest('article, tr') ?? link).getBoundingClientRect());
  const next = nextTile(boxes, all.indexOf(event.target), event.key);
  if (next === null) return;
  event.preventDefault();
  all[next]?.focus();
}

/** All breakers in one order, as tiles or rows. One of them is a stop of the Tab key; arrows lead to the rest. */
export function TileGrid({ views, faults, density, root }: TileGridProps) {
  const strips = useFleet((state) => state.strips);
  const now = useFleet((state) => state.valuesAt);
  const [current, setCurrent] = useState<string | null>(null);
  const stop = views.some((view) => view.id === current) ? current : views[0]?.id;
  const propsOf = (view: BreakerView): TileProps => ({
    view,
    strip: strips[view.id] ?? NONE,
    faults: faults.get(view.id) ?? NONE,
    now,
    tabbable: view.id === stop,
  });
  const cells = { views, propsOf };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only moves the focus between the links inside
    <div
      ref={root}
      onKeyDown={onArrow}
      onFocus={(event) => {
        const cell = event.target.closest<HTMLElement>('[data-cell]');
        if (cell?.dataset.cell) setCurrent(cell.dataset.cell);
      }}
    >
      {density === 'comfortable' && <Tiles {...cells} />}
      {density === 'compact' && (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(200px,1fr))] gap-2 max-md:hidden">
          {views.map((view) => (
            <li key={view.id} data-cell={view.id}>
              <CompactTile {...propsOf(view)} />
            </li>
          ))}
        </ul>
      )}
      {density === 'table' && <Table {...cells} />}
      {density !== 'comfortable' && (
        <div className="md:hidden">
          <Tiles {...cells} />
        </div>
      )}
    </div>
  );
}

interface Cells {
  readonly views: readonly BreakerView[];
  readonly propsOf: (view: BreakerView) => TileProps;
}

/** On a phone calm breakers follow as lines of one card. */
function Tiles({ views, propsOf }: Cells) {
  const cells = views.map(propsOf);
  const calm = cells.filter((cell) => isCalm(cell.view, cell.faults));
  return (
    <>
      <ul className="grid grid-cols-1 gap-2 md:grid-cols-[repeat(auto-fill,minmax(252px,1fr))] md:gap-3">
        {cells.map((cell) => (
          <li key={cell.view.id} data-cell={cell.view.id} className={calm.includes(cell) ? 'max-md:hidden' : ''}>
            <Tile {...cell} />
          </li>
        ))}
      </ul>
      {calm.length > 0 && (
        <ul className="mt-2 rounded-8 border border-border bg-surface md:hidden">
          {calm.map((cell) => (
            <li key={cell.view.id} data-cell={cell.view.id} className="border-b border-grid last:border-b-0">
              <PhoneRow {...cell} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Table({ views, propsOf }: Cells) {
  return (
    <div className="overflow-x-auto rounded-8 border border-border bg-surface shadow-card max-md:hidden">
      <table className="w-full border-collapse">
        <thead>
          <tr className="h-8 text-12 text-text-3">
            {TABLE_COLUMNS.map(({ name, className }) => (
              <th key={name} scope="col" className={`px-2 font-medium ${className}`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {views.map((view) => (
            <TableRow key={view.id} {...propsOf(view)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
