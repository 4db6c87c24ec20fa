'use client';
import { Grid2X2, Grid3X3, Plus, Rows3 } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Bolt, FlappingMark } from '@/components/breaker/bolt.tsx';
import { StateGlyph } from '@/components/breaker/state-glyph.tsx';
import { TALLY_FACTS } from '@/components/frame/state-tally.ts';
import { Button, buttonClasses } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { KeyHint } from '@/components/ui/key-hint.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { Select } from '@/components/ui/select.tsx';
import { type Density, FILTERS, type Filter, SORT_WORDS, SORTS, type Sort } from './wall-view.ts';

const DENSITY_SEGMENTS = [
  { value: 'comfortable', title: 'Comfortable', label: <Grid2X2 size={14} aria-hidden="true" /> },
  { value: 'compact', title: 'Compact', label: <Grid3X3 size={14} aria-hidden="true" /> },
  { value: 'table', title: 'Table', label: <Rows3 size={14} aria-hidden="true" /> },
] as const;
const ALL_GROUPS = '*';

interface ToolbarProps {
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly density: Density;
  readonly onDensity: (density: Density) => void;
  readonly groups: readonly string[];
  readonly group: string | null;
  readonly onGroup: (group: string | null) => void;
  readonly filter: Filter | null;
  readonly onFilter: (filter: Filter | null) => void;
  readonly counts: Readonly<Record<Filter, number>>;
  readonly total: number;
  readonly moved: number;
  readonly onResort: () => void;
  /** Whether the phone's header has its bar of faults, beneath which the chips stay. */
  readonly faultBar: boolean;
  /** Where the feed has no column of its own. */
  readonly events: ReactNode;
}

export function Toolbar(props: ToolbarProps) {
  const { sort, density, groups, group, moved } = props;
  return (
    <div
      style={{ ['--top' as string]: props.faultBar ? '104px' : '52px' }}
      className="sticky top-(--top) z-10 flex items-center gap-2 bg-bg max-md:-mx-4 max-md:h-[52px] max-md:border-b max-md:border-border max-md:bg-surface max-md:px-4 md:static md:min-h-12 max-[1415px]:md:flex-wrap max-[1415px]:md:pt-2.5"
    >
      <div className="flex shrink-0 items-center gap-2 max-md:hidden">
        <Select
          label="Sort"
          value={sort}
          options={SORTS.map((value) => ({ value, label: SORT_WORDS[value] }))}
          onValueChange={props.onSort}
        />
        {groups.length > 1 && (
          <Select
            label="Group"
            value={group ?? ALL_GROUPS}
            options={[{ value: ALL_GROUPS, label: 'All' }, ...groups.map((name) => ({ value: name, label: name }))]}
            onValueChange={(value) => props.onGroup(value === ALL_GROUPS ? null : value)}
          />
        )}
        <Segmented label="Density" value={density} segments={DENSITY_SEGMENTS} onValueChange={props.onDensity} />
        <span aria-hidden="true" className="mx-1 h-5 w-px bg-border-strong max-[1415px]:hidden" />
      </div>
      <FilterChips {...props} />
      <div className="ml-auto flex shrink-0 items-center gap-2 pl-1">
        {moved > 0 && (
          <span className="flex items-center gap-2 max-md:hidden">
            <span className="text-12 whitespace-nowrap text-text-2 max-2xl:hidden">{moved} moved</span>
            <Button onClick={props.onResort} aria-keyshortcuts="R" title={`${moved} moved`}>
              Re-sort <KeyHint>R</KeyHint>
            </Button>
          </span>
        )}
        <Link
          href="/breakers/new"
          prefetch={false}
          title="New breaker"
          aria-label="New breaker"
          className={`${buttonClasses('default', 'medium', { bare: true })} w-7 max-md:hidden`}
        >
          <Plus size={14} aria-hidden="true" />
        </Link>
        {props.events}
      </div>
    </div>
  );
}

function filterGlyph(filter: Filter): ReactNode {
  if (filter === 'fault') return <Bolt size={12} className="text-text" />;
  if (filter === 'flapping') return <FlappingMark size={12} className="text-text" />;
  return <StateGlyph state={TALLY_FACTS[filter].glyph} size={12} />;
}

const filterWord = (filter: Filter): string =>
  filter === 'fault' ? 'Fault' : filter === 'flapping' ? 'Flapping' : TALLY_FACTS[filter].word;

/** Zero counts stay in place; only "No data" comes and goes, as it hardly ever applies. */
function FilterChips({ filter, onFilter, counts, total }: ToolbarProps) {
  const shown = FILTERS.filter((each) => each !== 'no-data' || counts[each] > 0 || filter === each);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't scroll sideways in every browser
    <div
      role="group"
      aria-label="Filter"
      className="no-scrollbar flex min-w-0 max-[1415px]:md:order-last max-[1415px]:md:w-full gap-1.5 overflow-x-auto py-2 max-md:-ml-4 max-md:gap-2 max-md:pl-4"
    >
      <Chip selected={filter === null} onSelect={() => onFilter(null)} count={total}>
        All
      </Chip>
      {shown.map((each) => (
        <Chip
          key={each}
          selected={filter === each}
          onSelect={() => onFilter(filter === each ? null : each)}
          glyph={filterGlyph(each)}
          count={counts[each]}
        >
          {filterWord(each)}
        </Chip>
      ))}
    </div>
  );
}
