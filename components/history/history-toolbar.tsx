'use client';
import { X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { StateGlyph } from '@/components/breaker/state-glyph.tsx';
import { STATE_WORDS } from '@/components/breaker/state-words.ts';
import { Button } from '@/components/ui/button.tsx';
import { Select, type SelectOption } from '@/components/ui/select.tsx';
import { Spinner } from '@/components/ui/spinner.tsx';
import type { CauseKind } from '@/lib/engine/breaker-event.ts';
import { BREAKER_STATES, type BreakerState } from '@/lib/engine/breaker-state.ts';
import { CAUSE_KINDS } from '@/lib/protocol/history-query.ts';
import { CAUSE_NAMES } from './cause-in-words.ts';
import { CopyLink } from './copy-link.tsx';
import type { KnownBreaker } from './history-page-data.ts';
import {
  HISTORY_RANGES,
  type HistoryRangeKey,
  type HistorySearch,
  historyPath,
  writeMoment,
} from './history-search.ts';

const ANY = 'any';
/** A select's value for the range that was typed. */
const TYPED = 'typed';

const STATES: readonly SelectOption<BreakerState | typeof ANY>[] = [
  { value: ANY, label: 'Any' },
  ...BREAKER_STATES.map((state) => ({
    value: state,
    label: STATE_WORDS[state],
    mark: <StateGlyph state={state} size={13} />,
  })),
];
const CAUSES: readonly SelectOption<CauseKind | typeof ANY>[] = [
  { value: ANY, label: 'Any' },
  ...CAUSE_KINDS.map((cause) => ({ value: cause, label: CAUSE_NAMES[cause] })),
];

function rangeOptions({ typed }: HistorySearch): SelectOption<HistoryRangeKey | typeof TYPED>[] {
  const presets = HISTORY_RANGES.map(({ key, label }) => ({ value: key, label }));
  if (!typed) return presets;
  return [
    { value: TYPED, label: `${writeMoment(typed.from).slice(5, 16)} to ${writeMoment(typed.to).slice(5, 16)}` },
    ...presets,
  ];
}

interface HistoryToolbarProps {
  readonly search: HistorySearch;
  readonly breakers: readonly KnownBreaker[];
}

/** All filters; each of them is an address. */
export function HistoryToolbar({ search, breakers }: HistoryToolbarProps) {
  const router = useRouter();
  const [loading, startLoading] = useTransition();
  const show = (change: Partial<HistorySearch>) => startLoading(() => router.push(historyPath(search, change)));
  const known = breakers.map(({ id, name, group }) => ({ value: id, label: name, note: group }));
  const asked = search.breaker;
  const gone = asked !== null && !breakers.some(({ id }) => id === asked) ? [{ value: asked, label: asked }] : [];
  const isFiltered = asked !== null || search.toState !== null || search.cause !== null;
  return (
    <div className="flex min-h-13 flex-wrap items-center gap-2 px-4 py-3 max-md:px-3">
      <Select
        label="Range"
        value={search.typed ? TYPED : search.range}
        options={rangeOptions(search)}
        onValueChange={(range) => range !== TYPED && show({ range, typed: null })}
      />
      <Select
        label="Breaker"
        value={asked ?? ANY}
        options={[{ value: ANY, label: 'All' }, ...gone, ...known]}
        onValueChange={(breaker) => show({ breaker: breaker === ANY ? null : breaker })}
      />
      <Select
        label="To"
        value={search.toState ?? ANY}
        options={STATES}
        onValueChange={(toState) => show({ toState: toState === ANY ? null : toState })}
      />
      <Select
        label="Cause"
        value={search.cause ?? ANY}
        options={CAUSES}
        onValueChange={(cause) => show({ cause: cause === ANY ? null : cause })}
      />
      {isFiltered && (
        <Button
          variant="quiet"
          icon={<X size={14} aria-hidden="true" />}
          onClick={() => show({ breaker: null, toState: null, cause: null })}
        >
          Clear filters
        </Button>
      )}
      <span role="status" className="inline-flex w-4 text-text-2">
        {loading && (
          <>
            <Spinner />
            <span className="sr-only">Loading</span>
          </>
        )}
      </span>
      <span className="ml-auto">
        <CopyLink label="Copy link to this view" />
      </span>
    </div>
  );
}
