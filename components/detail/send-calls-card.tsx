'use client';
import { type FormEvent, useState } from 'react';
import { STATE_WORDS } from '@/components/breaker/state-words.ts';
import { useActionsOff } from '@/components/frame/use-actions-off.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { NumberInput } from '@/components/ui/field.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { sendCalls } from '@/lib/live/actions.ts';
import type { BreakerIdentity } from '@/lib/protocol/breaker-resource.ts';
import type { SentCall } from '@/lib/protocol/sent-calls.ts';
import { sentCallsSummary } from './sent-calls-summary.ts';

const OUTCOMES = [
  { value: 'as-it-comes', label: 'As it comes' },
  { value: 'success', label: 'Success' },
  { value: 'failure', label: 'Failure' },
  { value: 'timeout', label: 'Timeout' },
  { value: 'slow', label: 'Slow' },
] as const;
type Choice = (typeof OUTCOMES)[number]['value'];
const MOST = 1_000;

interface Sent {
  readonly calls: readonly SentCall[];
  readonly asked: number;
}

function useSending(id: string) {
  const [sending, setSending] = useState(false);
  const [sent, setSent] = useState<Sent | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (choice: Choice, count: number) => {
    setSending(true);
    setProblem(null);
    try {
      const { calls } = await sendCalls(id, { count, ...(choice === 'as-it-comes' ? {} : { outcome: choice }) });
      setSent({ calls, asked: count });
    } catch (failure) {
      setSent(null);
      setProblem(failure instanceof Error ? failure.message : 'Something went wrong in this page.');
    } finally {
      setSending(false);
    }
  };
  return { sending, sent, problem, send };
}

/** Calls through this breaker by hand: one after another, as real as those of the traffic. */
export function SendCallsCard({ view }: { readonly view: BreakerIdentity }) {
  const off = useActionsOff();
  const [choice, setChoice] = useState<Choice>('as-it-comes');
  const [count, setCount] = useState(10);
  const { sending, sent, problem, send } = useSending(view.id);
  const valid = Number.isInteger(count) && count >= 1 && count <= MOST;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (valid && off === null && !sending) void send(choice, count);
  };
  return (
    <Card aria-labelledby="send-calls-title">
      <h2 id="send-calls-title" className="px-4 pt-2.5 text-13 font-semibold">
        Send calls
      </h2>
      <form onSubmit={submit} className="flex flex-col gap-2.5 px-4 pt-2 pb-2.5">
        <div className="no-scrollbar max-sm:-m-1 max-sm:overflow-x-auto max-sm:p-1">
          <Segmented label="Outcome" value={choice} segments={OUTCOMES} onValueChange={setChoice} fill />
        </div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <NumberInput
            aria-label="How many calls, 1 to 1,000"
            aria-invalid={!valid}
            value={count}
            onValueChange={setCount}
            min={1}
            max={MOST}
            unit="calls"
            className="w-28"
          />
          <Button type="submit" size="large" pending={sending && 'Sending'} pendingLabel="Sending" disabledReason={off}>
            Send
          </Button>
        </div>
        <p role="status" className="min-h-4 text-12 text-text-2">
          {!valid && 'Send 1 to 1,000 calls. '}
          {problem !== null && `Not sent. ${problem}`}
          {sent && <SentLine sent={sent} />}
        </p>
      </form>
    </Card>
  );
}

function SentLine({ sent }: { readonly sent: Sent }) {
  const last = sent.calls.at(-1);
  const unsent = sent.asked - sent.calls.length;
  const state = STATE_WORDS[(last?.state ?? 'closed') as keyof typeof STATE_WORDS] ?? last?.state;
  return (
    <>
      <strong className="font-semibold text-text">{sentCallsSummary(sent.calls)}</strong>
      {unsent > 0 && `, ${unsent} not sent (a minute was over)`}. It was {state} after the last one.
    </>
  );
}
