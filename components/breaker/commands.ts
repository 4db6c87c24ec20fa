import type { CommandKind } from '@/lib/engine/breaker-event.ts';
import { type BreakerState, isHeld } from '@/lib/engine/breaker-state.ts';
import { formatPercent, formatRateValue, formatRemaining, plural } from '@/lib/format.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import { probesNeeded } from './gauge-facts.ts';
import { STATE_WORDS } from './state-words.ts';

interface CommandWords {
  readonly verb: string;
  /** While it is being done. */
  readonly pending: string;
  /** What did not happen when it was refused. */
  readonly refused: string;
  /** The state that its glyph shows. */
  readonly to: BreakerState;
  readonly holds: boolean;
}

export const COMMANDS: Readonly<Record<CommandKind, CommandWords>> = {
  'force-open': {
    verb: 'Force open',
    pending: 'Forcing open',
    refused: 'Not forced open',
    to: 'forced-open',
    holds: true,
  },
  'force-closed': {
    verb: 'Force closed',
    pending: 'Forcing closed',
    refused: 'Not forced closed',
    to: 'forced-closed',
    holds: true,
  },
  'half-open': { verb: 'Half-open', pending: 'Half-opening', refused: 'Not half-open', to: 'half-open', holds: false },
  disable: { verb: 'Disable', pending: 'Disabling', refused: 'Not disabled', to: 'disabled', holds: true },
  'metrics-only': {
    verb: 'Metrics only',
    pending: 'Setting metrics only',
    refused: 'Not set to metrics only',
    to: 'metrics-only',
    holds: true,
  },
  release: { verb: 'Release', pending: 'Releasing', refused: 'Not released', to: 'closed', holds: false },
  reset: { verb: 'Reset', pending: 'Resetting', refused: 'Not reset', to: 'closed', holds: false },
};

const ORDER = ['force-open', 'force-closed', 'half-open', 'disable', 'metrics-only', 'release', 'reset'] as const;

/** What an operator may do to a breaker in this state; only this is offered. */
export function legalCommands(view: Pick<BreakerView, 'state' | 'controllable'>): CommandKind[] {
  if (!view.controllable || view.state === 'no-data') return [];
  return ORDER.filter((kind) => {
    if (kind === 'half-open') return view.state === 'open' || view.state === 'forced-open';
    if (kind === 'release') return isHeld(view.state);
    return true;
  });
}

/** The same hold again only gives it another end. */
export const extendsHold = (view: Pick<BreakerView, 'state'>, kind: CommandKind): boolean =>
  COMMANDS[kind].holds && COMMANDS[kind].to === view.state;

/** The verb on the button: "Force open", or "Extend" for the hold that is there already. */
export const verbFor = (view: Pick<BreakerView, 'state'>, kind: CommandKind): string =>
  extendsHold(view, kind) ? `Extend ${STATE_WORDS[COMMANDS[kind].to].toLowerCase()}` : COMMANDS[kind].verb;

/** What will follow, with its numbers; the middle part is what counts. */
export interface Consequence {
  readonly before?: string;
  readonly strong?: string;
  readonly after: string;
}

function closedBy(view: BreakerView): string {
  const { needed, of } = probesNeeded(view.config);
  return view.config.successThresholdInHalfOpen === null
    ? `${needed} of ${of} must be good to close it; else it opens again.`
    : `${needed} good ones in a row close it; one failure opens it again.`;
}

function release(view: BreakerView): Consequence {
  if (view.computedState === 'open') {
    const wait = view.retryAfterMs ? ` for ${formatRemaining(view.retryAfterMs)}` : ' until its wait is over';
    return { before: 'It becomes ', strong: 'Open', after: `: calls are rejected${wait}.` };
  }
  if (view.computedState === 'half-open')
    return { before: 'It becomes ', strong: 'Half-open', after: ' and tries probes.' };
  return {
    before: 'It becomes ',
    strong: 'Closed',
    after: `: about ${formatRateValue(view.callsPerSecond)} calls/s go through and are counted.`,
  };
}

/** The sentence of the dialog, before anything is done. */
export function consequence(view: BreakerView, kind: CommandKind): Consequence {
  switch (kind) {
    case 'force-open':
      return {
        before: 'About ',
        strong: `${formatRateValue(view.callsPerSecond)} calls/s will be rejected`,
        after: ' until the hold ends. It will not close by itself before that.',
      };
    case 'force-closed':
      return {
        strong: 'All calls go through, even when they fail.',
        after:
          view.state === 'open' || view.computedState === 'open'
            ? ` Right now it would be Open (${formatPercent(view.failureRate)}).`
            : ' It will not open, whatever its failure rate.',
      };
    case 'half-open':
      return {
        strong: `${plural(view.config.permittedNumberOfCallsInHalfOpenState, 'probe')} may go through now.`,
        after: ` ${closedBy(view)}`,
      };
    case 'disable':
      return {
        strong: 'All calls go through and nothing is counted.',
        after: ' There will be a gap in the charts.',
      };
    case 'metrics-only':
      return { strong: 'All calls go through.', after: ' Results are counted, but it will not open.' };
    case 'release':
      return release(view);
    case 'reset':
      return {
        before: 'Empties the window (',
        strong: plural(view.bufferedCalls, 'result'),
        after: ') and closes the breaker. History stays.',
      };
  }
}
