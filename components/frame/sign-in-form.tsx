'use client';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Field, TextInput } from '@/components/ui/field.tsx';
import type { ErrorReply } from '@/lib/protocol/error.ts';

const UNREACHABLE = 'The server could not be reached.';

/** Null if the token was right; else why not, in words. */
async function signIn(token: string): Promise<string | null> {
  const response = await fetch('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  }).catch(() => null);
  if (response === null) return UNREACHABLE;
  if (response.ok) return null;
  const reply = (await response.json().catch(() => null)) as ErrorReply | null;
  return reply?.error.message ?? `The server answered ${response.status}.`;
}

/** One field; afterwards the page is loaded anew, so that the connection is made with the session. */
export function SignInForm({ next }: { readonly next: string }) {
  const [token, setToken] = useState('');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    if (token === '') return setProblem('Enter the token.');
    setPending(true);
    const refused = await signIn(token);
    if (refused === null) window.location.assign(next);
    else {
      setProblem(refused);
      setPending(false);
    }
  };
  return (
    <form onSubmit={submit} className="mt-6 flex flex-col gap-4">
      <Field label="Operator token" hint="The server was started with it." error={problem}>
        {(control) => (
          <TextInput
            {...control}
            type="password"
            name="token"
            autoComplete="current-password"
            autoFocus
            value={token}
            onChange={(event) => setToken(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="large" pending={pending && 'Signing in'} pendingLabel="Signing in">
        Sign in
      </Button>
    </form>
  );
}
