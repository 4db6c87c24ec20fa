import type { BreakerConfig } from './breaker-config.ts';
import { type BreakerMemory, newMemory } from './breaker-memory.ts';
import { BREAKER_STATES } from './breaker-state.ts';
import { CountWindow } from './count-window.ts';
import { DamagedState, field, type Place, readBoolean, readNumber, readOneOf, readWhole } from './damaged-state.ts';
import { readWindow } from './exported-window.ts';
import { HalfOpenProbes } from './half-open-probes.ts';
import { type FrozenWindow, type InnerState, newHalfOpen, type OpenState } from './inner-state.ts';
import { type ExportedWindow, importWindow, refitWindow } from './sliding-window.ts';

const VERSION = 1;

interface ExportedFrozenWindow {
  readonly window: ExportedWindow;
  readonly at: number;
  readonly minimumNumberOfCalls: number;
}

/** An open state; its deadline is `openedAt + waitMs`, epoch milliseconds. */
type ExportedOpenState = Omit<OpenState, 'frozen'> & { readonly frozen: ExportedFrozenWindow };

type ExportedState =
  | { readonly name: 'closed' | 'forced-closed'; readonly window: ExportedWindow }
  | { readonly name: 'metrics-only'; readonly window: ExportedWindow; readonly wouldOpen: boolean }
  | ExportedOpenState
  | { readonly name: 'half-open'; readonly window: ExportedWindow; readonly asked: boolean }
  | {
      readonly name: 'forced-open';
      readonly before: 'closed' | 'half-open' | ExportedOpenState;
      readonly frozen: ExportedFrozenWindow;
    }
  | { readonly name: 'disabled' };

/** [HO6] A breaker as plain JSON, without its configuration, which the host keeps. Times are epoch milliseconds. */
export interface ExportedBreaker extends Omit<BreakerMemory, 'config' | 'state' | 'latest'> {
  readonly version: typeof VERSION;
  readonly state: ExportedState;
}

export function exportMemory({ config: _, latest: __, state, totals, ...rest }: BreakerMemory): ExportedBreaker {
  return { version: VERSION, ...rest, totals: { ...totals }, state: exportState(state) };
}

const exportFrozen = ({ window, ...rest }: FrozenWindow): ExportedFrozenWindow => ({
  ...rest,
  window: window.toExport(),
});

const exportOpen = (state: OpenState): ExportedOpenState => ({ ...state, frozen: exportFrozen(state.frozen) });

function exportState(state: InnerState): ExportedState {
  switch (state.name) {
    case 'disabled':
      return { name: state.name };
    case 'open':
      return exportOpen(state);
    case 'half-open':
      return { name: state.name, window: state.probes.window.toExport(), asked: state.asked };
    case 'forced-open': {
      const before = typeof state.before === 'string' ? state.before : exportOpen(state.before);
      return { name: state.name, before, frozen: exportFrozen(state.frozen) };
    }
    default:
      return { ...state, window: state.window.toExport() };
  }
}

/**
 * The memory of an exported breaker at `now`, epoch milliseconds. Nothing in it is later than `now`, so that a clock
 * set back between the two makes no wait longer.
 * @throws DamagedState (`code: 'DAMAGED_STATE'`) that names the place.
 */
export function importMemory(config: BreakerConfig, exported: unknown, now: number): BreakerMemory {
  const root: Place = { value: exported, path: 'exported' };
  const version = field(root, 'version');
  if (version.value !== VERSION) throw new DamagedState(version.path, `${VERSION}`, version.value);
  const count = (name: string, min = 0) => readWhole(field(root, name), min, Number.MAX_SAFE_INTEGER);
  return {
    ...newMemory(config, now),
    state: readState(config, field(root, 'state'), now),
    generation: count('generation', 1),
    stateSince: readMoment(field(root, 'stateSince'), now),
    openingsInARow: count('openingsInARow'),
    jitterDraw: readDraw(field(root, 'jitterDraw')),
    consecutiveFailures: count('consecutiveFailures'),
    totals: readTotals(field(root, 'totals')),
  };
}

function readTotals(place: Place): BreakerMemory['totals'] {
  const count = (name: string) => readWhole(field(place, name), 0, Number.MAX_SAFE_INTEGER);
  return {
    success: count('success'),
    failure: count('failure'),
    timeout: count('timeout'),
    ignored: count('ignored'),
    slow: count('slow'),
    rejected: count('rejected'),
    late: count('late'),
  };
}

const readMoment = (place: Place, now: number): number => Math.min(now, readNumber(place, 0, Number.MAX_SAFE_INTEGER));

const readDraw = (place: Place): number | null => (place.value === null ? null : readNumber(place, 0, 1));

function readFrozen(place: Place): FrozenWindow {
  const at = readNumber(field(place, 'at'), 0, Number.MAX_SAFE_INTEGER);
  const exported = readWindow(field(place, 'window'));
  return {
    window: importWindow(exported, exported.size, at),
    at,
    minimumNumberOfCalls: readWhole(field(place, 'minimumNumberOfCalls'), 1, 1_000_000),
  };
}

function readOpen(place: Place, now: number): OpenState {
  return {
    name: 'open',
    openedAt: readMoment(field(place, 'openedAt'), now),
    waitMs: readWhole(field(place, 'waitMs'), 1, 86_400_000),
    opening: readWhole(field(place, 'opening'), 1, Number.MAX_SAFE_INTEGER),
    jitterDraw: readDraw(field(place, 'jitterDraw')),
    frozen: readFrozen(field(place, 'frozen')),
  };
}

function readState(config: BreakerConfig, place: Place, now: number): InnerState {
  const name = readOneOf(field(place, 'name'), BREAKER_STATES);
  const window = () => refitWindow(config, readWindow(field(place, 'window')), now);
  switch (name) {
    case 'disabled':
      return { name };
    case 'open':
      return readOpen(place, now);
    case 'half-open':
      return {
        ...newHalfOpen(config),
        probes: readProbes(field(place, 'window')),
        asked: readBoolean(field(place, 'asked')),
      };
    case 'forced-open':
      return { name, before: readBefore(field(place, 'before'), now), frozen: readFrozen(field(place, 'frozen')) };
    case 'metrics-only':
      return { name, window: window(), wouldOpen: readBoolean(field(place, 'wouldOpen')) };
    default:
      return { name, window: window() };
  }
}

function readBefore(place: Place, now: number): OpenState | 'closed' | 'half-open' {
  return typeof place.value === 'string'
    ? readOneOf<'closed' | 'half-open'>(place, ['closed', 'half-open'])
    : readOpen(place, now);
}

function readProbes(place: Place): HalfOpenProbes {
  const exported = readWindow(place);
  if (exported.type !== 'count-based') throw new DamagedState(`${place.path}.type`, 'count-based', exported.type);
  return new HalfOpenProbes(exported.size, CountWindow.from(exported.calls, exported.size));
}
