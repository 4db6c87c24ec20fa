import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** A surface with a border. */
export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return (
    <section {...rest} className={classNames('rounded-8 border border-border bg-surface shadow-card', className)} />
  );
}

interface CardTitleProps {
  readonly title: ReactNode;
  /** Unit or scope, in grey beside the title. */
  readonly scope?: ReactNode;
  /** Legend or actions at the right. */
  readonly children?: ReactNode;
  /** 36 instead of 40 high. */
  readonly dense?: boolean;
  readonly id?: string;
}

export function CardTitle({ title, scope, children, dense = false, id }: CardTitleProps) {
  return (
    <div className={classNames('flex items-center gap-2 px-4', dense ? 'h-9' : 'h-10')}>
      <h2 id={id} className="shrink-0 text-13 font-semibold">
        {title}
      </h2>
      {scope && <span className="truncate text-13 text-text-3">{scope}</span>}
      {children && <div className="ml-auto flex shrink-0 items-center gap-3">{children}</div>}
    </div>
  );
}
