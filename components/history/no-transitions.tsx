import { STATE_WORDS } from '@/components/breaker/state-words.ts';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { LinkButton } from '@/components/ui/link-button.tsx';
import { formatCount } from '@/lib/format.ts';
import { CAUSE_NAMES } from './cause-in-words.ts';
import type { HistoryPageData } from './history-page-data.ts';
import { type HistorySearch, historyPath, rangeInWords } from './history-search.ts';

interface NoTransitionsProps {
  readonly data: HistoryPageData;
  readonly search: HistorySearch;
}

/** Says whether nothing happened, or only nothing that the filters let through. */
export function NoTransitions({ data, search }: NoTransitionsProps) {
  const { range, now, counted } = data;
  const when = rangeInWords({ from: range.from, to: Math.min(range.to, now) }, now);
  const unfiltered = historyPath(search, { breaker: null, toState: null, cause: null });
  if ((search.toState !== null || search.cause !== null) && counted.transitions > 0) {
    const which = [
      ...(search.toState ? [`to ${STATE_WORDS[search.toState]}`] : []),
      ...(search.cause ? [`by “${CAUSE_NAMES[search.cause]}”`] : []),
    ].join(' ');
    return (
      <EmptyState
        title="No match"
        line={`${formatCount(counted.transitions)} transitions ${when}, none ${which}.`}
        action={
          <LinkButton href={unfiltered} size="small">
            Clear filters
          </LinkButton>
        }
      />
    );
  }
  const of =
    search.breaker === null
      ? ''
      : ` of ${data.breakers.find(({ id }) => id === search.breaker)?.name ?? search.breaker}`;
  const isDay = search.typed === null && search.range === '24h';
  return (
    <EmptyState
      title="Nothing happened"
      line={`No transitions${of} ${when}.`}
      action={
        <LinkButton href={historyPath(search, { typed: null, range: isDay ? '7d' : '24h' })} size="small">
          {isDay ? 'Show 7 d' : 'Show 24 h'}
        </LinkButton>
      }
    />
  );
}
