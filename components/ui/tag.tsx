import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';

interface TagProps extends ComponentProps<'span'> {
  readonly icon?: ReactNode;
  /** `running`: something that harms calls goes on now. `outline`: names a place, e.g. the environment. */
  readonly tone?: 'neutral' | 'running' | 'outline';
}

const TONES = {
  neutral: 'bg-hover text-text-2 group-data-selected/row:bg-surface',
  running: 'bg-open-tint text-open-text',
  outline: 'border border-border-strong text-text-2',
} as const;

/** A small fact beside a name. */
export function Tag({ icon, tone = 'neutral', children, className, ...rest }: TagProps) {
  return (
    <span
      {...rest}
      className={classNames(
        'inline-flex h-[18px] shrink-0 items-center gap-1 whitespace-nowrap rounded-4 px-1.5 text-11 font-medium',
        TONES[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
