'use client';
import { Button, type ButtonProps } from '@/components/ui/button.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { useHalt } from './use-halt.tsx';

interface HaltButtonProps extends Pick<ButtonProps, 'className' | 'size'> {
  readonly label?: 'HALT' | 'HALT ALL';
}

/** Never off: if the server can't be reached, trying says so. */
export function HaltButton({ label = 'HALT', size = 'medium', className }: HaltButtonProps) {
  const { pending, halt } = useHalt();
  return (
    <Button
      variant="halt"
      size={size}
      pending={pending && 'Halting'}
      pendingLabel="Halting"
      onClick={halt}
      aria-keyshortcuts="Shift+H"
      title="End every fault now (Shift+H)"
      className={classNames('text-12', className)}
      icon={<span aria-hidden="true" className="size-2 bg-current" />}
    >
      {label}
    </Button>
  );
}
