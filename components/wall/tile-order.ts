/** The order that is shown, without those that left and with newcomers at its end: nothing else may move. */
export function keepOrder(shown: readonly string[], wanted: readonly string[]): string[] {
  const there = new Set(wanted);
  const kept = shown.filter((id) => there.has(id));
  const known = new Set(kept);
  return [...kept, ...wanted.filter((id) => !known.has(id))];
}

/** How many tiles would have to move: all but the longest run that is in the wanted order already. */
export function movedCount(shown: readonly string[], wanted: readonly string[]): number {
  const place = new Map(wanted.map((id, index) => [id, index]));
  // Patience sorting: the smallest place that ends a rising run of each length.
  const ends: number[] = [];
  for (const id of shown) {
    const at = place.get(id) ?? 0;
    const slot = ends.findIndex((end) => end >= at);
    ends[slot === -1 ? ends.length : slot] = at;
  }
  return shown.length - ends.length;
}
