import type { CreateBreakerInput } from '@/lib/protocol/breaker-definition.ts';
import type { BreakerResource } from '@/lib/protocol/breaker-resource.ts';
import type { CommandRequest } from '@/lib/protocol/command.ts';
import type { ErrorReply } from '@/lib/protocol/error.ts';
import type { FaultRequest, FaultResource } from '@/lib/protocol/fault.ts';
import type { SendCallsRequest, SentCall } from '@/lib/protocol/sent-calls.ts';

/** An action that the server refused, in its own words. */
export class ActionFailed extends Error {
  readonly status: number;
  readonly reply: ErrorReply['error'] | null;

  constructor(status: number, reply: ErrorReply['error'] | null) {
    super(reply?.message ?? (status === 0 ? 'The server could not be reached.' : `The server answered ${status}.`));
    this.name = 'ActionFailed';
    this.status = status;
    this.reply = reply;
  }
}

async function request<T>(method: 'POST' | 'DELETE', path: string, body: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new ActionFailed(0, null);
  });
  const reply = (await response.json().catch(() => null)) as (T & Partial<ErrorReply>) | null;
  if (!response.ok || reply === null) throw new ActionFailed(response.status, reply?.error ?? null);
  return reply;
}

const of = (id: string) => `/api/breakers/${encodeURIComponent(id)}`;

/** Each of these resolves when the change is durable, and rejects with `ActionFailed`. */
export const sendCommand = (id: string, command: CommandRequest) =>
  request<{ breaker: BreakerResource; commandId: string }>('POST', `${of(id)}/commands`, command);

export const createBreaker = (breaker: CreateBreakerInput) =>
  request<{ breaker: BreakerResource }>('POST', '/api/breakers', breaker);

export const sendCalls = (id: string, calls: SendCallsRequest) =>
  request<{ calls: readonly SentCall[] }>('POST', `${of(id)}/calls`, calls);

export const startFault = (fault: FaultRequest) => request<{ fault: FaultResource }>('POST', '/api/faults', fault);

export const stopFault = (id: string, reason?: string) =>
  request<{ fault: FaultResource }>('DELETE', `/api/faults/${encodeURIComponent(id)}`, reason ? { reason } : {});

export const haltFaults = (reason?: string) =>
  request<{ faults: readonly FaultResource[] }>('POST', '/api/faults/halt', reason ? { reason } : {});
