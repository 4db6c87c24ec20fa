'use client';
import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  /** Names the segment when its label is an icon. */
  readonly title?: string;
}

interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly segments: readonly Segment<Value>[];
  readonly onValueChange: (value: Value) => void;
  /** 22 px inside chart titles, 32 in forms. */
  readonly size?: 'small' | 'medium' | 'large';
  /** Fills the width with equal segments; `phone` only there. */
  readonly fill?: boolean | 'phone';
}

const HEIGHTS = { small: 'h-[22px] text-11', medium: 'h-7 text-12', large: 'h-8 text-12' } as const;

/** One of a few, all of them in view. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, segments, onValueChange, size = 'medium', fill = false } = props;
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      orientation="horizontal"
      onValueChange={(next) => {
        const chosen = segments.find((segment) => segment.value === next);
        if (chosen) onValueChange(chosen.value);
      }}
      className={classNames(
        'rounded-6 bg-(--segment-track) p-0.5 dark:ring-1 dark:ring-border',
        fill === true ? 'flex w-full' : 'inline-flex',
        fill === 'phone' && 'max-md:flex',
        HEIGHTS[size],
      )}
    >
      {segments.map((segment) => (
        <RadioGroup.Item
          key={segment.value}
          value={segment.value}
          title={segment.title}
          aria-label={segment.title}
          className={classNames(
            'inline-flex items-center justify-center whitespace-nowrap rounded-4 px-2.5 font-medium text-text-2 hover:text-text',
            'data-[state=checked]:bg-(--segment-on) data-[state=checked]:text-text data-[state=checked]:ring-1 data-[state=checked]:ring-border-strong/60',
            fill === true && 'flex-1 px-1',
            fill === 'phone' && 'max-md:flex-1',
          )}
        >
          {segment.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
