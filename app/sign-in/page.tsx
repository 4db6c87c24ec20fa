import type { Metadata } from 'next';
import { Logo } from '@/components/breaker/logo.tsx';
import { sameSitePath } from '@/components/frame/same-site-path.ts';
import { SignInForm } from '@/components/frame/sign-in-form.tsx';

export const metadata: Metadata = { title: 'Sign in' };

interface SignInPageProps {
  readonly searchParams: Promise<{ readonly next?: string | string[] }>;
}

/** Stands before everything else, so it reads nothing of the fleet. */
export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next } = await searchParams;
  return (
    <main className="flex min-h-dvh items-center justify-center p-4">
      <div className="w-full max-w-[360px] rounded-12 border border-border bg-surface p-6 shadow-card">
        <h1 className="flex items-center gap-2.5 text-16 font-semibold">
          <Logo size={24} />
          Breaker Panel
        </h1>
        <p className="mt-2 text-13 text-text-2">This panel asks who operates it.</p>
        <SignInForm next={sameSitePath(next)} />
      </div>
    </main>
  );
}
