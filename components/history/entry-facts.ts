import { COMMANDS } from '@/components/breaker/commands.ts';
import { STATE_WORDS } from '@/components/breaker/state-words.ts';
import { effectInWords } from '@/components/faults/fault-words.ts';
import type { TransitionCause } from '@/lib/engine/breaker-event.ts';
import {
  formatClock,
  formatCount,
  formatDate,
  formatDuration,
  formatPercent,
  formatSpan,
  formatThreshold,
  MISSING,
} from '@/lib/format.ts';
import type { JournalEntry, TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import { type CauseWindow, causeInWords } from './cause-in-words.ts';
import { stayInWords } from './history-rows.ts';

export type Fact = readonly [name: string, value: string];

const moment = (at: string) => `${formatDate(at)}, ${formatClock(at)} UTC`;
const rate = (value: number | null) => (value === null ? 'none, too few calls' : formatPercent(value));

function measured(cause: TransitionCause): Fact[] {
  switch (cause.kind) {
    // The rates themselves are told with the window, as for every transition.
    case 'failure-rate':
    case 'slow-call-rate':
      return [['Threshold', formatThreshold(cause.threshold)]];
    case 'failure-count':
    case 'consecutive-failures':
      return [
        ['Measured', formatCount(cause.value)],
        ['Threshold', formatCount(cause.threshold)],
      ];
    case 'probe-rate':
      return [
        ['Threshold', formatThreshold(cause.threshold)],
        ['Probes', `${formatCount(cause.failedCalls)} of ${formatCount(cause.probes)} failed`],
      ];
    case 'probes-good':
      return [['Probes', `${formatCount(cause.goodProbes)} of ${formatCount(cause.probes)} good`]];
    case 'wait-over':
    case 'half-open-wait-over':
      return [['Waited', formatSpan(cause.waitMs)]];
    case 'hold-expired':
      return [['Hold', STATE_WORDS[cause.hold]]];
    default:
      return [];
  }
}

function transitionFacts(entry: TransitionEntry, window: CauseWindow | undefined, fault: string | null): Fact[] {
  const counted = entry.bufferedCalls > 0;
  return [
    ['Cause', causeInWords(entry.detail, window)],
    ...measured(entry.detail),
    ['Previous state', `${STATE_WORDS[entry.from]} for ${stayInWords(entry)}`],
    ['Failed / window', counted ? `${formatCount(entry.failedCalls)} / ${formatCount(entry.bufferedCalls)}` : MISSING],
    ['Slow / window', counted ? `${formatCount(entry.slowCalls)} / ${formatCount(entry.bufferedCalls)}` : MISSING],
    ['Failure rate', counted ? rate(entry.failureRate) : MISSING],
    ['Slow-call rate', counted ? rate(entry.slowCallRate) : MISSING],
    ...(entry.waitMs === null ? [] : ([['Waits', formatSpan(entry.waitMs)]] as const)),
    ...(fault === null ? [] : ([['Fault then', fault]] as const)),
    ['Actor', entry.actor ?? 'System'],
    ...(entry.reason ? ([['Reason', entry.reason]] as const) : []),
    ['Generation', formatCount(entry.generation)],
  ];
}

function ownFacts(entry: JournalEntry, window: CauseWindow | undefined, fault: string | null): Fact[] {
  switch (entry.kind) {
    case 'transition':
      return transitionFacts(entry, window, fault);
    case 'command':
      return [
        ['Command', COMMANDS[entry.command].verb],
        ['Actor', entry.actor],
        ['Reason', entry.reason],
        ['Hold ends', entry.expiresAt ? moment(entry.expiresAt) : MISSING],
        ['Command id', entry.commandId],
      ];
    case 'fault-started':
    case 'fault-ended':
      return [
        ['Fault', entry.fault.effects.map((effect) => effectInWords(effect)).join(', ')],
        ['Breakers', entry.fault.breakers.join(', ')],
        ['Started', moment(entry.fault.startedAt)],
        [entry.kind === 'fault-ended' ? 'Would have ended' : 'Ends', moment(entry.fault.endsAt)],
        ['By', entry.fault.actor],
        ['Reason', entry.fault.reason],
        ...(entry.kind === 'fault-ended' && entry.actor ? ([['Ended by', entry.actor]] as const) : []),
        ...(entry.kind === 'fault-ended' && entry.reason ? ([['Why it was ended', entry.reason]] as const) : []),
      ];
    case 'halt-reason':
    case 'configuration':
      return [
        ...(entry.kind === 'configuration'
          ? ([
              ['Change', entry.change === 'created' ? 'Breaker created' : 'Breaker deleted'],
              ['Behaves as', entry.dialect],
              ['Revision', formatCount(entry.revision)],
            ] as const)
          : []),
        ['Actor', entry.actor],
        ['Reason', entry.reason],
      ];
    case 'boot':
      return [
        ['Not running', entry.downSince ? `from ${moment(entry.downSince)}` : 'never before'],
        [
          'Without data for',
          entry.downSince ? formatDuration(Date.parse(entry.at) - Date.parse(entry.downSince)) : MISSING,
        ],
      ];
    case 'lost':
      return [['Lost', `${formatCount(entry.transitions)} transitions`]];
  }
}

/** Everything that an entry of the journal says, in words. `fault` acted on its breaker at that moment. */
export function entryFacts(entry: JournalEntry, window: CauseWindow | undefined, fault: string | null): Fact[] {
  return [...ownFacts(entry, window, fault), ['Number', formatCount(entry.seq)], ['Boot', formatCount(entry.epoch)]];
}
