import type { ReactNode } from 'react';
import { MISSING } from '@/lib/format.ts';

export interface LegendItem {
  readonly name: string;
  readonly mark: ReactNode;
  /** The value at the cursor, or of the newest step. */
  readonly value: string;
  readonly unit?: string;
  /** The width that its values need at most. */
  readonly room?: string;
}

interface LineMarkProps {
  readonly colour: string;
  readonly width?: number;
  readonly dashed?: boolean;
}

export function LineMark({ colour, width = 2, dashed = false }: LineMarkProps) {
  return (
    <svg aria-hidden="true" width="13" height="4" className="shrink-0">
      <line
        x1="0"
        y1="2"
        x2="13"
        y2="2"
        stroke={colour}
        strokeWidth={width}
        strokeDasharray={dashed ? '3 2' : undefined}
      />
    </svg>
  );
}

/** Names and values in the order of the stack. Values keep their room, so that nothing moves while they change. */
export function Legend({ items }: { readonly items: readonly LegendItem[] }) {
  return (
    <ul className="flex flex-wrap items-center gap-x-4 gap-y-0.5 text-12">
      {items.map((item) => (
        <li key={item.name} className="flex items-center gap-1.5 whitespace-nowrap text-text-2">
          {item.mark}
          {item.name}
          <span
            // Before a unit the digits stand at the right, next to it.
            className={`font-semibold text-text ${item.unit && item.value !== MISSING ? 'text-right' : ''}`}
            style={{ minWidth: item.room ?? '2ch' }}
          >
            {item.value}
          </span>
          {item.unit && item.value !== MISSING && <span className="-ml-0.5 text-text-3">{item.unit}</span>}
        </li>
      ))}
    </ul>
  );
}
