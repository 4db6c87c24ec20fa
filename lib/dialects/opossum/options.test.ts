import { describe, expect, it } from 'vitest';
import { findConfigProblems } from '@/lib/engine/breaker-config.ts';
import { nativeConfig } from './native-config.ts';
import { bucketMsOf, callTimeoutMsOf, opossumOptions } from './options.ts';

const problemsOf = (given: unknown) =>
  opossumOptions.safeParse(given).error?.issues.map(({ message }) => message) ?? [];

describe('the options of opossum', () => {
  it('have the library’s defaults', () => {
    expect(opossumOptions.parse({})).toEqual({
      timeout: 10_000,
      errorThresholdPercentage: 50,
      resetTimeout: 30_000,
      rollingCountTimeout: 10_000,
      rollingCountBuckets: 10,
      volumeThreshold: 0,
      capacity: Number.MAX_SAFE_INTEGER,
      allowWarmUp: false,
      enabled: true,
      rollingPercentilesEnabled: true,
      enableSnapshots: true,
    });
  });

  it('switch the timeout off with false or 0, and round a bucket down', () => {
    expect(callTimeoutMsOf(opossumOptions.parse({ timeout: false }))).toBeNull();
    expect(callTimeoutMsOf(opossumOptions.parse({ timeout: 0 }))).toBeNull();
    expect(bucketMsOf(opossumOptions.parse({ rollingCountTimeout: 1_000, rollingCountBuckets: 3 }))).toBe(333);
    expect(bucketMsOf(opossumOptions.parse({ rollingCountTimeout: 5, rollingCountBuckets: 10 }))).toBe(1);
  });

  it.each([
    [{ timeout: -1 }, /^timeout must be a whole number from 0 to \d+, or false, received -1$/],
    [{ timeout: true }, /^timeout must be a whole number .*, or false, received true$/],
    [{ resetTimeout: 3e9 }, /^resetTimeout must be a whole number from 0 to \d+, received 3000000000$/],
    [{ rollingCountBuckets: 2.5 }, /^rollingCountBuckets must be a whole number from 1 to \d+, received 2.5$/],
    [{ rollingCountTimeout: 0 }, /^rollingCountTimeout must be a whole number from 1 to \d+, received 0$/],
    [{ errorThresholdPercentage: '50' }, "errorThresholdPercentage must be a number, received '50'"],
    [{ allowWarmUp: 1 }, 'allowWarmUp must be true or false, received 1'],
    [{ state: { closed: 'no' } }, "state.closed must be true or false, received 'no'"],
    [{ state: { opened: true } }, "opened: not an option of opossum's state here"],
    [{ maxFailures: 3, cache: true }, 'maxFailures, cache: not an option of opossum here'],
  ])('%j is refused with name, range and value', (given, message) => {
    expect(problemsOf(given)).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)]);
  });

  it.each([
    [{}],
    [{ errorThresholdPercentage: 0, resetTimeout: 0, rollingCountTimeout: 1 }],
    [{ errorThresholdPercentage: 250, volumeThreshold: 2_000_000, rollingCountTimeout: 86_400_000 }],
  ])('%j has a native description that is valid', (given) => {
    expect(findConfigProblems(nativeConfig(opossumOptions.parse(given)))).toEqual([]);
  });
});
