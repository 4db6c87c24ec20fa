'use client';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong, in words. */
  readonly error?: string | null | undefined;
  readonly children: (control: {
    id: string;
    'aria-describedby': string | undefined;
    'aria-invalid': boolean;
  }) => ReactNode;
}

/** A control with its label, a hint and what is wrong with it, tied together for every reader. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-12 text-text-2">
        {label}
      </label>
      {children({ id, 'aria-describedby': note ? noteId : undefined, 'aria-invalid': Boolean(error) })}
      {note && (
        <p id={noteId} className={classNames('text-12', error ? 'text-open-text' : 'text-text-3')}>
          {note}
        </p>
      )}
    </div>
  );
}

const BOX = 'rounded-6 border border-control bg-surface text-13 text-text aria-invalid:border-open';

/** 16 px on phones: below that iOS zooms the page in. */
export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  return <input type="text" {...rest} className={classNames(BOX, 'h-8 w-full px-2.5 max-md:text-16', className)} />;
}

interface NumberInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type' | 'prefix'> {
  readonly value: number;
  readonly onValueChange: (value: number) => void;
  readonly unit?: string;
  readonly prefix?: string;
}

/** A number with its unit inside, at the right. */
export function NumberInput({ value, onValueChange, unit, prefix, className, ...rest }: NumberInputProps) {
  return (
    <span
      className={classNames(
        BOX,
        'inline-flex h-8 items-center justify-end gap-1 px-2.5 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-ink',
        className,
      )}
    >
      {prefix && (
        <span aria-hidden="true" className="text-text-2">
          {prefix}
        </span>
      )}
      <input
        type="number"
        inputMode="decimal"
        {...rest}
        value={Number.isNaN(value) ? '' : value}
        onChange={(event) => onValueChange(event.target.valueAsNumber)}
        className={classNames(
          'min-w-0 bg-transparent text-right font-medium outline-none max-md:text-16',
          // A sign before the number stays beside it.
          prefix ? 'field-sizing-content max-w-full' : 'w-full',
        )}
      />
      {unit && (
        <span aria-hidden="true" className="text-12 text-text-3">
          {unit}
        </span>
      )}
    </span>
  );
}
