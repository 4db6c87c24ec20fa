import { Wall } from '@/components/wall/wall.tsx';
import { getRuntime, type Runtime } from '@/lib/runtime/runtime-handle.ts';

const TIMELINE_MS = 15 * 60_000;
const PAGE_LENGTH = 500;
const MOST_PAGES = 4;
/** Faults and boots of the last minutes stand among the newest entries. */
const LATEST = 300;

/** Every transition since a moment, but never more than a browser can take. */
async function transitionsSince(history: Runtime['history'], from: number) {
  const transitions = [];
  let cursor: number | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = await history.transitions({ from, limit: PAGE_LENGTH, cursor });
    transitions.push(...found.transitions);
    if (found.nextCursor === null) break;
    cursor = Number(found.nextCursor);
  }
  return transitions;
}

/** The wall. Without its history it still shows the breakers, with an empty timeline. */
export default async function PanelPage() {
  const runtime = getRuntime();
  const from = runtime.now() - TIMELINE_MS;
  const [transitions, latest] = await Promise.all([
    transitionsSince(runtime.history, from),
    runtime.history.latestEntries(LATEST),
  ]).catch(() => [[], []]);
  const others = latest.filter((entry) => entry.kind !== 'transition' && Date.parse(entry.at) >= from);
  return <Wall loaded={[...transitions, ...others]} />;
}
