import type { Metadata } from 'next';
import { NewBreakerForm } from '@/components/configuration/new-breaker-form.tsx';
import { DIALECTS } from '@/lib/dialects/dialects.ts';

export const metadata: Metadata = { title: 'New breaker' };

export default function NewBreakerPage() {
  const dialects = [...DIALECTS.values()].map(({ id, name, version }) => ({ id, name, version }));
  return (
    <>
      <header className="flex min-h-14 flex-wrap items-center gap-x-3 border-b border-border bg-surface px-4 py-2">
        <h1 className="text-20 font-semibold">New breaker</h1>
        <p className="text-12 text-text-2">
          For calls that leave the process, to a database or another service: what can fail or hang without you.
        </p>
      </header>
      <NewBreakerForm dialects={dialects} />
    </>
  );
}
