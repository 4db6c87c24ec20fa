'use client';
import { ArrowRight, Pause, Play } from 'lucide-react';
import Link from 'next/link';
import { useMemo, useRef, useState } from 'react';
import { useKey } from '@/components/frame/use-key.ts';
import { useFleet } from '@/components/live/use-fleet.ts';
import { IconButton } from '@/components/ui/button.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { FEED_FILTERS, type FeedFilter, feedEntries, groupBursts } from './bursts.ts';
import { FeedLine } from './feed-line.tsx';
import { useHeldFeed } from './use-held-feed.ts';

const MOST_SHOWN = 80;
const FILTER_WORDS: Readonly<Record<FeedFilter, string>> = {
  all: 'All',
  transitions: 'Transitions',
  faults: 'Faults',
  people: 'People',
};

/** What just happened, newest first. It holds still while somebody reads it. Unbound it has neither title nor key. */
export function EventFeed({ bound = true }: { readonly bound?: boolean }) {
  const list = useRef<HTMLUListElement>(null);
  const [paused, setPaused] = useState(false);
  const [filter, setFilter] = useState<FeedFilter>('all');
  const feed = useFleet((state) => state.feed);
  const entries = useMemo(() => feedEntries(feed, filter), [feed, filter]);
  const { shown, unseen, release, handlers } = useHeldFeed(entries, paused, list);
  useKey(bound ? 'p' : 'Unbound', () => setPaused(!paused));
  const items = useMemo(() => groupBursts(shown.slice(0, MOST_SHOWN)), [shown]);
  return (
    <section aria-label="Live events" className="flex h-full min-h-0 flex-col">
      <div className="flex h-12 shrink-0 items-center gap-2 pr-3 pl-4">
        {bound && <h2 className="text-13 font-semibold">Live events</h2>}
        {unseen > 0 && (
          <button
            type="button"
            onClick={() => {
              setPaused(false);
              release();
            }}
            className="target-24 inline-flex h-[18px] items-center rounded-4 bg-hover px-1.5 text-11 font-medium text-text-2 hover:text-text"
          >
            {unseen} new
          </button>
        )}
        <span className="ml-auto" />
        <IconButton
          label={paused ? 'Go on (P)' : 'Pause (P)'}
          aria-pressed={paused}
          aria-keyshortcuts="P"
          onClick={() => setPaused(!paused)}
        >
          {paused ? (
            <Play size={14} aria-hidden="true" />
          ) : (
            <Pause size={14} aria-hidden="true" className="fill-current" />
          )}
        </IconButton>
      </div>
      <FilterPills filter={filter} onFilter={setFilter} />
      <ul ref={list} {...handlers} className="min-h-0 flex-1 overflow-y-auto border-t border-border">
        {items.map((item) => (
          <FeedLine key={item.kind === 'entry' ? item.entry.seq : `burst-${item.entries.at(-1)?.seq}`} item={item} />
        ))}
        {items.length === 0 && (
          <li className="p-4 text-12 text-text-2">
            {filter === 'all' ? 'Nothing has happened yet.' : 'Nothing of this kind among the newest events.'}
          </li>
        )}
      </ul>
      <Link
        href="/history"
        className="flex h-11 shrink-0 items-center justify-between border-t border-border px-4 text-13 font-medium text-text-2 -outline-offset-2 hover:text-text"
      >
        All events in History
        <ArrowRight size={14} aria-hidden="true" />
      </Link>
    </section>
  );
}

function FilterPills({ filter, onFilter }: { filter: FeedFilter; onFilter: (filter: FeedFilter) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and a frame
    <div role="group" aria-label="Show" className="flex shrink-0 gap-1 px-4 pb-3">
      {FEED_FILTERS.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={filter === each}
          onClick={() => onFilter(each)}
          className={classNames(
            'h-6 rounded-full px-2.5 text-12 font-medium',
            filter === each ? 'bg-hover text-text' : 'text-text-2 hover:text-text',
          )}
        >
          {FILTER_WORDS[each]}
        </button>
      ))}
    </div>
  );
}
