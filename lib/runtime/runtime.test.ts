import { describe, expect, it } from 'vitest';
import { type CreateBreakerRequest, createBreakerSchema } from '@/lib/protocol/breaker-definition.ts';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';
import { createVirtualClock } from '@/lib/simulation/virtual-clock.ts';
import { createMemory, openMemoryStore } from '@/lib/store/memory-store.ts';
import type { Log } from './ports.ts';
import { createRuntime } from './runtime.ts';

const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} };
const START = Date.UTC(2026, 0, 5, 12);
const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** A runtime on virtual time. `memory` survives it, as a database would. */
async function begin(memory = createMemory(), startAt = START) {
  const clock = createVirtualClock(startAt);
  const { state, store } = openMemoryStore(memory);
  let made = 0;
  const newId = () => {
    made += 1;
    return `id-${state.epoch}-${made}`;
  };
  const runtime = createRuntime({ store, state, clock, log: SILENT, demo: true, seed: 'test', newId });
  const told: JournalEntry[] = [];
  runtime.onPublished((entries) => {
    told.push(...entries);
  });
  await settle();
  const advance = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 500) {
      clock.advance(Math.min(500, ms - passed));
      await settle();
    }
  };
  return { clock, runtime, told, advance, memory };
}

const B = 'call_service_b';
const reason = 'a drill';

describe('the demo fleet', () => {
  it('trips and recovers by itself within a minute, the same way each time', async () => {
    const watch = async () => {
      const { advance, told } = await begin();
      await advance(60_000);
      return told.flatMap((entry) => (entry.kind === 'transition' ? [`${entry.breaker} ${entry.to} ${entry.at}`] : []));
    };
    const first = await watch();
    expect(first.some((line) => line.includes(' open '))).toBe(true);
    expect(first.some((line) => line.includes(' closed '))).toBe(true);
    expect(await watch()).toEqual(first);
  });

  it('numbers everything without a hole, and tells in order', async () => {
    const { advance, told, runtime } = await begin();
    await advance(30_000);
    expect(told.map(({ seq }) => seq)).toEqual(told.map((_, index) => index + 1));
    expect(runtime.publishedSeq).toBe(told.length);
  });

  it('leaves call_service_b alone', async () => {
    const { advance, runtime } = await begin();
    await advance(20_000);
    expect(runtime.breaker(B)).toMatchObject({ totalCalls: 0, callsPerSecond: 0, state: 'closed' });
  });
});

describe('sent calls', () => {
  it('open the breaker on the third failure in a row; the fourth is rejected with the rest of the wait', async () => {
    const { runtime } = await begin();
    const sent = await runtime.sendCalls(B, { outcome: 'failure', count: 4 });
    expect(sent.map((call) => call.state)).toEqual(['closed', 'closed', 'open', 'open']);
    expect(sent[3]).toEqual({ permitted: false, state: 'open', retryAfterMs: 10_000 });
    expect(runtime.breaker(B).state).toBe('open');
  });

  it('go half-open after the wait by themselves, and a good probe closes it', async () => {
    const { runtime, advance } = await begin();
    await runtime.sendCalls(B, { outcome: 'failure', count: 3 });
    await advance(9_500);
    expect(runtime.breaker(B)).toMatchObject({ state: 'open', retryAfterMs: 500 });
    await advance(500);
    expect(runtime.breaker(B).state).toBe('half-open');
    await runtime.sendCalls(B, { outcome: 'success', count: 1 });
    expect(runtime.breaker(B).state).toBe('closed');
  });

  it('are slow when asked to be, without waiting for it', async () => {
    const { runtime } = await begin();
    const [call] = await runtime.sendCalls('ledger-post', { outcome: 'slow', count: 1 });
    expect(call).toMatchObject({ permitted: true, outcome: 'success', durationMs: 251 });
  });
});

describe('a command', () => {
  it('and the transition that it causes are one batch, and the reply comes after both', async () => {
    const { runtime, told } = await begin();
    const { breaker } = await runtime.execute(B, { kind: 'force-open', reason }, 'operator');
    expect(breaker).toMatchObject({ state: 'forced-open', hold: { actor: 'operator', reason, endsAt: null } });
    expect(told.slice(-2)).toMatchObject([
      { kind: 'command', command: 'force-open', reason },
      { kind: 'transition', from: 'closed', to: 'forced-open', cause: 'command', actor: 'operator', reason },
    ]);
  });

  it('with the same id is carried out once', async () => {
    const { runtime, told } = await begin();
    const command = { kind: 'reset', reason, commandId: 'mine' } as const;
    await Promise.all([runtime.execute(B, command, 'operator'), runtime.execute(B, command, 'operator')]);
    await runtime.execute(B, command, 'operator');
    expect(told.filter(({ kind }) => kind === 'command')).toHaveLength(1);
  });

  it('for an unknown breaker, an illegal one and a stale one change nothing', async () => {
    const { runtime, told } = await begin();
    const before = told.length;
    const execute = (id: string, more: object) =>
      runtime.execute(id, { kind: 'half-open', reason, ...more }, 'operator');
    await expect(execute('nobody', {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(execute(B, {})).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION', current: { state: 'closed' } });
    const { generation } = runtime.breaker(B);
    await expect(execute(B, { expectedGeneration: generation + 1 })).rejects.toMatchObject({
      code: 'STALE_GENERATION',
      current: { generation },
    });
    await expect(execute(B, { kind: 'reset', expiresInMs: 5_000 })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ field: 'expiresInMs' }],
    });
    expect(told.length).toBe(before);
    expect(runtime.breakers().some(({ id }) => id === 'nobody')).toBe(false);
  });

  it('that holds ends by the clock, and goes to the computed state', async () => {
    const { runtime, advance, told } = await begin();
    await runtime.execute(B, { kind: 'force-open', reason, expiresInMs: 5_000 }, 'operator');
    await advance(4_500);
    expect(runtime.breaker(B).state).toBe('forced-open');
    await advance(500);
    expect(runtime.breaker(B)).toMatchObject({ state: 'closed', hold: null });
    expect(told.at(-1)).toMatchObject({ kind: 'transition', cause: 'hold-expired' });
  });

  it('that holds once more only moves the end', async () => {
    const { runtime, advance } = await begin();
    await runtime.execute(B, { kind: 'force-open', reason, expiresInMs: 2_000 }, 'operator');
    await runtime.execute(B, { kind: 'force-open', reason, expiresInMs: 60_000 }, 'operator');
    await advance(10_000);
    expect(runtime.breaker(B).state).toBe('forced-open');
  });
});

describe('a fault', () => {
  const hardDown = {
    breakers: ['ledger-post'],
    effects: [{ kind: 'errors' as const, percent: 100, status: 503 }],
    durationMs: 20_000,
    reason,
  };

  it('opens the breaker that it acts on; after a halt it recovers', async () => {
    const { runtime, advance } = await begin();
    await advance(10_000);
    await runtime.startFault(hardDown, 'operator');
    await advance(10_000);
    expect(runtime.breaker('ledger-post').state).not.toBe('closed');
    expect(await runtime.haltFaults('operator', null)).toHaveLength(1);
    expect(await runtime.haltFaults('operator', null)).toEqual([]);
    await advance(15_000);
    expect(runtime.breaker('ledger-post').state).toBe('closed');
  });

  it('ends by the host’s clock, and says so', async () => {
    const { runtime, advance, told } = await begin();
    await runtime.startFault(hardDown, 'operator');
    await advance(20_000);
    expect(runtime.faults()).toEqual([]);
    expect(told.filter(({ kind }) => kind === 'fault-ended')).toMatchObject([{ ended: 'expired' }]);
  });

  it('on an unknown breaker starts nothing', async () => {
    const { runtime } = await begin();
    const request = { ...hardDown, breakers: ['ledger-post', 'nobody'] };
    await expect(runtime.startFault(request, 'operator')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(runtime.faults()).toEqual([]);
  });

  it('makes calls hang until the host gives up on them, and frees them then', async () => {
    const { runtime, advance } = await begin();
    await runtime.startFault({ ...hardDown, effects: [{ kind: 'hang', percent: 100 }] }, 'operator');
    await advance(2_000);
    const { inFlight } = runtime.breaker('ledger-post');
    expect(inFlight).toBeGreaterThan(0);
    await runtime.haltFaults('operator', null);
    await advance(10_000);
    expect(runtime.breaker('ledger-post').inFlight).toBeLessThan(5);
  });
});

describe('a breaker that is made', () => {
  const request = (change: object): CreateBreakerRequest =>
    createBreakerSchema.parse({
      name: 'gift-cards',
      group: 'checkout',
      callTimeoutMs: 1_000,
      downstream: {
        kind: 'simulated',
        name: 'gifts',
        latency: { shape: 'constant', ms: 5 },
        errorPercent: 0,
        capacity: 9,
      },
      trafficCallsPerSecond: 10,
      reason,
      ...change,
    });

  it('starts closed, is called, and survives a restart', async () => {
    const first = await begin();
    const made = await first.runtime.createBreaker(request({}), 'operator');
    expect(made).toMatchObject({ id: 'gift-cards', state: 'closed', revision: 1, dialect: { id: 'native' } });
    await first.advance(5_000);
    expect(first.runtime.breaker('gift-cards').totalCalls).toBeGreaterThan(20);
    await first.runtime.stop();
    const second = await begin(first.memory, START + 10_000);
    expect(second.runtime.breaker('gift-cards')).toMatchObject({ group: 'checkout' });
  });

  it('behaves as the library that was chosen, also after a restart', async () => {
    const options = { fail_max: 2, reset_timeout: 5 };
    const first = await begin();
    const dialect = { dialect: 'pybreaker', options, trafficCallsPerSecond: 0 };
    await first.runtime.createBreaker(request(dialect), 'operator');
    await first.runtime.sendCalls('gift-cards', { outcome: 'failure', count: 2 });
    expect(first.runtime.breaker('gift-cards')).toMatchObject({ state: 'open', dialect: { id: 'pybreaker' } });
    await first.runtime.stop();
    const second = await begin(first.memory, START + 2_000);
    expect(second.runtime.breaker('gift-cards').state).toBe('open');
    await second.advance(3_000);
    // PyBreaker goes half-open by the next call, which is the trial itself.
    expect(await second.runtime.sendCalls('gift-cards', { outcome: 'success', count: 1 })).toMatchObject([
      { permitted: true, state: 'closed' },
    ]);
  });

  it.each([
    ['an option that the engine refuses', { options: { failureRateThreshold: 101 } }, 'options.failureRateThreshold'],
    ['an option that the library refuses', { dialect: 'pybreaker', options: { fail_max: 'many' } }, 'options.fail_max'],
    ['an option that nobody knows', { options: { failureRate: 5 } }, 'options.failureRate'],
    ['a dialect that nobody knows', { dialect: 'polly' }, 'dialect'],
    ['a name that is taken', { name: 'ledger-post' }, 'name'],
  ])('with %s is refused, and not made', async (_name, change, field) => {
    const { runtime } = await begin();
    const before = runtime.breakers().length;
    await expect(runtime.createBreaker(request(change), 'operator')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ field }],
    });
    expect(runtime.breakers()).toHaveLength(before);
  });

  it('has an id that is safe in an address, whatever its name', async () => {
    const { runtime } = await begin();
    const ids = [];
    for (const name of ['<script>', 'خدمة الدفع', 'a b', 'a-b']) {
      ids.push((await runtime.createBreaker(request({ name }), 'operator')).id);
    }
    expect(ids).toEqual(['script', 'breaker', 'a-b', 'a-b-2']);
  });

  it('is gone when it is deleted, and its history stays', async () => {
    const first = await begin();
    await first.runtime.createBreaker(request({}), 'operator');
    await first.runtime.execute('gift-cards', { kind: 'force-open', reason }, 'operator');
    await first.runtime.deleteBreaker('gift-cards', 'operator', reason);
    expect(() => first.runtime.breaker('gift-cards')).toThrow('No breaker has the id');
    await first.runtime.stop();
    const second = await begin(first.memory, START + 10_000);
    expect(second.runtime.breakers()).toHaveLength(13);
    const { transitions } = await second.runtime.history.transitions({ breaker: 'gift-cards', limit: 5 });
    expect(transitions).toHaveLength(1);
  });
});

describe('after a restart', () => {
  it('a breaker is in its state with the rest of its wait, a hold and a fault with the rest of their time', async () => {
    const first = await begin();
    await first.runtime.sendCalls(B, { outcome: 'failure', count: 3 });
    await first.runtime.execute('ledger-post', { kind: 'metrics-only', reason, expiresInMs: 60_000 }, 'operator');
    await first.runtime.startFault(
      { breakers: ['cart-session'], effects: [{ kind: 'hang', percent: 100 }], durationMs: 30_000, reason },
      'operator',
    );
    await first.runtime.stop();
    const second = await begin(first.memory, START + 4_000);
    expect(second.runtime.breaker(B)).toMatchObject({ state: 'open', retryAfterMs: 6_000 });
    expect(second.runtime.breaker('ledger-post')).toMatchObject({ state: 'metrics-only', hold: { reason } });
    expect(second.runtime.faults()).toHaveLength(1);
    await second.advance(60_000);
    expect(second.runtime.breaker('ledger-post').state).toBe('closed');
    expect(second.runtime.faults()).toEqual([]);
    expect(second.told.map(({ seq }) => seq)).toEqual(
      second.told.map((_, index) => (second.told[0]?.seq ?? 0) + index),
    );
    expect((second.told[0]?.seq ?? 0) - 1).toBe(first.runtime.publishedSeq);
  });

  it('a half-open breaker comes back open with no wait left, and the history says why', async () => {
    const first = await begin();
    await first.runtime.sendCalls(B, { outcome: 'failure', count: 3 });
    await first.advance(10_000);
    expect(first.runtime.breaker(B).state).toBe('half-open');
    await first.runtime.stop();
    const second = await begin(first.memory, START + 20_000);
    const { transitions } = await second.runtime.history.transitions({ breaker: B, cause: 'restored', limit: 5 });
    expect(transitions).toMatchObject([{ from: 'half-open', to: 'open', cause: 'restored' }]);
  });
});

describe('while the database is away', () => {
  it('breakers go on, the last durable state is shown as not saved, commands are refused', async () => {
    const { runtime, advance, memory, told } = await begin();
    memory.problem = 'the disk is full';
    await advance(2_000);
    expect(runtime.storeProblem).toBe('the disk is full');
    const before = told.length;
    void runtime.sendCalls(B, { outcome: 'failure', count: 3 }).catch(() => {});
    await settle();
    expect(runtime.breaker(B)).toMatchObject({ state: 'closed', saved: false });
    await expect(runtime.execute(B, { kind: 'reset', reason }, 'operator')).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
    expect(told.length).toBe(before);
    memory.problem = null;
    await advance(3_000);
    expect(runtime.storeProblem).toBeNull();
    expect(runtime.breaker(B)).toMatchObject({ state: 'open', saved: true });
    expect(told.some((entry) => entry.kind === 'transition' && entry.breaker === B)).toBe(true);
  });
});

it('stops with no timer left', async () => {
  const { runtime, clock, told } = await begin();
  await runtime.stop();
  const before = told.length;
  clock.advance(120_000);
  await settle();
  expect(told.length).toBe(before);
});
