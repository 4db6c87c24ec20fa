'use client';
import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Second fact, beside the label. */
  readonly note?: string;
  readonly mark?: ReactNode;
}

interface SelectProps<Value extends string> {
  /** Stands before the value: "Sort Needs attention". */
  readonly label: string;
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onValueChange: (value: Value) => void;
  readonly size?: 'medium' | 'large';
  readonly fill?: boolean;
}

/** One of many, in the look of a button. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, value, options, onValueChange, size = 'medium', fill = false } = props;
  const chosen = options.find((option) => option.value === value);
  return (
    <Radix.Root
      value={value}
      onValueChange={(next) => {
        const option = options.find((candidate) => candidate.value === next);
        if (option) onValueChange(option.value);
      }}
    >
      <Radix.Trigger
        aria-label={`${label}: ${chosen?.label ?? value}`}
        className={classNames(
          'inline-flex min-w-0 items-center gap-2 whitespace-nowrap rounded-6 border border-border-strong bg-surface px-2.5 text-13 hover:bg-hover',
          size === 'large' ? 'h-8' : 'h-7',
          fill && 'w-full',
        )}
      >
        <span className="text-text-3">{label}</span>
        <span className="truncate font-medium">{chosen?.label ?? value}</span>
        {chosen?.note && <span className="truncate text-text-3">{chosen.note}</span>}
        <ChevronDown size={14} aria-hidden="true" className="ml-auto shrink-0 text-text-3" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden rounded-8 border border-border-strong bg-surface shadow-pop"
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="flex h-7 items-center gap-2 rounded-4 pr-2 pl-7 text-13 outline-none data-highlighted:bg-hover"
              >
                <Radix.ItemIndicator className="-ml-5 w-5 shrink-0">
                  <Check size={14} aria-hidden="true" />
                </Radix.ItemIndicator>
                {option.mark}
                <Radix.ItemText>{option.label}</Radix.ItemText>
                {option.note && <span className="ml-auto pl-4 text-12 text-text-3">{option.note}</span>}
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
