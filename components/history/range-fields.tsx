'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { type HistoryRange, type HistorySearch, historyPath, readMoment, writeMoment } from './history-search.ts';

interface RangeFieldsProps {
  readonly search: HistorySearch;
  readonly range: HistoryRange;
  readonly now: number;
}

/** The range as two fields in UTC: nothing has to be dragged. */
export function RangeFields({ search, range, now }: RangeFieldsProps) {
  const router = useRouter();
  const [loading, startLoading] = useTransition();
  const [from, setFrom] = useState(() => writeMoment(range.from));
  const [to, setTo] = useState(() => writeMoment(Math.min(range.to, now)));
  const [problem, setProblem] = useState<string | null>(null);
  const note = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const span = { from: readMoment(from, now), to: readMoment(to, now) };
    if (span.from === null || span.to === null) return setProblem('Write a moment like 2025-11-21 09:50 or 09:50.');
    if (span.from >= span.to) return setProblem('The range must begin before it ends.');
    setProblem(null);
    const typed = { from: span.from, to: span.to };
    startLoading(() => router.push(historyPath(search, { typed })));
  };
  const field = (label: string, value: string, onValue: (value: string) => void) => (
    <input
      aria-label={label}
      aria-invalid={problem !== null}
      aria-describedby={problem === null ? undefined : note}
      value={value}
      onChange={(event) => onValue(event.target.value)}
      spellCheck={false}
      autoComplete="off"
      className="h-7 w-40 rounded-6 border border-control bg-surface px-2 font-mono text-12 aria-invalid:border-open max-md:text-16 max-md:w-52"
    />
  );
  return (
    <form onSubmit={submit} className="flex min-h-9 flex-wrap items-center gap-2 text-12 text-text-2">
      From
      {field('From, UTC', from, setFrom)}
      to
      {field('To, UTC', to, setTo)}
      UTC
      <Button type="submit" pending={loading && 'Loading'} pendingLabel="Loading">
        Show
      </Button>
      {search.typed && (
        <Button variant="quiet" onClick={() => startLoading(() => router.push(historyPath(search, { typed: null })))}>
          Clear
        </Button>
      )}
      {problem !== null && (
        <p id={note} role="alert" className="text-open-text">
          {problem}
        </p>
      )}
    </form>
  );
}
