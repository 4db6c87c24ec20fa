import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BreakerConfig, findConfigProblems, resolveConfig } from '@/lib/engine/breaker-config.ts';
import { fieldsInUse } from './left-out.ts';
import { nativeConfigs } from './native-config-fixtures.ts';
import type { ConfigurationTarget, NativeField, Note } from './target.ts';
import { CONFIGURATION_TARGETS, findTarget } from './targets.ts';

/** A back-off by what it does: one that never grows nor draws is none, and without growth the draw alone is capped. */
function effective(config: BreakerConfig): BreakerConfig {
  const { waitBackoff: backoff, waitDurationInOpenStateMs: waitMs } = config;
  if (backoff === null || backoff.multiplier > 1) return config;
  if (backoff.jitter === 0) return { ...config, waitBackoff: null };
  const reached = Math.ceil(waitMs * (1 + backoff.jitter));
  return { ...config, waitBackoff: { ...backoff, maxMs: Math.min(backoff.maxMs, reached) } };
}

/** The fields that a configuration uses and that came back otherwise. */
function changed(before: BreakerConfig, after: BreakerConfig): NativeField[] {
  const [left, right] = [effective(before), effective(after)];
  return [...fieldsInUse(before)].filter((field) => JSON.stringify(left[field]) !== JSON.stringify(right[field]));
}

const particular = ({ behaviour }: ConfigurationTarget, notes: readonly Note[]) =>
  notes.filter((note) => !behaviour.differences.includes(note));

function throughText(target: ConfigurationTarget, config: BreakerConfig) {
  const written = target.write(config, 'payments');
  const understood = target.read(written.text);
  expect(understood.problems, written.text).toEqual([]);
  return { written, understood, back: resolveConfig(understood.config) };
}

/** Of a configuration, what each target can say. */
const EXPRESSIBLE: Readonly<Record<string, (config: BreakerConfig) => BreakerConfig>> = {
  resilience4j: (config) =>
    resolveConfig({
      ...config,
      failureRateThreshold: Math.max(1, config.failureRateThreshold ?? 50),
      slowCallRateThreshold: Math.max(1, config.slowCallRateThreshold ?? 100),
      failureCountThreshold: null,
      consecutiveFailuresThreshold: null,
      waitBackoff: config.waitBackoff && { ...config.waitBackoff, jitter: 0 },
      successThresholdInHalfOpen: null,
    }),
  pybreaker: (config) => ({
    ...inARow(config),
    automaticTransitionFromOpenToHalfOpenEnabled: false,
    successThresholdInHalfOpen: config.permittedNumberOfCallsInHalfOpenState,
  }),
  circuitbreaker: (config) => ({ ...inARow(config), ...ONE_PROBE }),
  opossum: (config) => ({ ...byRateInTime(config), ...ONE_PROBE }),
  cockatiel: (config) => ({
    ...byRate(config),
    ...ONE_PROBE,
    automaticTransitionFromOpenToHalfOpenEnabled: false,
    waitBackoff: config.waitBackoff && { ...config.waitBackoff, multiplier: 2, jitter: 0 },
  }),
  gobreaker: (config) => ({
    ...byRateInTime(config),
    failureCountThreshold: config.failureCountThreshold,
    consecutiveFailuresThreshold: config.consecutiveFailuresThreshold,
    successThresholdInHalfOpen: config.permittedNumberOfCallsInHalfOpenState,
    automaticTransitionFromOpenToHalfOpenEnabled: true,
  }),
  hystrix: (config) => ({
    ...byRateInTime(config),
    ...ONE_PROBE,
    failureRateThreshold: Math.ceil(config.failureRateThreshold ?? 50),
    automaticTransitionFromOpenToHalfOpenEnabled: false,
  }),
  istio: (config) => ({ ...inARow(config), ...ONE_PROBE }),
};

const ONE_PROBE = {
  permittedNumberOfCallsInHalfOpenState: 1,
  successThresholdInHalfOpen: 1,
  automaticTransitionFromOpenToHalfOpenEnabled: true,
};
const plain = (config: BreakerConfig): BreakerConfig => ({
  ...config,
  slowCallRateThreshold: null,
  failureCountThreshold: null,
  waitBackoff: null,
  maxWaitDurationInHalfOpenStateMs: 0,
});
const inARow = (config: BreakerConfig): BreakerConfig => ({
  ...plain(config),
  failureRateThreshold: null,
  consecutiveFailuresThreshold: config.consecutiveFailuresThreshold ?? 5,
});
const byRate = (config: BreakerConfig): BreakerConfig => ({
  ...plain(config),
  failureRateThreshold: Math.min(99.5, config.failureRateThreshold ?? 50),
  consecutiveFailuresThreshold: null,
});
const byRateInTime = (config: BreakerConfig): BreakerConfig => ({ ...byRate(config), slidingWindowType: 'time-based' });

describe.each(CONFIGURATION_TARGETS)('$name', { timeout: 30_000 }, (target) => {
  it('says in a note whatever does not come back as it was', () => {
    fc.assert(
      fc.property(nativeConfigs, (config) => {
        const { written, back } = throughText(target, config);
        expect(new Set(written.notes.map(({ text }) => text)).size).toBe(written.notes.length);
        const noted = new Set(particular(target, written.notes).flatMap(({ fields }) => fields));
        expect(
          changed(config, back).filter((field) => !noted.has(field)),
          written.text,
        ).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('gives back what it can say, without a note', () => {
    fc.assert(
      fc.property(nativeConfigs, (any) => {
        const config = EXPRESSIBLE[target.id]?.(any) ?? any;
        expect(findConfigProblems(config)).toEqual([]);
        const { written, back } = throughText(target, config);
        expect(changed(config, back), written.text).toEqual([]);
        expect(particular(target, written.notes).filter(({ fields }) => fields.length > 0)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('writes the same text again for what it has read', () => {
    fc.assert(
      fc.property(nativeConfigs, (config) => {
        const { written, understood } = throughText(target, config);
        const again = target.write(resolveConfig(understood.config), 'payments');
        expect(target.read(again.text).config).toEqual(target.read(written.text).config);
      }),
    );
  });

  it('is found by its id', () => {
    expect(findTarget(target.id)).toBe(target);
  });
});

it('there is no target of another name', () => {
  expect(findTarget('toString')).toBeNull();
});
