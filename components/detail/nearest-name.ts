/** How many letters must be added, left out or changed to make one of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The known name that was probably meant; null if none is near. */
export function nearestName(asked: string, known: readonly string[]): string | null {
  const most = Math.max(2, Math.floor(asked.length / 3));
  let nearest: { name: string; at: number } | null = null;
  for (const name of known) {
    const at = distance(asked.toLowerCase(), name.toLowerCase());
    if (at <= most && (nearest === null || at < nearest.at)) nearest = { name, at };
  }
  return nearest?.name ?? null;
}
