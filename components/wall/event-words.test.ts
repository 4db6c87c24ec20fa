import { describe, expect, it } from 'vitest';
import { boot, command, faultEnded, faultStarted, transition } from './entry-fixture.ts';
import { eventWords } from './event-words.ts';

const say = (entry: Parameters<typeof eventWords>[0]) => {
  const { subject, verb, rest } = eventWords(entry, {});
  return `${subject}: ${verb} ${rest}`.replaceAll('\u00a0', ' ');
};

describe('an event in words', () => {
  it('says what a breaker did and why', () => {
    expect(say(transition({}))).toBe('payments: Opened. Failure rate 50 % ≥ 50 %, 25 of 50 calls.');
    const good = { kind: 'probes-good', goodProbes: 3, probes: 3 } as const;
    expect(say(transition({ from: 'half-open', to: 'closed', cause: 'probes-good', detail: good }))).toBe(
      'payments: Closed. 3 of 3 probes good.',
    );
    const failed = { kind: 'probe-failed', outcome: 'timeout', durationMs: 2_000 } as const;
    expect(say(transition({ from: 'half-open', cause: 'probe-failed', detail: failed }))).toBe(
      'payments: Re-opened. Probe failed: timeout 2,000 ms.',
    );
  });

  it('says who held it, and when the hold was over', () => {
    const detail = { kind: 'command', command: 'force-open', actor: 'on-call', reason: 'vendor' } as const;
    expect(say(transition({ to: 'forced-open', cause: 'command', detail, actor: 'on-call' }))).toBe(
      'payments: Forced open. Held by on-call: “vendor”.',
    );
    const over = { kind: 'hold-expired', hold: 'forced-open' } as const;
    expect(
      say(
        transition({
          from: 'forced-open',
          to: 'closed',
          cause: 'hold-expired',
          detail: over,
          previousStateMs: 900_000,
        }),
      ),
    ).toBe('payments: Hold ended, closed. It was forced open for 15:00.');
  });

  it('says what people did', () => {
    expect(say(command({}))).toBe('payments: Force open. operator: “vendor maintenance”.');
    expect(say(faultStarted({}))).toBe(
      'payments: Fault started. Errors 60 %, HTTP 503, 5 min. operator: “Friday drill”.',
    );
    expect(say(faultEnded('halted', 'operator', 'enough'))).toBe(
      'payments: Fault halted. Errors 60 %. operator: “enough”.',
    );
    expect(say(faultEnded('expired', null, null))).toBe('payments: Fault ended. Errors 60 %.');
  });

  it('says that a breaker was made or deleted, and keeps its id when it is gone', () => {
    const facts = { kind: 'configuration', breaker: 'payments', dialect: 'native', revision: 1 } as const;
    const by = { actor: 'operator', reason: 'new service', seq: 9, epoch: 1, at: '2025-11-21T12:00:00Z' };
    expect(say({ ...facts, ...by, change: 'created' })).toBe('payments: Created. operator: “new service”.');
    expect(say({ ...facts, ...by, change: 'deleted' })).toBe('payments: Deleted. operator: “new service”.');
  });

  it('says when nobody looked', () => {
    expect(say(boot({ at: '2025-11-21T12:00:41Z', downSince: '2025-11-21T12:00:00Z' }))).toBe(
      'Server: Started. No data for 0:41 before.',
    );
    expect(say(boot({}))).toBe('Server: Started. For the first time.');
  });
});
