import { STATE_WORDS } from '@/components/breaker/state-words.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';

const MOST_NAMES = 5;

function names(changes: readonly TransitionEntry[], nameOf: (id: string) => string): string {
  const each = [...new Set(changes.map((change) => nameOf(change.breaker)))];
  const more = each.length - MOST_NAMES;
  return `${each.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const verb = (change: TransitionEntry): string => {
  if (change.to === 'open') return change.from === 'half-open' ? 're-opened' : 'opened';
  return STATE_WORDS[change.to].toLowerCase();
};

/** Changes within a moment as one sentence: "3 breakers opened: a, b, c." Null if nothing changed its state. */
export function announcement(entries: readonly JournalEntry[], nameOf: (id: string) => string): string | null {
  const changes = entries.filter((entry): entry is TransitionEntry => entry.kind === 'transition');
  // Of a breaker that changed more than once only where it ended is worth the listener's time.
  const last = [
    ...new Map([...changes].sort((a, b) => a.seq - b.seq).map((change) => [change.breaker, change])).values(),
  ];
  const [first] = last;
  if (!first) return null;
  if (last.length === 1) return `${nameOf(first.breaker)} ${verb(first)}.`;
  const verbs = [...new Set(last.map(verb))];
  if (verbs.length === 1) return `${last.length} breakers ${verb(first)}: ${names(last, nameOf)}.`;
  return verbs
    .map((word) => {
      const group = last.filter((change) => verb(change) === word);
      return `${names(group, nameOf)} ${word}.`;
    })
    .join(' ');
}
