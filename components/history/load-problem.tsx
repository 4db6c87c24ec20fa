'use client';
import { useRouter } from 'next/navigation';
import { startTransition } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';

interface LoadProblemProps {
  readonly title: string;
  readonly error: Error & { digest?: string };
  readonly reset: () => void;
}

/** A page that could not be put together. In production the browser knows no more of why than a number. */
export function LoadProblem({ title, error, reset }: LoadProblemProps) {
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <main className="mx-auto w-full max-w-[560px] p-4 pt-16">
      <h1 className="sr-only">{title}</h1>
      <div role="alert">
        <EmptyState
          title={title}
          line={`The server could not read it now.${error.digest ? ` Request ${error.digest}.` : ''}`}
          action={
            <Button size="small" onClick={again}>
              Try again
            </Button>
          }
        />
      </div>
    </main>
  );
}
