'use client';
import { Slider as Radix } from 'radix-ui';

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly onValueChange: (value: number) => void;
  /** How the value is read aloud, with its unit. */
  readonly valueText?: string;
}

/** Always paired with a number input: nothing needs dragging. */
export function Slider({ label, value, min, max, step = 1, onValueChange, valueText }: SliderProps) {
  const shown = Number.isNaN(value) ? min : Math.min(max, Math.max(min, value));
  return (
    <Radix.Root
      value={[shown]}
      min={min}
      max={max}
      step={step}
      onValueChange={([next]) => next !== undefined && onValueChange(next)}
      className="relative flex h-6 w-full touch-none items-center select-none"
    >
      <Radix.Track className="relative h-1 w-full rounded-full bg-hover">
        <Radix.Range className="absolute h-full rounded-full bg-ink" />
      </Radix.Track>
      <Radix.Thumb
        aria-label={label}
        aria-valuetext={valueText}
        className="target-24 block size-4 rounded-full border-[1.5px] border-ink bg-surface"
      />
    </Radix.Root>
  );
}
