import CircuitBreaker from 'opossum';
import { describe, expect, it } from 'vitest';
import { resolveConfig } from '@/lib/engine/breaker-config.ts';
import { opossumTarget } from './opossum-target.ts';

const { read, write } = opossumTarget;
const explained = (text: string, option: string) => read(text).understood.find((each) => each.option === option);

const README = `const CircuitBreaker = require('opossum');

function asyncFunctionThatCouldFail(x, y) {
  return new Promise((resolve, reject) => {
    // Do something, maybe on the network or a disk
  });
}

const options = {
  timeout: 3000, // If our function takes longer than 3 seconds, trigger a failure
  errorThresholdPercentage: 50, // When 50% of requests fail, trip the circuit
  resetTimeout: 30000 // After 30 seconds, try again.
};
const breaker = new CircuitBreaker(asyncFunctionThatCouldFail, options);

breaker.fire(x, y)
  .then(console.log)
  .catch(console.error);
`;

describe('reading opossum', () => {
  it("understands its README's example, through the variable", () => {
    const { config, options, name, problems } = read(README);
    expect(problems).toEqual([]);
    expect(name).toBe('breaker');
    expect(resolveConfig(config)).toMatchObject({
      slidingWindowType: 'time-based',
      slidingWindowSize: 10,
      minimumNumberOfCalls: 1,
      failureRateThreshold: 50,
      slowCallRateThreshold: null,
      waitDurationInOpenStateMs: 30_000,
      permittedNumberOfCallsInHalfOpenState: 1,
      successThresholdInHalfOpen: 1,
    });
    expect(options).toMatchObject({ timeout: 3_000, volumeThreshold: 0, rollingCountBuckets: 10 });
    expect(explained(README, 'timeout')?.meaning).toMatch(/^A call longer than 3 s fails/);
  });

  it('takes an object alone, as JavaScript or JSON, and lines of one', () => {
    const config = { failureRateThreshold: 60, waitDurationInOpenStateMs: 5_000 };
    expect(read('{ errorThresholdPercentage: 60, resetTimeout: 5_000 }')).toMatchObject({ problems: [], config });
    expect(read('{"errorThresholdPercentage": 60, "resetTimeout": 5e3}')).toMatchObject({ problems: [], config });
    expect(read('errorThresholdPercentage: 60,\nresetTimeout: 5 * 1000,')).toMatchObject({ problems: [], config });
    const typed =
      'const options: CircuitBreaker.Options = { errorThresholdPercentage: 60, resetTimeout: 5000 } as const;';
    expect(read(typed)).toMatchObject({ name: 'options', problems: [], config });
  });

  it('follows spreads and shorthand, and skips functions', () => {
    const text = `
      const defaults = { resetTimeout: 5000, volumeThreshold: 1 };
      const volumeThreshold = 20;
      export const payments = new CircuitBreaker<[string], Reply>(charge, {
        ...defaults, volumeThreshold, name: \`payments\`,
        errorFilter: (error) => { return error.status < 500; },
        cacheGetKey(...args) { return args.join(','); },
      });`;
    expect(read(text)).toMatchObject({
      name: 'payments',
      problems: [],
      config: { waitDurationInOpenStateMs: 5_000, minimumNumberOfCalls: 20 },
    });
    expect(explained(text, 'errorFilter')).toBeDefined();
    expect(explained(text, 'cacheGetKey')).toBeDefined();
  });

  it('knows it by the name that it is imported as', () => {
    const text = "import Opossum from 'opossum';\nconst payments = new Opossum(charge, { resetTimeout: 5000 });";
    expect(read(text)).toMatchObject({ name: 'payments', config: { waitDurationInOpenStateMs: 5_000 } });
    const required = 'const Breaker = require("opossum");\nnew Breaker(charge);';
    expect(read(required)).toMatchObject({ problems: [], config: { waitDurationInOpenStateMs: 30_000 } });
  });

  it('names what is not there, and what opossum does not have', () => {
    expect(read('new CircuitBreaker(call, options)').problems).toEqual([
      { option: 'text', message: 'line 1: the options options are not in this text' },
    ]);
    const { problems } = read('new CircuitBreaker(call, { ...shared, resetTime: 1, volumeThreshold: -1 })');
    expect(problems.map(({ option }) => option)).toEqual(['...', 'volumeThreshold', 'resetTime']);
    expect(problems[0]?.message).toMatch(/^line 1: shared isn't set in this text/);
    expect(problems[1]?.message).toMatch(/received -1$/);
    expect(problems[2]?.message).toBe('not an option of opossum here');
  });

  it('says what comes only near', () => {
    const notes = read('{ rollingCountTimeout: 2500, errorThresholdPercentage: 0 }').notes.map(({ text }) => text);
    expect(notes).toContain("A window of 2.5 s becomes 3 s: the panel's are whole seconds.");
    expect(notes).toContain('0 % becomes 0.01 %, which any failure reaches as well.');
  });
});

describe('writing opossum', () => {
  const config = resolveConfig({
    slidingWindowType: 'time-based',
    slidingWindowSize: 30,
    minimumNumberOfCalls: 20,
    waitDurationInOpenStateMs: 15_000,
  });

  it('writes what the library takes', () => {
    const { text } = write(config, 'payments');
    expect(text).toBe(`import CircuitBreaker from 'opossum';

const breaker = new CircuitBreaker(guardedCall, {
  name: "payments",
  errorThresholdPercentage: 50,
  volumeThreshold: 20,
  rollingCountTimeout: 30_000,
  rollingCountBuckets: 30,
  resetTimeout: 15_000,
});
`);
    const make = new Function('CircuitBreaker', 'guardedCall', `${text.replace(/^import.*\n/, '')} return breaker;`);
    const breaker = make(CircuitBreaker, async () => 1);
    expect(breaker.name).toBe('payments');
    breaker.shutdown();
  });

  it('says what a window of calls, every call, and failures in a row become', () => {
    const texts = (given: Parameters<typeof resolveConfig>[0]) =>
      write(resolveConfig(given), 'x').notes.map(({ text }) => text);
    expect(texts({ slidingWindowSize: 50 })).toContain(
      "opossum's window is a time, not a number of calls: the last 50 calls becomes 10 s.",
    );
    expect(texts({ failureRateThreshold: 100 })).toContain(
      'opossum opens above its threshold, so 100 % would never open it: 99.99 % is written.',
    );
    const inARow = { failureRateThreshold: null, slowCallRateThreshold: null, consecutiveFailuresThreshold: 5 };
    expect(texts(inARow)).toContain(
      'opossum has no threshold of failures in a row: at least 5 calls in 10 s, all of them failed, open it ' +
        'instead; reading it gives that back.',
    );
  });
});
