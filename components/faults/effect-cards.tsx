'use client';
import { CircleX, Hourglass, type LucideIcon, Timer } from 'lucide-react';
import { useId } from 'react';
import { Checkbox } from '@/components/ui/checkbox.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import type { EffectKind } from './fault-draft.ts';

const CARDS: readonly { kind: EffectKind; name: string; line: string; Icon: LucideIcon }[] = [
  { kind: 'errors', name: 'Errors', line: 'Fail a share of calls', Icon: CircleX },
  { kind: 'latency', name: 'Latency', line: 'Delay each answer', Icon: Timer },
  { kind: 'hang', name: 'Hang', line: 'Never answers', Icon: Hourglass },
];

interface EffectCardsProps {
  readonly chosen: readonly EffectKind[];
  readonly onChange: (chosen: readonly EffectKind[]) => void;
  readonly problem: string | undefined;
}

/** What the fault does: one or more. */
export function EffectCards({ chosen, onChange, problem }: EffectCardsProps) {
  const base = useId();
  return (
    <fieldset>
      <legend className="mb-2 text-13 text-text-2">
        Fault <span className="ml-1.5 text-text-3">pick one or more</span>
      </legend>
      <div className="grid grid-cols-3 gap-2 max-md:grid-cols-1">
        {CARDS.map(({ kind, name, line, Icon }) => {
          const on = chosen.includes(kind);
          const toggle = (next: boolean) =>
            onChange(CARDS.map((card) => card.kind).filter((each) => (each === kind ? next : chosen.includes(each))));
          return (
            <label
              key={kind}
              htmlFor={`${base}-${kind}`}
              className={classNames(
                'grid h-14 cursor-pointer grid-cols-[16px_1fr_14px] items-center gap-x-2.5 rounded-8 border px-3 hover:bg-hover',
                on ? 'border-ink bg-inset inset-ring inset-ring-ink' : 'border-border',
              )}
            >
              <Icon size={16} aria-hidden="true" className="text-text-2" />
              <span className="text-13 font-medium">{name}</span>
              <Checkbox id={`${base}-${kind}`} label={`${name}: ${line}`} checked={on} onCheckedChange={toggle} />
              <span className="col-start-2 col-end-4 -mt-2 text-12 text-text-2">{line}</span>
            </label>
          );
        })}
      </div>
      {problem && <p className="mt-2 text-12 text-open-text">{problem}</p>}
    </fieldset>
  );
}
