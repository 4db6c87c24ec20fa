import { describe, expect, it } from 'vitest';
import type { DownstreamProfile } from '@/lib/protocol/breaker-definition.ts';
import type { FaultEffect } from '@/lib/protocol/fault.ts';
import { createRandom } from './random.ts';
import { type Answer, createSimulatedDownstream } from './simulated-downstream.ts';
import { createVirtualClock } from './virtual-clock.ts';

const profile: DownstreamProfile = {
  kind: 'simulated',
  name: 'service-b',
  latency: { shape: 'constant', ms: 100 },
  errorPercent: 0,
  capacity: 2,
  troubles: [],
};

function simulate(change: Partial<DownstreamProfile> = {}, effects: FaultEffect[] = []) {
  const clock = createVirtualClock(1_000_000);
  const downstream = createSimulatedDownstream(
    { ...profile, ...change },
    { random: createRandom('test'), schedule: clock.after, startedAt: clock.now(), effects: () => effects },
  );
  const answers: { at: number; answer: Answer }[] = [];
  const call = () => downstream.call(clock.now(), (answer) => answers.push({ at: clock.now() - 1_000_000, answer }));
  return { clock, call, answers };
}

const outcomes = (answers: readonly { answer: Answer }[]) => answers.map(({ answer }) => answer.outcome);

describe('capacity', () => {
  it('lets calls over its capacity wait their turn, so that overload raises latency', () => {
    const { clock, call, answers } = simulate();
    for (let count = 0; count < 6; count += 1) call();
    clock.advance(1_000);
    expect(answers.map(({ at }) => at)).toEqual([100, 100, 200, 200, 300, 300]);
  });

  it('gives the place of an abandoned call to the next in the queue at once', () => {
    const { clock, call, answers } = simulate({ capacity: 1 });
    const abandon = call();
    call();
    clock.advance(40);
    abandon();
    clock.advance(1_000);
    expect(answers.map(({ at }) => at)).toEqual([140]);
  });

  it('skips calls that were abandoned while they waited', () => {
    const { clock, call, answers } = simulate({ capacity: 1 });
    call();
    const abandon = call();
    call();
    abandon();
    abandon();
    clock.advance(1_000);
    expect(answers.map(({ at }) => at)).toEqual([100, 200]);
  });
});

it('tells what a call took by its own reckoning: a host whose timers are late is not a slow downstream', () => {
  const clock = createVirtualClock(0);
  const took: (number | undefined)[] = [];
  const downstream = createSimulatedDownstream(
    { ...profile, capacity: 1 },
    {
      random: createRandom('late'),
      schedule: (delayMs, act) => clock.after(delayMs + 700, act),
      startedAt: 0,
      effects: () => [],
    },
  );
  for (let count = 0; count < 3; count += 1) downstream.call(clock.now(), (_answer, tookMs) => took.push(tookMs));
  clock.advance(10_000);
  expect(took).toEqual([100, 200, 300]);
});

describe('errors and faults', () => {
  it('fails the asked share of calls', () => {
    const { clock, call, answers } = simulate({ errorPercent: 25, capacity: 1_000 });
    for (let count = 0; count < 1_000; count += 1) call();
    clock.advance(1_000);
    const failed = outcomes(answers).filter((outcome) => outcome === 'failure').length;
    expect(failed).toBeGreaterThan(200);
    expect(failed).toBeLessThan(300);
  });

  it('answers with the status of a fault', () => {
    const { clock, call, answers } = simulate({}, [{ kind: 'errors', percent: 100, status: 429 }]);
    call();
    clock.advance(1_000);
    expect(answers[0]?.answer).toEqual({ outcome: 'failure', error: 'HTTP 429' });
  });

  it('adds up the delays of two faults', () => {
    const { clock, call, answers } = simulate({}, [
      { kind: 'latency', addedMs: 300, jitterMs: 0 },
      { kind: 'latency', addedMs: 50, jitterMs: 0 },
    ]);
    call();
    clock.advance(1_000);
    expect(answers[0]?.at).toBe(450);
  });

  it('never answers a call that hangs, which keeps its place until it is abandoned', () => {
    const effects: FaultEffect[] = [{ kind: 'hang', percent: 100 }];
    const { clock, call, answers } = simulate({ capacity: 1 }, effects);
    const abandon = call();
    effects.pop();
    call();
    clock.advance(60_000);
    expect(answers).toEqual([]);
    abandon();
    clock.advance(60_000);
    expect(outcomes(answers)).toEqual(['success']);
  });

  it('is in trouble in its own times only', () => {
    const trouble = { everyMs: 10_000, afterMs: 2_000, forMs: 1_000, errorPercent: 100, addedLatencyMs: 0 };
    const { clock, call, answers } = simulate({ troubles: [trouble], latency: { shape: 'constant', ms: 1 } });
    for (const pause of [1_999, 1, 999, 1, 9_000]) {
      clock.advance(pause);
      call();
    }
    clock.advance(10);
    expect(outcomes(answers)).toEqual(['success', 'failure', 'failure', 'success', 'failure']);
  });
});
