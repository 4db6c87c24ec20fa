import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import {
  type BreakerOptions,
  type CockatielOptions,
  cockatielOptions,
  type SamplingBreakerOptions,
} from '../cockatiel/options.ts';
import { described } from './cockatiel-literals.ts';
import { readWaits, writtenWaits } from './cockatiel-waits.ts';
import { optionValues } from './code-options.ts';
import { grouped } from './code-text.ts';
import { inWords, ordinal, rounded } from './duration-text.ts';
import { javascriptBreakers } from './javascript-breakers.ts';
import { calls, differencesFor, leftOut, oneProbeNote, transitionNote } from './left-out.ts';
import { rateRule } from './rate-rule.ts';
import { Reading, readable } from './reading.ts';
import { percentOf, shareOf, strictPercent } from './strict-percent.ts';
import type { ConfigurationTarget, Note, Understood, Written } from './target.ts';

const NAME = 'cockatiel';

const DIFFERENCES: readonly Note[] = [
  { fields: ['failureRateThreshold'], text: 'cockatiel opens above its threshold, the panel at or above it.' },
  {
    fields: ['permittedNumberOfCallsInHalfOpenState'],
    text: 'While half-open cockatiel keeps further calls waiting for the probe; the panel rejects them.',
  },
];

const ELSEWHERE: Readonly<Record<string, string>> = {
  initialState: 'The state that it would begin with: here it begins closed.',
};

function write(config: BreakerConfig, name: string): Written {
  const breaker = writtenBreaker(config);
  const waits = writtenWaits(config);
  const imports = [breaker.type, 'circuitBreaker', 'handleAll', ...waits.imports];
  const text = [
    `import { ${imports.toSorted().join(', ')} } from 'cockatiel';`,
    '',
    `// ${name.replace(/[\r\n\u2028\u2029]+/g, ' ')}`,
    'const breaker = circuitBreaker(handleAll, {',
    `  halfOpenAfter: ${waits.code},`,
    `  breaker: new ${breaker.type}(${breaker.args}),`,
    '});',
    '',
  ].join('\n');
  const notes = [
    ...breaker.notes,
    ...waits.notes,
    ...leftOut(NAME, config, ['maxWaitDurationInHalfOpenStateMs']),
    ...oneProbeNote(NAME, config, 'one'),
    ...transitionNote(NAME, config, false),
    { fields: [], text: 'cockatiel gives its breakers no names: the name stands in a comment.' },
    ...differencesFor(config, DIFFERENCES),
  ];
  return { text, notes };
}

const SLOW = ['slowCallRateThreshold', 'slowCallDurationThresholdMs'] as const;

/** One of the three breakers: only one of the thresholds can be kept. */
function writtenBreaker(config: BreakerConfig): { type: BreakerOptions['type']; args: string; notes: Note[] } {
  const { consecutiveFailuresThreshold: inARow, failureCountThreshold: inWindow } = config;
  const byRate = config.failureRateThreshold !== null;
  if (inARow !== null && !byRate) {
    const window = ['slidingWindowType', 'slidingWindowSize', 'minimumNumberOfCalls'] as const;
    const notes = leftOut(NAME, config, ['failureCountThreshold', ...SLOW, ...window]);
    return { type: 'ConsecutiveBreaker', args: grouped(inARow), notes };
  }
  const rule = rateRule(NAME, { ...config, slowCallRateThreshold: null }, null);
  const strict = strictPercent(NAME, rule);
  // Half a failure below, so that the last of them is above: exactly "N of the last M calls".
  const counts = !byRate && inWindow !== null && config.slidingWindowType === 'count-based';
  const share = counts ? rounded((inWindow - 0.5) / rule.slidingWindowSize) : shareOf(strict.percent);
  const notes = [...rule.notes, ...strict.notes, ...leftOut(NAME, config, SLOW)];
  if (rule.slidingWindowType === 'count-based') {
    const size = `threshold: ${share}, size: ${grouped(rule.slidingWindowSize)}`;
    const args = `{ ${size}, minimumNumberOfCalls: ${grouped(rule.minimumNumberOfCalls)} }`;
    return { type: 'CountBreaker', args, notes };
  }
  const duration = rule.slidingWindowSize * 1_000;
  const rps = minimumRps(rule.minimumNumberOfCalls, duration);
  return {
    type: 'SamplingBreaker',
    args: `{ threshold: ${share}, duration: ${grouped(duration)}, minimumRps: ${rps} }`,
    notes,
  };
}

/** Calls per second that the given number of calls reaches, as the library multiplies it back. */
function minimumRps(minimumNumberOfCalls: number, durationMs: number): number {
  const steps = Math.floor((minimumNumberOfCalls / durationMs) * 1e7);
  const reached = (rps: number) => minimumNumberOfCalls >= durationMs * (rps / 1_000);
  return reached(steps / 1e4) ? steps / 1e4 : (steps - 1) / 1e4;
}

function read(text: string, wanted?: string): Understood {
  const reading = new Reading(NAME);
  if (!readable(text, reading)) return reading.result([]);
  const found = javascriptBreakers(
    text,
    { called: /(?:^|\.)circuitBreaker$/, options: /\bhalfOpenAfter\b/, places: ['halfOpenAfter', 'breaker'] },
    reading,
  );
  const breaker = reading.choose(found, ({ name }) => name, wanted);
  if (breaker === undefined) {
    reading.nothingFound('circuitBreaker(handleAll, …)');
    return reading.result([]);
  }
  const given = breaker.entries.map(({ key, value }) => ({ option: key, literal: described(value) }));
  const options = reading.take(cockatielOptions, optionValues(given, ELSEWHERE, reading));
  if (options !== null) explain(options, reading);
  return reading.result(DIFFERENCES);
}

function explain(options: CockatielOptions, reading: Reading): void {
  reading.options = options;
  readWaits(options.halfOpenAfter, reading);
  reading.sets('halfOpenAfter', {
    automaticTransitionFromOpenToHalfOpenEnabled: false,
    permittedNumberOfCallsInHalfOpenState: 1,
    successThresholdInHalfOpen: 1,
    slowCallRateThreshold: null,
  });
  const { breaker } = options;
  switch (breaker.type) {
    case 'ConsecutiveBreaker':
      reading.means('breaker', breaker.threshold, `Opens at the ${ordinal(breaker.threshold)} failure in a row.`, {
        failureRateThreshold: null,
        consecutiveFailuresThreshold: breaker.threshold,
      });
      return;
    case 'CountBreaker': {
      const { threshold, size, minimumNumberOfCalls = size } = breaker;
      const percent = percentOf(threshold);
      const meaning = `Opens above ${percent} % of failures in the last ${calls(size)}, from ${calls(minimumNumberOfCalls)} on.`;
      reading.means('breaker', threshold, meaning, {
        slidingWindowType: 'count-based',
        slidingWindowSize: size,
        minimumNumberOfCalls,
        failureRateThreshold: percent,
      });
      return;
    }
    case 'SamplingBreaker':
      explainSampling(breaker, reading);
  }
}

function explainSampling({ threshold, duration, minimumRps: given }: SamplingBreakerOptions, reading: Reading): void {
  const percent = percentOf(threshold);
  const seconds = Math.max(1, Math.ceil(duration / 1_000));
  if (seconds * 1_000 !== duration) {
    reading.note(
      `A window of ${inWords(duration)} becomes ${seconds} s: the panel's are whole seconds.`,
      'slidingWindowSize',
    );
  }
  // Without one the library wants five failures a second.
  const rps = given === undefined || given === 0 ? 5 / threshold : given;
  const minimumNumberOfCalls = Math.max(1, Math.ceil(rounded((rps * duration) / 1_000) - 1e-6));
  const meaning = `Opens above ${percent} % of failures in ${inWords(duration)}, from ${calls(minimumNumberOfCalls)} on.`;
  reading.means('breaker', threshold, meaning, {
    slidingWindowType: 'time-based',
    slidingWindowSize: seconds,
    minimumNumberOfCalls,
    failureRateThreshold: percent,
  });
  const text = "cockatiel's time window only moves on when a call ends: after a pause old calls still count.";
  reading.note(text, 'slidingWindowSize');
}

/** cockatiel's `circuitBreaker` policy. */
export const cockatielTarget: ConfigurationTarget = {
  id: 'cockatiel',
  name: NAME,
  format: 'javascript',
  behaviour: {
    approximated: false,
    summary: 'Opens by failures in a row, or above a share of calls; one probe decides while other calls wait for it.',
    differences: DIFFERENCES,
  },
  write,
  read,
};
