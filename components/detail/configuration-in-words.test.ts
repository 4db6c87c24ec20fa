import { describe, expect, it } from 'vitest';
import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import { configurationRows, configurationSentence } from './configuration-in-words.ts';
import { halfOpenRule } from './half-open-rule.ts';

const base: BreakerConfig = {
  slidingWindowType: 'count-based',
  slidingWindowSize: 50,
  minimumNumberOfCalls: 20,
  failureRateThreshold: 50,
  slowCallDurationThresholdMs: 800,
  slowCallRateThreshold: null,
  failureCountThreshold: null,
  consecutiveFailuresThreshold: null,
  waitDurationInOpenStateMs: 90_000,
  waitBackoff: { multiplier: 2, maxMs: 600_000, jitter: 0 },
  automaticTransitionFromOpenToHalfOpenEnabled: true,
  permittedNumberOfCallsInHalfOpenState: 5,
  successThresholdInHalfOpen: null,
  maxWaitDurationInHalfOpenStateMs: 0,
};
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const rule = (config: Partial<BreakerConfig>, openingsInARow = 1) => {
  const said = halfOpenRule({ config: { ...base, ...config }, callTimeoutMs: 2_000 }, openingsInARow);
  return { ...said, ask: plain(said.ask), rule: plain(said.rule) };
};
const sentence = (config: Partial<BreakerConfig>) => plain(configurationSentence({ ...base, ...config }));
const rows = (config: Partial<BreakerConfig>) =>
  Object.fromEntries(
    configurationRows({ config: { ...base, ...config }, callTimeoutMs: 2_000 }).map(([name, value]) => [
      name,
      plain(value),
    ]),
  );

describe('the rule of half-open', () => {
  it('says how many probes must succeed, and what one failure too many costs', () => {
    expect(rule({})).toMatchObject({
      slots: 5,
      needed: 3,
      ask: '5 slots, 3 must succeed',
      rule: 'If a third probe fails it opens again, for 3:00 (wait doubles, at most 10:00).',
    });
  });

  it('tells the wait of the opening that would follow', () => {
    expect([0, 1, 2, 3].map((openings) => /for (\S+) \(/.exec(rule({}, openings).rule)?.[1])).toEqual([
      '1:30',
      '3:00',
      '6:00',
      '10:00',
    ]);
  });

  it('is decided at the minimum number of calls where that is fewer', () => {
    expect(rule({ permittedNumberOfCallsInHalfOpenState: 10, minimumNumberOfCalls: 4 })).toMatchObject({
      needed: 3,
      ask: '10 slots, decided after 4, 3 must succeed',
    });
  });

  it('asks for good probes in a row where that is configured', () => {
    expect(rule({ successThresholdInHalfOpen: 3, waitBackoff: null })).toMatchObject({
      needed: 3,
      ask: '5 slots, 3 in a row must succeed',
      rule: 'If one fails it opens again, for 1:30.',
    });
  });

  it('names slow probes, a drawn wait, and the longest time without a decision', () => {
    const said = rule({
      slowCallRateThreshold: 80,
      waitBackoff: { multiplier: 1.5, maxMs: 600_000, jitter: 0.1 },
      maxWaitDurationInHalfOpenStateMs: 30_000,
    });
    expect(said.rule).toBe(
      'If a third probe fails or a fourth probe is slow it opens again, for about 2:15 (wait grows ×1.5, at most 10:00). Without a decision in 30 s it opens again too.',
    );
  });
});

describe('the configuration in words', () => {
  it('is one sentence for every kind of threshold', () => {
    expect(sentence({})).toBe('Opens at 25 failures in 50 calls; tries again after 90 s.');
    expect(sentence({ slidingWindowType: 'time-based', slidingWindowSize: 30 })).toBe(
      'Opens at 50 % failures over 30 s; tries again after 90 s.',
    );
    expect(
      sentence({
        failureRateThreshold: null,
        failureCountThreshold: 5,
        slidingWindowType: 'time-based',
        slidingWindowSize: 30,
        automaticTransitionFromOpenToHalfOpenEnabled: false,
      }),
    ).toBe('Opens at 5 failures in 30 s; tries again on the first call after 90 s.');
    expect(sentence({ failureRateThreshold: null, consecutiveFailuresThreshold: 3, slowCallRateThreshold: 80 })).toBe(
      'Opens at 3 failures in a row or 40 slow calls in 50 calls; tries again after 90 s.',
    );
  });

  it('is a list that says what is off', () => {
    expect(rows({})).toMatchObject({
      Window: 'last 50 calls',
      'Minimum calls': '20',
      'Failure rate threshold': '50 %',
      'Slow call': 'over 800 ms, no threshold',
      Evaluated: 'after every outcome',
      'Wait while open': '90 s, ×2, at most 10 min',
      'To half-open': 'by itself',
      'Half-open probes': '5, needs 3 good',
      'Half-open lasts': 'until decided',
      'Call timeout': '2,000 ms',
    });
    const lazy = rows({
      failureRateThreshold: null,
      consecutiveFailuresThreshold: 3,
      successThresholdInHalfOpen: 1,
      automaticTransitionFromOpenToHalfOpenEnabled: false,
      waitBackoff: { multiplier: 2, maxMs: 600_000, jitter: 0.2 },
    });
    expect(lazy['Minimum calls']).toBeUndefined();
    expect(lazy).toMatchObject({
      'Failure rate threshold': 'off',
      'Failures in a row': '3',
      'Wait while open': '90 s, ×2, at most 10 min, ± 20 %',
      'To half-open': 'on the next call',
      'Half-open probes': '5, needs 1 in a row',
    });
  });
});
