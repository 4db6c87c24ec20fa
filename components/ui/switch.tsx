'use client';
import { Switch as Radix } from 'radix-ui';

interface SwitchProps {
  readonly id?: string;
  readonly label: string;
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
}

export function Switch({ id, label, checked, onCheckedChange }: SwitchProps) {
  return (
    <Radix.Root
      id={id}
      aria-label={label}
      checked={checked}
      onCheckedChange={onCheckedChange}
      className="target-24 inline-flex h-4 w-7 shrink-0 items-center rounded-full border border-control p-px transition-colors data-[state=checked]:border-ink data-[state=checked]:bg-ink"
    >
      <Radix.Thumb className="block size-3 rounded-full bg-control transition-transform data-[state=checked]:translate-x-3 data-[state=checked]:bg-on-ink" />
    </Radix.Root>
  );
}
