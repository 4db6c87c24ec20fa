import { describe, expect, it } from 'vitest';
import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import type { WindowView } from '@/lib/protocol/breaker-resource.ts';
import { windowSentence } from './window-sentence.ts';

const SINCE = '2025-11-21T12:01:55.300Z';

const base: BreakerConfig = {
  slidingWindowType: 'count-based',
  slidingWindowSize: 50,
  minimumNumberOfCalls: 20,
  failureRateThreshold: 50,
  slowCallDurationThresholdMs: 800,
  slowCallRateThreshold: null,
  failureCountThreshold: null,
  consecutiveFailuresThreshold: null,
  waitDurationInOpenStateMs: 60_000,
  waitBackoff: null,
  automaticTransitionFromOpenToHalfOpenEnabled: true,
  permittedNumberOfCallsInHalfOpenState: 5,
  successThresholdInHalfOpen: null,
  maxWaitDurationInHalfOpenStateMs: 0,
};
type Live = Parameters<typeof windowSentence>[2];

/** What the engine would say of these cells, as a reader sees it. */
function say(config: Partial<BreakerConfig>, cells: string, live: Partial<Live> = {}, given?: WindowView): string {
  const all = { ...base, ...config };
  const failed = [...cells].filter((cell) => cell === 'f' || cell === 't').length;
  const slow = [...cells].filter((cell) => cell === 'S').length;
  const enough = cells.length >= all.minimumNumberOfCalls;
  const facts: Live = {
    state: 'closed',
    computedState: null,
    openingsInARow: live.state === 'open' ? 1 : 0,
    bufferedCalls: cells.length,
    failedCalls: failed,
    slowCalls: slow,
    failureRate: enough ? (failed * 100) / cells.length : null,
    slowCallRate: enough ? (slow * 100) / cells.length : null,
    consecutiveFailures: /[ft]*$/.exec(cells)?.[0].length ?? 0,
    ...live,
  };
  const view = given ?? { kind: 'calls', size: all.slidingWindowSize, cells };
  const { holds, follows } = windowSentence(all, view, facts, SINCE);
  return `${holds} | ${follows}`.replaceAll('\u00a0', ' ');
}

describe('the sliding window in words, closed', () => {
  it('tells the rate, its threshold, and how many failures would open it', () => {
    expect(say({}, 's'.repeat(29) + 'f'.repeat(21))).toBe(
      '21 of 50 failed = 42 %; trips at 50 %. | 4 more failures would open it.',
    );
  });

  it('knows which calls leave: a failure that leaves takes its place in the rate with it', () => {
    expect(say({}, 'f'.repeat(21) + 's'.repeat(29))).toBe(
      '21 of 50 failed = 42 %; trips at 50 %. | 25 more failures would open it.',
    );
  });

  it('below the minimum has no rate, and says how many calls are missing', () => {
    expect(say({ minimumNumberOfCalls: 10 }, 'sssfssf')).toBe(
      '7 of 10 calls; no rate yet. | 3 more calls start the evaluation.',
    );
    expect(say({ minimumNumberOfCalls: 1 }, '')).toBe('0 of 1 call; no rate yet. | 1 more call starts the evaluation.');
  });

  it('never rounds a rate up to its threshold', () => {
    expect(say({ slidingWindowSize: 250 }, 's'.repeat(126) + 'f'.repeat(124))).toBe(
      '124 of 250 failed = 49.6 %; trips at 50 %. | 1 more failure would open it.',
    );
  });

  it('tells a time window with its length', () => {
    const view: WindowView = { kind: 'second-bins', size: 30, secondsPerBin: 1, bins: [[30, 0, 0, 10]] };
    const time = { slidingWindowType: 'time-based', slidingWindowSize: 30 } as const;
    expect(say(time, 's'.repeat(30) + 'f'.repeat(10), {}, view)).toBe(
      '10 of 40 in 30 s failed = 25 %; trips at 50 %. | 20 more failures would open it.',
    );
  });

  it('says "at least" where bins hide which call leaves next', () => {
    const view: WindowView = {
      kind: 'call-bins',
      size: 400,
      callsPerBin: 4,
      bins: Array.from({ length: 100 }, () => [3, 0, 0, 1]),
    };
    const facts = { bufferedCalls: 400, failedCalls: 100, failureRate: 25, slowCallRate: 0, slowCalls: 0 };
    expect(say({ slidingWindowSize: 400 }, '', { ...facts, consecutiveFailures: 0 }, view)).toMatch(
      /^100 of 400 failed = 25 %; trips at 50 %\. \| At least 13\d more failures would open it\.$/,
    );
  });

  it('tells slow calls alone where only they open it', () => {
    expect(say({ failureRateThreshold: null, slowCallRateThreshold: 80, minimumNumberOfCalls: 5 }, 'sSSSs')).toBe(
      '3 of 5 slow = 60 %; trips at 80 %. | 5 more slow calls would open it.',
    );
  });

  it('tells slow calls beside failures only when they come near', () => {
    const both = { slowCallRateThreshold: 80, slidingWindowSize: 20 };
    expect(say(both, `${'s'.repeat(17)}SSf`)).toBe(
      '1 of 20 failed = 5.0 %; trips at 50 %. | 9 more failures would open it.',
    );
    expect(say(both, `${'S'.repeat(14)}sssssf`)).toContain('14 of 20 slow = 70 %; trips at 80 %.');
  });

  it('tells a count of failures, which needs no minimum', () => {
    const count = {
      failureRateThreshold: null,
      failureCountThreshold: 5,
      slidingWindowType: 'time-based',
      slidingWindowSize: 30,
    } as const;
    const view: WindowView = { kind: 'second-bins', size: 30, secondsPerBin: 1, bins: [[4, 0, 1, 2]] };
    expect(say(count, 'ssssfft', {}, view)).toBe('3 failures in 30 s; trips at 5. | 2 more failures would open it.');
  });

  it('tells failures in a row', () => {
    const run = { failureRateThreshold: null, consecutiveFailuresThreshold: 3 };
    expect(say(run, 'ssf')).toBe('1 failure in a row; trips at 3. | 2 more failures in a row would open it.');
    expect(say(run, 'sff')).toBe('2 failures in a row; trips at 3. | 1 more failure would open it.');
    expect(say(run, 'sss')).toBe('0 failures in a row; trips at 3. | 3 more failures in a row would open it.');
  });

  it('names the nearest way to open where there are several', () => {
    expect(say({ consecutiveFailuresThreshold: 5 }, `${'s'.repeat(48)}ff`)).toBe(
      '2 of 50 failed = 4.0 %; trips at 50 %. | 3 more failures in a row would open it.',
    );
  });
});

describe('the sliding window in words, otherwise', () => {
  const full = 's'.repeat(25) + 'f'.repeat(25);

  it('is frozen while open', () => {
    expect(say({}, full, { state: 'open' })).toBe(
      '25 of 50 failed = 50 %; trips at 50 %. | Frozen since 12:01:55: nothing is recorded while open.',
    );
    expect(say({}, 'f', { state: 'open' })).toContain('1 of 1 call failed; too few for a rate.');
  });

  it('is that of the probes after it opened again', () => {
    expect(say({}, 'ffffs', { state: 'open', openingsInARow: 2, failureRate: 80 })).toBe(
      '4 of 5 probes failed = 80 %. | Frozen since 12:01:55: nothing is recorded while open.',
    );
  });

  it('goes on under a hold that records, without opening', () => {
    expect(say({}, full, { state: 'metrics-only', computedState: 'open' })).toBe(
      '25 of 50 failed = 50 %; trips at 50 %. | Metrics only: without the hold it would be Open.',
    );
    expect(say({}, 's'.repeat(50), { state: 'forced-closed', computedState: 'closed' })).toBe(
      '0 of 50 failed = 0 %; trips at 50 %. | Forced closed: it does not open.',
    );
  });

  it('stands still where nothing is recorded', () => {
    expect(say({}, full, { state: 'forced-open' })).toBe(
      '25 of 50 calls failed = 50 %. | Nothing is recorded while forced open.',
    );
    expect(say({}, '', { state: 'disabled' })).toBe('Nothing is counted while disabled. | All calls go through.');
  });

  it('counts probes while half-open', () => {
    expect(say({}, 'sf', { state: 'half-open' })).toContain('1 of 2 probes failed.');
    expect(say({}, '', { state: 'half-open' })).toContain('No probe is back yet.');
  });
});
