'use client';
import { useEffect, useState } from 'react';
import type { ChartRange } from '@/components/charts/chart-range.ts';
import { useFleet, useLiveClient } from '@/components/live/use-fleet.ts';
import { mergeSamples, stepsUpTo } from '@/lib/live/series.ts';
import type { Sample } from '@/lib/protocol/history-query.ts';
import type { TransitionEntry } from '@/lib/protocol/journal-entry.ts';
import type { LoadedHistory } from './breaker-page-data.ts';

/** How many transitions a range is drawn from at most; what is older is left open. */
const MAX_PAGES = 4;

async function read<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.json() as Promise<T>;
}

interface Page {
  readonly transitions: readonly TransitionEntry[];
  readonly nextCursor: string | null;
}

async function loadTransitions(span: Record<string, string>, signal: AbortSignal): Promise<TransitionEntry[]> {
  const found: TransitionEntry[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = new URLSearchParams({ ...span, limit: '500', ...(cursor === null ? {} : { cursor }) });
    const answer: Page = await read(`/api/history/transitions?${query}`, signal);
    found.push(...answer.transitions);
    cursor = answer.nextCursor;
    if (cursor === null) break;
  }
  return found;
}

async function loadHistory(id: string, range: ChartRange, now: number, signal: AbortSignal): Promise<LoadedHistory> {
  const { from, to } = stepsUpTo(now, range.lengthMs, range.stepMs);
  const span = { breaker: id, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const query = new URLSearchParams({ ...span, step: String(range.stepMs) });
  const [{ samples }, transitions] = await Promise.all([
    read<{ samples: readonly Sample[] }>(`/api/history/samples?${query}`, signal),
    loadTransitions(span, signal),
  ]);
  return { range: range.key, samples, transitions };
}

/**
 * The samples and transitions of a range: as rendered, loaded anew for another range, after every time away, and as
 * often as its steps ask for. Until a load is there, what was shown stays.
 */
export function useRangeHistory(id: string, range: ChartRange, rendered: LoadedHistory) {
  const client = useLiveClient();
  const connected = useFleet(({ connection: { status } }) => status === 'live' || status === 'delayed');
  const [history, setHistory] = useState(rendered);
  const [problem, setProblem] = useState<string | null>(null);
  const [tries, setTries] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks for another load
  useEffect(() => {
    if (!connected && range.key === rendered.range) return;
    const controller = new AbortController();
    const load = () =>
      loadHistory(id, range, Date.now() + client.state().serverOffsetMs, controller.signal)
        .then((loaded) => {
          setHistory(loaded);
          setProblem(null);
        })
        .catch((error: unknown) => {
          if (!controller.signal.aborted) setProblem(error instanceof Error ? error.message : 'It could not be read.');
        });
    load();
    const timer = setInterval(load, range.reloadMs);
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  }, [client, id, range, rendered.range, connected, tries]);

  return { history, problem, retry: () => setTries((count) => count + 1) };
}

/** The newest steps of ten seconds as the ticks bring them, read once a second: no chart needs more. */
export function useLiveSamples(id: string): readonly Sample[] {
  const client = useLiveClient();
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    const timer = setInterval(() => {
      const { detail } = client.state();
      // A tick carries two steps; those before them are kept until the next load has them.
      if (detail?.id === id) setSamples((kept) => mergeSamples(kept, detail.samples).slice(-KEPT_STEPS));
    }, 1_000);
    return () => clearInterval(timer);
  }, [client, id]);
  return samples;
}

const KEPT_STEPS = 12;
