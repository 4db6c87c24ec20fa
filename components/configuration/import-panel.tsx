'use client';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Select } from '@/components/ui/select.tsx';
import type { ConfigurationTarget, Understood } from '@/lib/dialects/configuration/target.ts';
import { CONFIGURATION_TARGETS, findTarget } from '@/lib/dialects/configuration/targets.ts';
import { BehaviourLine, NoteList } from './note-list.tsx';

const OPTIONS = CONFIGURATION_TARGETS.map(({ id, name }) => ({ value: id, label: name }));

interface ImportPanelProps {
  /** Takes over what was understood: as the library behaves, or as the nearest native breaker. */
  readonly onUse: (understood: Understood, target: ConfigurationTarget, as: 'library' | 'native') => void;
}

/** Paste a library's configuration, and see what was understood before it is used. */
export function ImportPanel({ onUse }: ImportPanelProps) {
  const [targetId, setTargetId] = useState('resilience4j');
  const [text, setText] = useState('');
  const [name, setName] = useState<string | null>(null);
  const target = findTarget(targetId);
  const understood = useMemo(
    () => (target && text.trim() !== '' ? target.read(text, name ?? undefined) : null),
    [target, text, name],
  );
  return (
    <div className="flex flex-col gap-4">
      <Select
        label="From"
        size="large"
        fill
        value={targetId}
        options={OPTIONS}
        onValueChange={(next) => {
          setTargetId(next);
          setName(null);
        }}
      />
      {target && <BehaviourLine behaviour={target.behaviour} />}
      <textarea
        aria-label={`Configuration of ${target?.name}`}
        placeholder="Paste it here"
        spellCheck={false}
        rows={9}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="w-full rounded-6 border border-control bg-surface p-2.5 font-mono text-12/5 max-md:text-16"
      />
      {target && understood && (
        <>
          {understood.names.length > 1 && (
            <Select
              label="Breaker"
              value={understood.name ?? ''}
              options={understood.names.map((each) => ({ value: each, label: each }))}
              onValueChange={setName}
            />
          )}
          <Meaning understood={understood} />
          <NoteList title="Good to know" notes={understood.notes} />
          <div className="flex flex-wrap gap-2">
            {understood.options && understood.problems.length === 0 && (
              <Button variant="primary" onClick={() => onUse(understood, target, 'library')}>
                Use, behaving as {target.name}
              </Button>
            )}
            {understood.understood.length > 0 && (
              <Button onClick={() => onUse(understood, target, 'native')}>Use as native breaker</Button>
            )}
          </div>
        </>
      )}
    </div>
  );
}

/** Option by option: what was written, and what it means. */
function Meaning({ understood }: { readonly understood: Understood }) {
  return (
    <section aria-label="What was understood" aria-live="polite" className="flex flex-col gap-2">
      <h3 className="text-13 font-semibold">
        {understood.understood.length === 0 ? 'Nothing was understood' : 'What was understood'}
      </h3>
      {understood.problems.map(({ option, message }) => (
        <p key={`${option} ${message}`} className="text-12 text-open-text">
          <strong className="font-semibold">{option}</strong>: {message}
        </p>
      ))}
      <dl className="text-12">
        {understood.understood.map(({ option, value, meaning }) => (
          <div key={option} className="grid grid-cols-[1fr_1fr] gap-3 border-b border-grid py-1 last:border-0">
            <dt className="min-w-0 font-mono wrap-anywhere">
              {option} <span className="text-text-3">{value}</span>
            </dt>
            <dd className="text-text-2">{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
