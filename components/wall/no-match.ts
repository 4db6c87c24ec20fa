import { TALLY_FACTS } from '@/components/frame/state-tally.ts';
import { plural } from '@/lib/format.ts';
import type { WallQuery } from './wall-view.ts';

export interface NoMatch extends WallQuery {
  /** Breakers in all. */
  readonly fleet: number;
}

function filterInWords(filter: NonNullable<WallQuery['filter']>): string {
  if (filter === 'fault') return 'has a fault';
  return filter === 'flapping' ? 'is flapping' : `is ${TALLY_FACTS[filter].word}`;
}

/** Why nothing is shown: "12 breakers, none is Half-open in “media”." */
export function noMatchLine({ fleet, filter, group, text }: NoMatch): string {
  const wanted = [
    ...(filter === null ? [] : [filterInWords(filter)]),
    ...(text.trim() === '' ? [] : [`matches “${text.trim()}”`]),
  ];
  const within = group === null ? '' : ` in “${group}”`;
  return `${plural(fleet, 'breaker')}, none ${wanted.join(' and ') || 'is there'}${within}.`;
}
