import { COMMANDS } from '@/components/breaker/commands.ts';
import { STATE_WORDS } from '@/components/breaker/state-words.ts';
import { effectInWords, faultInWords, targetInWords } from '@/components/faults/fault-words.ts';
import { causeInWords } from '@/components/history/cause-in-words.ts';
import { formatClock, formatDuration, formatShortCount, formatSpan, plural } from '@/lib/format.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import type { WireState } from '@/lib/protocol/breaker-resource.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';

/** How one event reads: a mark, who it is about, what happened, and why. */
export interface EventWords {
  readonly mark: WireState | 'fault' | 'config' | 'server';
  readonly subject: string;
  readonly verb: string;
  readonly rest: string;
  /** Where it leads. */
  readonly href: string;
}

/** "opened", "re-opened", "closed", "forced open": what a change of state is called. */
export function transitionVerb({ from, to, cause }: Pick<TransitionEntry, 'from' | 'to' | 'cause'>): string {
  if (cause === 'hold-expired') return `Hold ended, ${STATE_WORDS[to].toLowerCase()}`;
  if (to === 'open') return from === 'half-open' ? 'Re-opened' : 'Opened';
  return STATE_WORDS[to];
}

/** Short stays are told to the tenth of a second: "0:00" says nothing. */
const stay = (ms: number): string => (ms < 10_000 ? formatSpan(Math.round(ms / 100) * 100) : formatDuration(ms));

function transitionRest(entry: TransitionEntry, view: BreakerView | undefined): string {
  const why = `${causeInWords(entry.detail, view?.config)}.`;
  const { kind } = entry.detail;
  if (kind === 'failure-rate')
    return `${why.slice(0, -1)}, ${formatShortCount(entry.failedCalls)} of ${plural(entry.bufferedCalls, 'call')}.`;
  if (kind === 'slow-call-rate')
    return `${why.slice(0, -1)}, ${formatShortCount(entry.slowCalls)} of ${plural(entry.bufferedCalls, 'call')}.`;
  if (kind === 'hold-expired')
    return `It was ${STATE_WORDS[entry.from].toLowerCase()} for ${stay(entry.previousStateMs)}.`;
  return why;
}

const quoted = (reason: string | null): string => (reason === null || reason === '' ? '' : `: “${reason}”`);

/** An entry of the journal in words; a breaker that is gone keeps its id for a name. */
export function eventWords(entry: JournalEntry, breakers: Readonly<Record<string, BreakerView>>): EventWords {
  const nameOf = (id: string) => breakers[id]?.name ?? id;
  const href = `/history/${entry.seq}`;
  switch (entry.kind) {
    case 'transition':
      return {
        mark: entry.to,
        subject: nameOf(entry.breaker),
        verb: `${transitionVerb(entry)}.`,
        rest: transitionRest(entry, breakers[entry.breaker]),
        href,
      };
    case 'command':
      return {
        mark: COMMANDS[entry.command].to,
        subject: nameOf(entry.breaker),
        verb: `${COMMANDS[entry.command].verb}.`,
        rest: `${entry.actor}${quoted(entry.reason)}${entry.expiresAt ? `, until ${formatClock(entry.expiresAt)}` : ''}.`,
        href,
      };
    case 'fault-started':
      return {
        mark: 'fault',
        subject: targetInWords(entry.fault, nameOf),
        verb: 'Fault started.',
        rest: `${faultInWords(entry.fault)}. ${entry.fault.actor}${quoted(entry.fault.reason)}.`,
        href,
      };
    case 'fault-ended': {
      const effects = entry.fault.effects.map((effect) => effectInWords(effect, 'short')).join(', ');
      const by = entry.actor === null ? '' : ` ${entry.actor}${quoted(entry.reason)}.`;
      return {
        mark: 'fault',
        subject: targetInWords(entry.fault, nameOf),
        verb:
          entry.ended === 'expired' ? 'Fault ended.' : entry.ended === 'halted' ? 'Fault halted.' : 'Fault stopped.',
        rest: `${effects}.${by}`,
        href,
      };
    }
    case 'halt-reason':
      return {
        mark: 'fault',
        subject: 'All faults',
        verb: 'Halted.',
        rest: `${entry.actor}${quoted(entry.reason)}.`,
        href,
      };
    case 'configuration':
      return {
        mark: 'config',
        subject: nameOf(entry.breaker),
        verb: entry.change === 'created' ? 'Created.' : 'Deleted.',
        rest: `${entry.actor}${quoted(entry.reason)}.`,
        href,
      };
    case 'boot': {
      const away = entry.downSince === null ? null : Date.parse(entry.at) - Date.parse(entry.downSince);
      return {
        mark: 'server',
        subject: 'Server',
        verb: 'Started.',
        rest: away === null ? 'For the first time.' : `No data for ${formatDuration(away)} before.`,
        href,
      };
    }
    case 'lost':
      return {
        mark: 'no-data',
        subject: 'History',
        verb: `${plural(entry.transitions, 'transition')} lost.`,
        rest: 'They could not be saved in time.',
        href,
      };
  }
}
