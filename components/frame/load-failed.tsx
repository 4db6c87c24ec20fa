'use client';
import { useRouter } from 'next/navigation';
import { startTransition } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';

interface LoadFailedProps {
  readonly error: Error & { digest?: string };
  readonly reset: () => void;
}

/** Details stay in the server's log; the digest is how to find them there. */
export function LoadFailed({ error, reset }: LoadFailedProps) {
  const router = useRouter();
  return (
    <div className="mx-auto max-w-[520px] px-4 py-16" role="alert">
      <EmptyState
        title="Could not load this page"
        line={`The server failed or is not there.${error.digest ? ` Its log knows more under ${error.digest}.` : ''}`}
        action={
          <Button
            size="small"
            onClick={() =>
              startTransition(() => {
                router.refresh();
                reset();
              })
            }
          >
            Try again
          </Button>
        }
      />
    </div>
  );
}
