import type { SendCallsRequest, SentCall } from '@/lib/protocol/sent-calls.ts';
import type { CallResult, HostedBreaker } from './hosted-breaker.ts';
import type { Clock } from './ports.ts';

/** Calls are sent one after another for at most so long; the rest stay unsent. */
export const SENDING_ENDS_AFTER_MS = 60_000;
/** What a call with a given outcome is said to have taken; a millisecond, as nobody was called. */
const GIVEN_DURATION_MS = 1;

/** Sends calls through a breaker now, one after another, and tells what became of each. */
export async function sendCalls(hosted: HostedBreaker, request: SendCallsRequest, clock: Clock): Promise<SentCall[]> {
  const endsAt = clock.now() + SENDING_ENDS_AFTER_MS;
  const sent: SentCall[] = [];
  while (sent.length < request.count && clock.now() < endsAt) {
    sent.push(toSentCall(await sendOne(hosted, request.outcome), hosted));
  }
  return sent;
}

function sendOne(hosted: HostedBreaker, outcome: SendCallsRequest['outcome']): CallResult | Promise<CallResult> {
  switch (outcome) {
    case undefined:
      return new Promise((resolve) => hosted.call(resolve));
    case 'slow':
      return hosted.callWith('success', hosted.config.slowCallDurationThresholdMs + 1);
    case 'timeout':
      return hosted.callWith('timeout', hosted.definition.callTimeoutMs);
    case 'success':
    case 'failure':
      return hosted.callWith(outcome, GIVEN_DURATION_MS);
  }
}

function toSentCall(result: CallResult, hosted: HostedBreaker): SentCall {
  const { state } = hosted.breaker;
  if (!result.permitted) {
    const { retryAfterMs } = result.rejection;
    return { permitted: false, state, retryAfterMs: retryAfterMs === null ? null : Math.ceil(retryAfterMs) };
  }
  return { permitted: true, outcome: result.outcome, durationMs: Math.round(result.durationMs), state };
}
