import type { WindowCell } from '@/lib/engine/breaker.ts';
import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import type { Bin, WindowView } from '@/lib/protocol/breaker-resource.ts';

/** A page draws so many calls one by one; of more it draws so many bins. */
const MAX_CELLS = 200;
const MAX_BINS = 100;

type CallCell = Extract<WindowCell, { kind: 'call' }>;

const letter = ({ outcome, slow }: CallCell): string => {
  if (outcome === 'failure') return 'f';
  if (outcome === 'timeout') return 't';
  return slow ? 'S' : 's';
};

const countIn = (cell: WindowCell, bin: [number, number, number, number]) => {
  if (cell.kind === 'call') {
    const index = 'sStf'.indexOf(letter(cell));
    bin[index] = (bin[index] ?? 0) + 1;
    return;
  }
  bin[0] += cell.success;
  bin[1] += cell.slow;
  bin[2] += cell.timeout;
  bin[3] += cell.failure;
};

function toBins(cells: readonly WindowCell[], cellsPerBin: number): Bin[] {
  const bins: [number, number, number, number][] = [];
  cells.forEach((cell, index) => {
    const place = Math.floor(index / cellsPerBin);
    const bin = bins[place] ?? [0, 0, 0, 0];
    bins[place] = bin;
    countIn(cell, bin);
  });
  return bins;
}

/** The window in the form that the page draws: few enough parts to send four times a second. */
export function windowView(config: BreakerConfig, cells: readonly WindowCell[]): WindowView {
  const size = config.slidingWindowSize;
  if (config.slidingWindowType === 'time-based') {
    const secondsPerBin = Math.ceil(size / MAX_BINS);
    return { kind: 'second-bins', size, secondsPerBin, bins: toBins(cells, secondsPerBin) };
  }
  if (size <= MAX_CELLS) {
    return { kind: 'calls', size, cells: cells.map((cell) => (cell.kind === 'call' ? letter(cell) : '')).join('') };
  }
  const callsPerBin = Math.ceil(size / MAX_BINS);
  return { kind: 'call-bins', size, callsPerBin, bins: toBins(cells, callsPerBin) };
}
