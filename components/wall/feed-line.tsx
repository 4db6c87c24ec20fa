'use client';
import { Server, Settings2 } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Bolt } from '@/components/breaker/bolt.tsx';
import { StateGlyph } from '@/components/breaker/state-glyph.tsx';
import { useFleet } from '@/components/live/use-fleet.ts';
import { formatClock, plural } from '@/lib/format.ts';
import type { TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import type { FeedItem } from './bursts.ts';
import { type EventWords, eventWords, transitionVerb } from './event-words.ts';

function Mark({ mark }: { readonly mark: EventWords['mark'] }) {
  if (mark === 'fault') return <Bolt size={14} />;
  if (mark === 'config') return <Settings2 size={14} aria-hidden="true" className="text-text-2" />;
  if (mark === 'server') return <Server size={14} aria-hidden="true" className="text-text-2" />;
  return <StateGlyph state={mark} size={14} />;
}

interface LineProps {
  readonly mark: ReactNode;
  readonly title: string;
  readonly at: string;
  readonly href: string;
  readonly children: ReactNode;
}

function Line({ mark, title, at, href, children }: LineProps) {
  return (
    <li className="relative flex gap-2.5 px-4 hover:bg-hover">
      <span className="mt-[11px] h-3.5 shrink-0">{mark}</span>
      <div className="min-w-0 flex-1 border-b border-grid py-2">
        <div className="flex items-baseline justify-between gap-2">
          <Link
            href={href}
            prefetch={false}
            className="truncate text-13 font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ink"
          >
            {title}
          </Link>
          <time dateTime={at} className="shrink-0 font-mono text-11 text-text-3">
            {formatClock(at)}
          </time>
        </div>
        <p className="line-clamp-2 text-12 text-text-2">{children}</p>
      </div>
    </li>
  );
}

/** One event, or many that came at once. */
export function FeedLine({ item }: { readonly item: FeedItem }) {
  const breakers = useFleet((state) => state.breakers);
  const nameOf = (id: string) => breakers[id]?.name ?? id;
  if (item.kind === 'burst') return <BurstLine entries={item.entries} nameOf={nameOf} />;
  const { mark, subject, verb, rest, href } = eventWords(item.entry, breakers);
  return (
    <Line mark={<Mark mark={mark} />} title={subject} at={item.entry.at} href={href}>
      <span className="text-text">{verb}</span> {rest}
    </Line>
  );
}

function BurstLine({ entries, nameOf }: { entries: readonly TransitionEntry[]; nameOf: (id: string) => string }) {
  const newest = entries[0];
  if (!newest) return null;
  const names = [...new Set(entries.map((entry) => nameOf(entry.breaker)))];
  const verbs = new Set(entries.map(transitionVerb));
  const what = verbs.size === 1 ? transitionVerb(newest).toLowerCase() : 'changed';
  return (
    <Line
      mark={<Mark mark={newest.to} />}
      title={`${plural(names.length, 'breaker')} ${what}`}
      at={newest.at}
      href={`/history/${newest.seq}`}
    >
      {names.join(', ')}
    </Line>
  );
}
