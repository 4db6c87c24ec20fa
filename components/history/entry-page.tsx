import Link from 'next/link';
import { Bolt } from '@/components/breaker/bolt.tsx';
import { StateGlyph } from '@/components/breaker/state-glyph.tsx';
import { KeyValues } from '@/components/detail/key-values.tsx';
import { Card } from '@/components/ui/card.tsx';
import { LinkButton } from '@/components/ui/link-button.tsx';
import { Tag } from '@/components/ui/tag.tsx';
import { eventWords } from '@/components/wall/event-words.ts';
import { formatClock, formatDate } from '@/lib/format.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import { BackLink } from './back-link.tsx';
import { type CauseWindow, causeInWords } from './cause-in-words.ts';
import { ChangeWords } from './change-words.tsx';
import { CopyLink } from './copy-link.tsx';
import { entryFacts } from './entry-facts.ts';
import { sampleInWords } from './history-rows.ts';

interface EntryPageProps {
  readonly entry: JournalEntry;
  /** All breakers by id: entries name them. */
  readonly breakers: Readonly<Record<string, BreakerView>>;
  readonly fault: string | null;
  readonly around: readonly TransitionEntry[];
}

/** What one permalink shows: a sentence, every fact, and what happened around it. */
export function EntryPage({ entry, breakers, fault, around }: EntryPageProps) {
  const { mark, subject, verb, rest } = eventWords(entry, breakers);
  const breaker = entry.breaker === null ? undefined : breakers[entry.breaker];
  const path = `/history/${entry.seq}`;
  return (
    <div className="flex flex-col">
      <div className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 border-b border-border bg-surface px-4 py-2.5">
        <BackLink href="/history" label="Back to the history" />
        <h1 className="flex min-w-0 items-center gap-2 text-20 wrap-anywhere">
          {mark === 'fault' && <Bolt size={18} />}
          {mark !== 'fault' && mark !== 'config' && mark !== 'server' && <StateGlyph state={mark} size={18} />}
          <span className="font-semibold">
            {subject} <span className="font-normal text-text-2">{lowerFirst(verb).replace(/\.$/, '')}</span>
          </span>
        </h1>
        <span className="font-mono text-12 text-text-3">{path}</span>
        <CopyLink path={path} label="Copy permalink" />
        {breaker && (
          <div className="ml-auto flex gap-2 max-md:ml-0">
            <LinkButton href={`/breakers/${encodeURIComponent(breaker.id)}`}>Open breaker</LinkButton>
            <LinkButton href={`/history?breaker=${encodeURIComponent(breaker.id)}`}>Its history</LinkButton>
          </div>
        )}
      </div>
      <div className="grid gap-4 p-4 max-md:px-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <Card aria-label="What happened" className="px-4 py-4">
          <p className="text-14 font-medium text-pretty">
            {subject} {lowerFirst(verb)} {rest}
          </p>
          <p className="mt-1 mb-3 text-12 text-text-2">
            {formatDate(entry.at)}, {formatClock(entry.at)} UTC
          </p>
          {entry.kind === 'transition' && (
            <div className="mb-3">
              <ChangeWords change={entry} />
            </div>
          )}
          <KeyValues rows={entryFacts(entry, breaker?.config, fault)} />
        </Card>
        {around.length > 0 && <Around around={around} seq={entry.seq} window={breaker?.config} />}
      </div>
    </div>
  );
}

/** A name in front of it makes the verb go on small: "payments opened". */
const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

interface AroundProps {
  readonly around: readonly TransitionEntry[];
  readonly seq: number;
  readonly window: CauseWindow | undefined;
}

function Around({ around, seq, window }: AroundProps) {
  return (
    <Card aria-labelledby="around-title" className="self-start">
      <h2 id="around-title" className="px-4 pt-2.5 pb-2 text-13 font-semibold">
        Around it <span className="font-normal text-text-3">same breaker, newest first</span>
      </h2>
      <ol className="overflow-hidden rounded-b-8 border-t border-border">
        {around.map((change) => (
          <li key={change.seq} className="border-grid not-first:border-t">
            <Link
              href={`/history/${change.seq}`}
              aria-current={change.seq === seq || undefined}
              className="flex flex-col gap-1 px-4 py-2.5 -outline-offset-2 hover:bg-hover aria-current:bg-hover"
            >
              <span className="flex items-center gap-2">
                <ChangeWords change={change} />
                {change.seq === seq && <Tag className="bg-surface">This one</Tag>}
                <span className="ml-auto font-mono text-12 text-text-2">{formatClock(change.at)}</span>
              </span>
              <span className="flex gap-2 text-12 text-text-2">
                <span className="truncate">{causeInWords(change.detail, window)}</span>
                <span className="ml-auto shrink-0">{sampleInWords(change)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  );
}
