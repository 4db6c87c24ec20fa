'use client';
import { memo } from 'react';
import { OUTCOMES, OutcomeMark } from '@/components/breaker/outcomes.tsx';
import { useWidth } from '@/components/charts/plot-geometry.ts';
import { outcomeOfCell, windowInWords } from './window-counts.ts';

interface WindowCellsProps {
  /** One letter a call, oldest first. */
  readonly cells: string;
  readonly size: number;
  /** Whether the next call pushes the oldest out. */
  readonly leaves: boolean;
}

/** Narrower than this a cell has no room for its sign, and then for itself. */
const SIGN_PITCH = 14;
const LEAST_PITCH = 8;
/** So few cells would become beams. */
const FEW = 20;
/** Rows of cells before the first measurement, as on a wide page. */
const MANY = 100;

function columnsFor(size: number, width: number): number {
  if (width === 0) return size > MANY ? Math.ceil(size / 2) : size;
  const pitch = size <= 60 ? SIGN_PITCH : LEAST_PITCH;
  const perRow = Math.max(10, Math.floor((width + 4) / pitch));
  return Math.min(size, Math.ceil(size / Math.ceil(size / Math.min(perRow, MANY))));
}

/** One cell per call, oldest left; what isn't filled yet is dashed. */
export const WindowCells = memo(function WindowCells({ cells, size, leaves }: WindowCellsProps) {
  const [box, width] = useWidth<HTMLDivElement>();
  const columns = columnsFor(size, width);
  const pitch = width === 0 ? SIGN_PITCH : width / columns;
  const gap = pitch >= SIGN_PITCH ? 4 : 2;
  const full = cells.length >= size;
  return (
    <div
      ref={box}
      role="img"
      aria-label={`Oldest to newest: ${windowInWords({ kind: 'calls', size, cells })}`}
      className="grid"
      style={{ gap, gridTemplateColumns: `repeat(${columns}, minmax(0, ${size <= FEW ? '40px' : '1fr'}))` }}
    >
      {Array.from({ length: size }, (_, index) => {
        const cell = cells[index];
        if (cell === undefined)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
            <span key={index} className="h-5 rounded-2 border border-dashed border-border-strong" />
          );
        const outcome = outcomeOfCell(cell);
        return (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
            key={index}
            className="flex h-5 items-center justify-center overflow-hidden rounded-2"
            style={{
              background: OUTCOMES[outcome].colour,
              // The cell that leaves next: a ring of text at 1.5 px distance.
              ...(leaves && full && index === 0 ? RING : {}),
            }}
          >
            {pitch >= SIGN_PITCH - 1 && <OutcomeMark outcome={outcome} size={12} />}
          </span>
        );
      })}
    </div>
  );
});

const RING = { boxShadow: '0 0 0 1.5px var(--surface), 0 0 0 3px var(--text)' } as const;
