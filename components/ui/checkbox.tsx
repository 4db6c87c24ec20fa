'use client';
import { Check } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';

interface CheckboxProps {
  readonly id?: string;
  readonly label: string;
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
}

export function Checkbox({ id, label, checked, onCheckedChange }: CheckboxProps) {
  return (
    <Radix.Root
      id={id}
      aria-label={label}
      checked={checked}
      onCheckedChange={(next) => onCheckedChange(next === true)}
      className="target-24 inline-flex size-3.5 shrink-0 items-center justify-center rounded-4 border border-control bg-surface data-[state=checked]:border-ink data-[state=checked]:bg-ink"
    >
      <Radix.Indicator>
        <Check size={10} strokeWidth={3.5} aria-hidden="true" className="text-on-ink" />
      </Radix.Indicator>
    </Radix.Root>
  );
}
