'use client';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

interface ChipProps {
  readonly selected: boolean;
  readonly onSelect: () => void;
  readonly glyph?: ReactNode;
  /** Stays in place, greyed, when it is 0. */
  readonly count?: number;
  readonly children: ReactNode;
}

/** A filter that is on or off, with how many it leaves. */
export function Chip({ selected, onSelect, glyph, count, children }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={selected}
      onClick={onSelect}
      className={classNames(
        'inline-flex h-8 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-full border bg-surface px-2.5 text-12 max-md:px-3 font-medium hover:bg-hover md:h-7',
        // The half pixel more of the selected border is drawn inside, so that nothing beside it moves.
        selected ? 'border-ink text-text inset-ring-[0.5px] inset-ring-ink' : 'border-border text-text-2',
        count === 0 && !selected && 'text-text-3',
      )}
    >
      {glyph}
      {children}
      {count !== undefined && (
        <span className={classNames('font-semibold', count > 0 ? 'text-text' : 'font-medium text-text-3')}>
          {count}
        </span>
      )}
    </button>
  );
}
