/** A source of numbers in [0, 1). */
export type Random = () => number;

/** FNV-1a over a text: a 32-bit seed from a name. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** A repeatable generator (mulberry32, by Tommy Ettinger): the same seed gives the same numbers on every machine. */
export function createRandom(seed: string): Random {
  let state = hash(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** One draw of the standard normal distribution (Box and Muller, 1958). */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Milliseconds until the next arrival of a Poisson process with so many arrivals a second. */
export function drawArrivalGapMs(arrivalsPerSecond: number, random: Random): number {
  return (-Math.log(1 - random()) / arrivalsPerSecond) * 1_000;
}
