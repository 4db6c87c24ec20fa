import * as cockatiel from 'cockatiel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BreakerConfig, resolveConfig } from '@/lib/engine/breaker-config.ts';
import { cockatielTarget } from './cockatiel-target.ts';
import { growthOf } from './cockatiel-waits.ts';
import { nativeConfigs } from './native-config-fixtures.ts';

const { read, write } = cockatielTarget;
const texts = (config: Partial<BreakerConfig>) => write(resolveConfig(config), 'x').notes.map(({ text }) => text);

const README = `import {
  circuitBreaker, handleAll, SamplingBreaker,
} from 'cockatiel';

// Break if more than 20% of requests fail in a 30 second time window:
const breaker = circuitBreaker(handleAll, {
  halfOpenAfter: 10 * 1000,
  breaker: new SamplingBreaker({ threshold: 0.2, duration: 30 * 1000, minimumRps: 2 }),
});
`;

describe('reading cockatiel', () => {
  it("understands its README's example", () => {
    expect(read(README)).toMatchObject({
      name: 'breaker',
      problems: [],
      config: {
        slidingWindowType: 'time-based',
        slidingWindowSize: 30,
        minimumNumberOfCalls: 60,
        failureRateThreshold: 20,
        waitDurationInOpenStateMs: 10_000,
        automaticTransitionFromOpenToHalfOpenEnabled: false,
      },
      options: { breaker: { type: 'SamplingBreaker', threshold: 0.2 } },
    });
  });

  it('knows the other breakers, also as variables, and the older call', () => {
    const count = `const threshold = 0.5;
      const rule = new CountBreaker({ threshold, size: 100 });
      const b = circuitBreaker(handleAll, { halfOpenAfter: 1e4, breaker: rule });`;
    expect(read(count)).toMatchObject({
      problems: [],
      config: {
        slidingWindowType: 'count-based',
        slidingWindowSize: 100,
        minimumNumberOfCalls: 100,
        failureRateThreshold: 50,
      },
    });
    const older = 'const b = Policy.handleAll().circuitBreaker(10_000, new ConsecutiveBreaker(5));';
    expect(read(older)).toMatchObject({
      problems: [],
      config: { consecutiveFailuresThreshold: 5, failureRateThreshold: null, waitDurationInOpenStateMs: 10_000 },
    });
  });

  it.each([
    ['new ConstantBackoff(500)', 500, undefined],
    ['new IterableBackoff([100, 200, 400, 400])', 100, { multiplier: 2, maxMs: 400, jitter: 0 }],
    ['new IterableBackoff([100, 50])', 100, undefined],
    [
      'new ExponentialBackoff({ initialDelay: 1_000, maxDelay: 60e3, generator: noJitterGenerator })',
      1_000,
      { multiplier: 2, maxMs: 60_000, jitter: 0 },
    ],
    ['new ExponentialBackoff({ generator: halfJitterGenerator })', 96, { multiplier: 2, maxMs: 30_000, jitter: 1 / 3 }],
  ])('reads the waits of %s', (code, waitMs, backoff) => {
    const { config, problems } = read(
      `circuitBreaker(handleAll, { halfOpenAfter: ${code}, breaker: new ConsecutiveBreaker(5) })`,
    );
    expect(problems).toEqual([]);
    expect(config.waitDurationInOpenStateMs).toBe(waitMs);
    if (backoff === undefined) expect(config.waitBackoff).toBeUndefined();
    else expect(config.waitBackoff?.jitter).toBeCloseTo(backoff.jitter);
    if (backoff !== undefined)
      expect(config.waitBackoff).toMatchObject({ multiplier: backoff.multiplier, maxMs: backoff.maxMs });
  });

  it('names what the library would refuse, and what is a function', () => {
    const refused =
      'circuitBreaker(handleAll, { halfOpenAfter: 1, breaker: new CountBreaker({ threshold: 1.5, size: 0 }) })';
    const { problems } = read(refused);
    expect(problems.map(({ option }) => option)).toEqual(['breaker', 'breaker']);
    expect(problems[0]?.message).toMatch(/threshold must be .* received 1.5$/);
    const delegated =
      'circuitBreaker(handleAll, { halfOpenAfter: new DelegateBackoff(() => 1), breaker: new ConsecutiveBreaker(5) })';
    expect(read(delegated).problems[0]).toEqual({
      option: 'halfOpenAfter',
      message: 'line 1: DelegateBackoff(() => 1) is code, and only running it would tell its value',
    });
  });
});

describe('writing cockatiel', () => {
  const written = (config: BreakerConfig) => {
    const { text } = write(config, 'payments\n} evil');
    const body = text.replace(/^import.*\n/, '');
    return new Function(...Object.keys(cockatiel), `${body} return breaker;`)(...Object.values(cockatiel));
  };

  it('writes what the library takes, whatever the configuration', () => {
    fc.assert(
      fc.property(nativeConfigs, (config) => {
        expect(written(config).state).toBe(cockatiel.CircuitState.Closed);
      }),
    );
  });

  it('keeps the waits: doubled, or as their list', () => {
    const doubled = { waitBackoff: { multiplier: 2, maxMs: 240_000, jitter: 0 } };
    expect(write(resolveConfig(doubled), 'x').text).toContain(
      'halfOpenAfter: new ExponentialBackoff({ initialDelay: 60_000, maxDelay: 240_000, generator: noJitterGenerator })',
    );
    const listed = { waitDurationInOpenStateMs: 8_000, waitBackoff: { multiplier: 1.5, maxMs: 15_000, jitter: 0.2 } };
    expect(write(resolveConfig(listed), 'x').text).toContain('new IterableBackoff([8000, 12_000, 15_000])');
    expect(texts(listed)).toContain(
      "cockatiel's jitters are others: waits are not drawn from 20 % around them, but fixed.",
    );
  });

  it('opens at exactly the number of failures in a window of calls', () => {
    const { text } = write(
      resolveConfig({
        slidingWindowSize: 10,
        failureRateThreshold: null,
        slowCallRateThreshold: null,
        failureCountThreshold: 3,
      }),
      'x',
    );
    expect(text).toContain('new CountBreaker({ threshold: 0.25, size: 10, minimumNumberOfCalls: 10 })');
  });

  it('asks for as many calls as the configuration, as the library reckons', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_600 }),
        fc.integer({ min: 1, max: 5_000 }),
        (seconds, minimumNumberOfCalls) => {
          const config = resolveConfig({
            slidingWindowType: 'time-based',
            slidingWindowSize: seconds,
            minimumNumberOfCalls,
          });
          const rps = Number(/minimumRps: ([\d.]+)/.exec(write(config, 'x').text)?.[1]);
          const enough = (calls: number) => calls >= seconds * 1_000 * (rps / 1_000);
          expect([enough(minimumNumberOfCalls), enough(minimumNumberOfCalls - 1)]).toEqual([true, false]);
        },
      ),
    );
  });

  it('finds the plainest multiplier of a list', () => {
    expect(growthOf([8_000, 12_000, 15_000])).toEqual({ multiplier: 1.5, maxMs: 15_000 });
    expect(growthOf([100, 123, 151, 185, 200])).toEqual({ multiplier: 1.23, maxMs: 200 });
    expect(growthOf([100, 300, 400, 1_600])).toBeNull();
    expect(growthOf([100, 50])).toBeNull();
  });
});
