'use client';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Spinner } from './spinner.tsx';
import { Tooltip } from './tooltip.tsx';

export type ButtonVariant = 'default' | 'primary' | 'quiet' | 'halt';
export type ButtonSize = 'small' | 'medium' | 'large';

const SIZES: Readonly<Record<ButtonSize, string>> = {
  small: 'h-6 px-2 text-12 gap-1.5',
  medium: 'h-7 px-2.5 text-13 gap-1.5',
  large: 'h-8 px-3.5 text-13 gap-2',
};
const VARIANTS: Readonly<Record<ButtonVariant, string>> = {
  default: 'border border-border-strong bg-surface text-text hover:bg-hover [&_svg]:text-text-2',
  primary: 'border border-ink bg-ink text-on-ink hover:opacity-90',
  quiet: 'border border-transparent text-text-2 hover:bg-hover hover:text-text',
  halt: 'border border-ink bg-ink text-on-ink tracking-[0.04em] hover:opacity-90',
};
const OFF = 'border border-dashed border-border bg-inset text-text-3';

/** The look of a button, for links that act like one. */
export function buttonClasses(variant: ButtonVariant = 'default', size: ButtonSize = 'medium', off = false): string {
  return classNames(
    'inline-flex shrink-0 items-center justify-center whitespace-nowrap rounded-6 select-none transition-colors',
    variant === 'halt' ? 'font-semibold' : 'font-medium',
    SIZES[size],
    off ? OFF : VARIANTS[variant],
  );
}

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: ReactNode;
  /** What is being done now ("Forcing open"); the button keeps the wider of both widths and can't be pressed. */
  readonly pending?: string | false | undefined;
  /** What the button keeps room for while it isn't pending. */
  readonly pendingLabel?: string | undefined;
  /** Why it is off. It stays in reach of the keyboard, so that the reason can be read. */
  readonly disabledReason?: string | null | undefined;
}

/** A button of ink on a surface. */
export function Button(props: ButtonProps) {
  const { variant, size, icon, pending, pendingLabel, disabledReason, children, className, onClick, ...rest } = props;
  const off = typeof disabledReason === 'string';
  const busy = typeof pending === 'string';
  const label = pending || pendingLabel;
  const content = (
    <>
      {icon}
      {children}
    </>
  );
  return (
    <Tooltip content={disabledReason ?? null}>
      <button
        type="button"
        {...rest}
        aria-disabled={off || busy || undefined}
        aria-busy={busy || undefined}
        onClick={(event) => (off || busy ? event.preventDefault() : onClick?.(event))}
        className={classNames(buttonClasses(variant, size, off), className)}
      >
        {label ? (
          <span className="grid items-center justify-items-center *:col-start-1 *:row-start-1">
            <span className={classNames('inline-flex items-center gap-[inherit]', busy && 'invisible')}>{content}</span>
            <span className={classNames('inline-flex items-center gap-1.5', !busy && 'invisible')} aria-hidden={!busy}>
              <Spinner />
              {label}
            </span>
          </span>
        ) : (
          content
        )}
      </button>
    </Tooltip>
  );
}

/** A square button of one icon; its label is its name and its tooltip. */
export function IconButton({ label, children, className, ...props }: ButtonProps & { readonly label: string }) {
  return (
    <Tooltip content={props.disabledReason ? null : label} side="bottom">
      <Button variant="quiet" aria-label={label} {...props} className={classNames('w-7 px-0', className)}>
        {children}
      </Button>
    </Tooltip>
  );
}

/** Buttons with shared borders; only the outer corners are round. */
export function ButtonGroup({ children, label }: { readonly children: ReactNode; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out as a row of joined buttons
    <div
      role="group"
      aria-label={label}
      className="inline-flex *:rounded-none *:not-first:-ml-px *:first:rounded-l-6 *:last:rounded-r-6 *:focus-visible:z-1 *:hover:z-1"
    >
      {children}
    </div>
  );
}
