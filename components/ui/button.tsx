'use client';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Spinner } from './spinner.tsx';
import { Tooltip } from './tooltip.tsx';

export type ButtonVariant = 'default' | 'primary' | 'quiet' | 'halt';
export type ButtonSize = 'small' | 'medium' | 'large';

const SIZES: Readonly<Record<ButtonSize, string>> = {
  small: 'h-6 text-12 gap-1.5',
  medium: 'h-7 text-13 gap-1.5',
  large: 'h-8 text-13 gap-2',
};
const PADDINGS: Readonly<Record<ButtonSize, string>> = { small: 'px-2', medium: 'px-2.5', large: 'px-3.5' };
const VARIANTS: Readonly<Record<ButtonVariant, string>> = {
  default: 'border border-border-strong bg-surface text-text hover:bg-hover [&_svg]:text-text-2',
  primary: 'border border-ink bg-ink text-on-ink hover:opacity-90',
  quiet: 'border border-transparent text-text-2 hover:bg-hover hover:text-text',
  halt: 'border border-ink bg-ink text-on-ink tracking-[0.04em] hover:opacity-90',
};
const OFF = 'border border-dashed border-border bg-inset text-text-3';

/** The look of a button, for links that act like one. */
export function buttonClasses(
  variant: ButtonVariant = 'default',
  size: ButtonSize = 'medium',
  { off = false, bare = false }: { readonly off?: boolean; readonly bare?: boolean } = {},
): string {
  return classNames(
    'inline-flex shrink-0 items-center justify-center whitespace-nowrap rounded-6 select-none transition-colors',
    variant === 'halt' ? 'font-semibold' : 'font-medium',
    SIZES[size],
    !bare && PADDINGS[size],
    off ? OFF : VARIANTS[variant],
  );
}

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: ReactNode;
  /** Without padding: its width is given from outside. */
  readonly bare?: boolean;
  /** What is being done now ("Forcing open"); the button keeps the wider of both widths and can't be pressed. */
  readonly pending?: string | false | undefined;
  /** What the button keeps room for while it isn't pending. */
  readonly pendingLabel?: string | undefined;
  /** Why it is off. It stays in reach of the keyboard, so that the reason can be read. */
  readonly disabledReason?: string | null | undefined;
}

/** A button of ink on a surface. */
export function Button(props: ButtonProps) {
  const { variant, size, icon, bare, pending, pendingLabel, disabledReason, children, className, onClick, ...rest } =
    props;
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
        className={classNames(buttonClasses(variant, size, { off, bare: bare ?? false }), className)}
      >
        {label ? (
          <span className="grid items-center justify-items-center *:col-start-1 *:row-start-1">
            <span className={classNames('inline-flex items-center gap-1.5', busy && 'invisible')}>{content}</span>
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

const SQUARES: Readonly<Record<ButtonSize, string>> = { small: 'w-6', medium: 'w-7', large: 'w-8' };

/** A square button of one icon; its label is its name and its tooltip. A class may give it another size. */
export function IconButton({ label, children, className, size = 'medium', ...props }: ButtonProps & { label: string }) {
  return (
    <Tooltip content={props.disabledReason ? null : label} side="bottom">
      <Button variant="quiet" aria-label={label} size={size} bare {...props} className={className ?? SQUARES[size]}>
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
