import { stringify } from 'yaml';
import type { BreakerConfig, WaitBackoff } from '@/lib/engine/breaker-config.ts';
import { durationText } from './duration-text.ts';
import { differencesFor } from './left-out.ts';
import { rateRule } from './rate-rule.ts';
import type { NativeField, Note, Written } from './target.ts';

const NAME = 'Resilience4j';
/** Spring's setters refuse less, though the library's builder takes it. */
const LEAST_PERCENT = 1;
/** Its factor must be below 1. */
const MOST_JITTER = 0.99;
/** So long that no call is slow. */
const NEVER_SLOW_MS = 3_600_000;

type Lines = Readonly<Record<string, unknown>>;
interface Part {
  readonly lines: Lines;
  readonly notes: readonly Note[];
}

const noteOn = (text: string, ...fields: readonly NativeField[]): Note => ({ fields, text });

/** A native configuration as Spring Boot's `application.yml` has it. */
export function writeResilience4j(config: BreakerConfig, name: string, differences: readonly Note[]): Written {
  const rule = rateRule(NAME, config, null);
  const percent = springPercent(rule.percent, 'failureRateThreshold', 'failure rate');
  const slow = slowCalls(config);
  const wait = waiting(config);
  const instance = {
    slidingWindowType: rule.slidingWindowType === 'count-based' ? 'COUNT_BASED' : 'TIME_BASED',
    slidingWindowSize: rule.slidingWindowSize,
    minimumNumberOfCalls: rule.minimumNumberOfCalls,
    failureRateThreshold: percent.value,
    ...slow.lines,
    ...wait.lines,
    automaticTransitionFromOpenToHalfOpenEnabled: config.automaticTransitionFromOpenToHalfOpenEnabled,
    permittedNumberOfCallsInHalfOpenState: config.permittedNumberOfCallsInHalfOpenState,
    ...(config.maxWaitDurationInHalfOpenStateMs === 0
      ? {}
      : { maxWaitDurationInHalfOpenState: durationText(config.maxWaitDurationInHalfOpenStateMs) }),
  };
  const { key, notes: nameNotes } = instanceKey(name);
  const text = stringify({ resilience4j: { circuitbreaker: { instances: { [key]: instance } } } });
  const notes = [
    ...rule.notes,
    ...percent.notes,
    ...slow.notes,
    ...wait.notes,
    ...halfOpenNotes(config),
    ...nameNotes,
    ...differencesFor(config, differences),
  ];
  return { text, notes };
}

/** Spring drops every other character of a key that isn't in brackets; and brackets in it end it. */
function instanceKey(name: string): { key: string; notes: Note[] } {
  const kept = name.replace(/[[\]]/g, '').trim() || 'breaker';
  const notes = kept === name ? [] : [noteOn(`Spring takes other names: ${name} becomes ${kept}.`)];
  return { key: /^[A-Za-z0-9-]+$/.test(kept) ? kept : `[${kept}]`, notes };
}

function springPercent(percent: number, field: NativeField, rate: string): { value: number; notes: Note[] } {
  if (percent >= LEAST_PERCENT) return { value: percent, notes: [] };
  const text = `Spring takes percentages from ${LEAST_PERCENT} on: the ${rate} of ${percent} % becomes ${LEAST_PERCENT} %.`;
  return { value: LEAST_PERCENT, notes: [noteOn(text, field)] };
}

function slowCalls({ slowCallRateThreshold: percent, slowCallDurationThresholdMs: ms }: BreakerConfig): Part {
  if (percent === null) {
    const text = `${NAME}'s slow call rate can't be switched off: no call is slow below 1 h.`;
    return {
      lines: { slowCallRateThreshold: 100, slowCallDurationThreshold: durationText(NEVER_SLOW_MS) },
      notes: [noteOn(text, 'slowCallRateThreshold', 'slowCallDurationThresholdMs')],
    };
  }
  const { value, notes } = springPercent(percent, 'slowCallRateThreshold', 'slow call rate');
  return { lines: { slowCallRateThreshold: value, slowCallDurationThreshold: durationText(ms) }, notes };
}

function waiting({ waitDurationInOpenStateMs: waitMs, waitBackoff }: BreakerConfig): Part {
  const constant = { waitDurationInOpenState: durationText(waitMs) };
  if (waitBackoff === null || (waitBackoff.multiplier === 1 && waitBackoff.jitter === 0)) {
    return { lines: constant, notes: [] };
  }
  const { multiplier, maxMs, jitter } = waitBackoff;
  if (multiplier === 1) return randomized(constant, waitMs, waitBackoff);
  const growth = {
    ...constant,
    enableExponentialBackoff: true,
    exponentialBackoffMultiplier: multiplier,
    exponentialMaxWaitDurationInOpenState: durationText(maxMs),
  };
  const text = `Spring takes growing or drawn waits, not both: the jitter of ${jitter} is left out.`;
  return { lines: growth, notes: jitter === 0 ? [] : [noteOn(text, 'waitBackoff')] };
}

function randomized(constant: Lines, waitMs: number, { maxMs, jitter }: WaitBackoff): Part {
  const factor = Math.min(jitter, MOST_JITTER);
  const notes = [
    ...(factor === jitter
      ? []
      : [noteOn(`${NAME}'s factor is below 1: a jitter of ${jitter} becomes ${factor}.`, 'waitBackoff')]),
    ...(maxMs >= waitMs * (1 + factor)
      ? []
      : [noteOn(`${NAME}'s drawn waits have no longest one: ${durationText(maxMs)} is left out.`, 'waitBackoff')]),
  ];
  return { lines: { ...constant, enableRandomizedWait: true, randomizedWaitFactor: factor }, notes };
}

function halfOpenNotes(config: BreakerConfig): Note[] {
  const { successThresholdInHalfOpen: needed, permittedNumberOfCallsInHalfOpenState: permitted } = config;
  if (needed === null) return [];
  const good = needed === 1 ? 'one good probe' : `${needed} good probes in a row`;
  const instead =
    permitted === 1 ? 'with one probe that is the same' : `${good} is not enough, and one bad probe doesn't open it`;
  return [noteOn(`${NAME} decides by the rates over its probes: ${instead}.`, 'successThresholdInHalfOpen')];
}
