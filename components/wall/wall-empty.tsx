import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { LinkButton } from '@/components/ui/link-button.tsx';
import { type NoMatch, noMatchLine } from './no-match.ts';

interface WallEmptyProps extends NoMatch {
  readonly onClear: () => void;
}

/** Why no tile is there, and how to get them back. */
export function WallEmpty({ onClear, ...query }: WallEmptyProps) {
  if (query.fleet === 0)
    return (
      <EmptyState
        title="No breakers yet"
        line="An empty database gets the demo fleet unless PANEL_DEMO is off."
        action={
          <LinkButton href="/breakers/new" size="small">
            New breaker
          </LinkButton>
        }
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
