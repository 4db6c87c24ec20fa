import { type Resilience4jOptions, type WaitInterval, waitIntervalOf } from '../resilience4j/options.ts';
import { inWords } from './duration-text.ts';
import { calls } from './left-out.ts';
import type { Reading } from './reading.ts';
import type { OptionName } from './resilience4j-values.ts';

/** How an option is called in the text, or would be. */
export type OptionOf = (name: OptionName) => string;

const DAY_MS = 86_400_000;

/** Of what changes no decision of the native breaker. */
const OTHERS: readonly (readonly [OptionName, string])[] = [
  ['initialState', 'The state that it would begin with: here it begins closed.'],
  ['slidingWindowSynchronizationStrategy', 'How its threads share the window changes no decision.'],
  ['writableStackTraceEnabled', 'Changes no decision.'],
];

/** What Resilience4j's options mean, one by one. */
export function explain(options: Resilience4jOptions, optionOf: OptionOf, reading: Reading): void {
  reading.options = options;
  explainWindow(options, optionOf, reading);
  explainRates(options, optionOf, reading);
  explainWait(waitIntervalOf(options), optionOf, reading);
  explainHalfOpen(options, optionOf, reading);
  for (const [name, meaning] of OTHERS) {
    if (reading.isGiven(optionOf(name))) reading.means(optionOf(name), '', meaning);
  }
}

function explainWindow(options: Resilience4jOptions, optionOf: OptionOf, reading: Reading): void {
  const { slidingWindowType: type, slidingWindowSize: size, minimumNumberOfCalls: given } = options;
  const countBased = type === 'COUNT_BASED';
  reading.means(
    optionOf('slidingWindowType'),
    type,
    countBased ? 'Counts the last calls.' : 'Counts the last seconds.',
    {
      slidingWindowType: countBased ? 'count-based' : 'time-based',
    },
  );
  const window = countBased ? `The last ${calls(size)}.` : `The calls of the last ${size} s.`;
  reading.means(optionOf('slidingWindowSize'), size, window, { slidingWindowSize: size });
  // Resilience4j clips it as well.
  const minimum = countBased ? Math.min(given, size) : given;
  reading.means(optionOf('minimumNumberOfCalls'), given, `No rate below ${calls(minimum)}.`, {
    minimumNumberOfCalls: minimum,
  });
}

function explainRates(options: Resilience4jOptions, optionOf: OptionOf, reading: Reading): void {
  const { failureRateThreshold: failed, slowCallRateThreshold: slow } = options;
  reading.means(optionOf('failureRateThreshold'), failed, `Opens at ${failed} % of failures.`, {
    failureRateThreshold: failed,
  });
  const slowMs = reading.wholeMs(
    optionOf('slowCallDurationThreshold'),
    options.slowCallDurationThresholdMs,
    'slowCallDurationThresholdMs',
  );
  reading.means(
    optionOf('slowCallDurationThreshold'),
    inWords(slowMs),
    `A call longer than ${inWords(slowMs)} is slow.`,
    {
      slowCallDurationThresholdMs: slowMs,
    },
  );
  reading.means(optionOf('slowCallRateThreshold'), slow, `Opens at ${slow} % of slow calls.`, {
    slowCallRateThreshold: slow,
  });
}

function explainWait(interval: WaitInterval, optionOf: OptionOf, reading: Reading): void {
  const option = optionOf('waitDurationInOpenState');
  const firstMs = 'intervalMs' in interval ? interval.intervalMs : interval.initialIntervalMs;
  if (interval.type === 'constant') {
    reading.means(option, inWords(firstMs), `Stays open for ${inWords(firstMs)}.`, {
      waitDurationInOpenStateMs: firstMs,
    });
    return;
  }
  if (interval.type === 'randomized') {
    const { randomizationFactor: jitter } = interval;
    const meaning = `Stays open for ${inWords(firstMs)}, drawn from ${Math.round(jitter * 100)} % around it.`;
    const maxMs = Math.min(DAY_MS, Math.ceil(firstMs * (1 + jitter)));
    reading.means(option, inWords(firstMs), meaning, {
      waitDurationInOpenStateMs: firstMs,
      waitBackoff: { multiplier: 1, maxMs, jitter },
    });
    return;
  }
  const { multiplier, maxIntervalMs } = interval;
  if (maxIntervalMs === undefined) {
    reading.note("Without a longest wait Resilience4j's grows on and on; here up to 24 h.", 'waitBackoff');
  }
  const maxMs = maxIntervalMs ?? DAY_MS;
  const waitMs = Math.min(firstMs, maxMs);
  const meaning = `Stays open for ${inWords(waitMs)}, each time × ${multiplier}, up to ${inWords(maxMs)}.`;
  reading.means(option, inWords(waitMs), meaning, {
    waitDurationInOpenStateMs: waitMs,
    waitBackoff: { multiplier, maxMs, jitter: 0 },
  });
}

function explainHalfOpen(options: Resilience4jOptions, optionOf: OptionOf, reading: Reading): void {
  const automatic = options.automaticTransitionFromOpenToHalfOpenEnabled;
  const how = automatic ? 'by a timer' : 'on the next call';
  const option = optionOf('automaticTransitionFromOpenToHalfOpenEnabled');
  reading.means(option, automatic, `Goes to half-open ${how} after the wait.`, {
    automaticTransitionFromOpenToHalfOpenEnabled: automatic,
  });
  const permitted = options.permittedNumberOfCallsInHalfOpenState;
  const probes = `Permits ${permitted} probe${permitted === 1 ? '' : 's'} while half-open.`;
  reading.means(optionOf('permittedNumberOfCallsInHalfOpenState'), permitted, probes, {
    permittedNumberOfCallsInHalfOpenState: permitted,
  });
  const limitMs = options.maxWaitDurationInHalfOpenStateMs;
  const limit = limitMs === 0 ? 'Half-open as long as its probes take.' : `Half-open for ${inWords(limitMs)} at most.`;
  reading.means(optionOf('maxWaitDurationInHalfOpenState'), limitMs === 0 ? 0 : inWords(limitMs), limit, {
    maxWaitDurationInHalfOpenStateMs: limitMs,
  });
  const after = optionOf('transitionToStateAfterWaitDuration');
  if (!reading.isGiven(after)) return;
  const to = options.transitionToStateAfterWaitDuration;
  reading.means(after, to, 'Where it goes when half-open has lasted too long: here always back to open.');
  const text = 'Resilience4j closes when half-open has lasted too long; here it opens again.';
  if (to === 'CLOSED' && limitMs > 0) reading.note(text, 'maxWaitDurationInHalfOpenStateMs');
}
