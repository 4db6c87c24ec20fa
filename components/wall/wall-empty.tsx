import { TALLY_FACTS } from '@/components/frame/state-tally.ts';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { plural } from '@/lib/format.ts';
import type { Filter } from './wall-view.ts';

interface WallEmptyProps {
  /** Breakers in all. */
  readonly fleet: number;
  readonly filter: Filter | null;
  readonly group: string | null;
  readonly text: string;
  readonly onClear: () => void;
}

/** "12 breakers, none is Half-open in “media”." */
export function noMatchLine({ fleet, filter, group, text }: Omit<WallEmptyProps, 'onClear'>): string {
  const is =
    filter === null
      ? 'matches'
      : filter === 'fault'
        ? 'has a fault'
        : filter === 'flapping'
          ? 'is flapping'
          : `is ${TALLY_FACTS[filter].word}`;
  const within = group === null ? '' : ` in “${group}”`;
  const named = text.trim() === '' ? '' : ` and is called “${text.trim()}”`;
  return `${plural(fleet, 'breaker')}, none ${filter === null && named !== '' ? `is called “${text.trim()}”` : `${is}${named}`}${within}.`;
}

export function WallEmpty({ onClear, ...query }: WallEmptyProps) {
  if (query.fleet === 0)
    return (
      <EmptyState
        title="No breakers yet"
        line="Breakers appear here as soon as one is created. An empty database gets the demo fleet unless PANEL_DEMO is off."
      />
    );
  return (
    <EmptyState
      title="No match"
      line={noMatchLine(query)}
      action={
        <Button size="small" onClick={onClear}>
          Clear filters
        </Button>
      }
    />
  );
}
