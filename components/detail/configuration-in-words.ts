import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import { formatCount, formatMs, formatSpan, formatThreshold, plural } from '@/lib/format.ts';
import type { BreakerIdentity } from '@/lib/protocol/breaker-resource.ts';
import { halfOpenRule } from './half-open-rule.ts';

/** One line of the configuration: what it is, and its value in words. */
export type ConfigurationRow = readonly [name: string, value: string];

const windowInWords = (config: BreakerConfig) =>
  config.slidingWindowType === 'time-based'
    ? formatSpan(config.slidingWindowSize * 1_000)
    : plural(config.slidingWindowSize, 'call');

const usesRate = (config: BreakerConfig) =>
  config.failureRateThreshold !== null || config.slowCallRateThreshold !== null;

/** "Opens at 25 failures in 50 calls; tries again after 90 s." */
export function configurationSentence(config: BreakerConfig): string {
  const window = windowInWords(config);
  const { failureRateThreshold: rate, slowCallRateThreshold: slow, failureCountThreshold: most } = config;
  const fullWindow = config.slidingWindowType === 'count-based';
  const share = (threshold: number, of: string) =>
    fullWindow
      ? `${plural(Math.ceil((threshold * config.slidingWindowSize) / 100 - 1e-9), of)} in ${window}`
      : `${formatThreshold(threshold)} ${of}s over ${window}`;
  const reasons = [
    ...(rate === null ? [] : [share(rate, 'failure')]),
    ...(most === null ? [] : [`${plural(most, 'failure')} in ${window}`]),
    ...(config.consecutiveFailuresThreshold === null
      ? []
      : [`${plural(config.consecutiveFailuresThreshold, 'failure')} in a row`]),
    ...(slow === null ? [] : [share(slow, 'slow call')]),
  ];
  const after = formatSpan(config.waitDurationInOpenStateMs);
  const tries = config.automaticTransitionFromOpenToHalfOpenEnabled
    ? `tries again after ${after}`
    : `tries again on the first call after ${after}`;
  return `Opens at ${reasons.join(' or ')}; ${tries}.`;
}

function waitInWords(config: BreakerConfig): string {
  const wait = formatSpan(config.waitDurationInOpenStateMs);
  const { waitBackoff } = config;
  if (!waitBackoff) return wait;
  const jitter = waitBackoff.jitter > 0 ? `, ± ${formatThreshold(waitBackoff.jitter * 100)}` : '';
  return `${wait}, ×${waitBackoff.multiplier}, at most ${formatSpan(waitBackoff.maxMs)}${jitter}`;
}

function slowInWords(config: BreakerConfig): string {
  const duration = `over ${formatMs(config.slowCallDurationThresholdMs)}`;
  return config.slowCallRateThreshold === null
    ? `${duration}, no threshold`
    : `${duration}, threshold ${formatThreshold(config.slowCallRateThreshold)}`;
}

function probesInWords(identity: Pick<BreakerIdentity, 'config' | 'callTimeoutMs'>): string {
  const { slots, needed } = halfOpenRule(identity, 0);
  return identity.config.successThresholdInHalfOpen === null
    ? `${formatCount(slots)}, needs ${formatCount(needed)} good`
    : `${formatCount(slots)}, needs ${formatCount(needed)} in a row`;
}

/** The whole configuration, in the order a reader asks for it. What is switched off is said, not left out. */
export function configurationRows(identity: Pick<BreakerIdentity, 'config' | 'callTimeoutMs'>): ConfigurationRow[] {
  const { config } = identity;
  return [
    ['Window', `last ${windowInWords(config)}`],
    ...(usesRate(config) ? ([['Minimum calls', formatCount(config.minimumNumberOfCalls)]] as const) : []),
    [
      'Failure rate threshold',
      config.failureRateThreshold === null ? 'off' : formatThreshold(config.failureRateThreshold),
    ],
    ...(config.failureCountThreshold === null
      ? []
      : ([
          ['Failures threshold', `${formatCount(config.failureCountThreshold)} in ${windowInWords(config)}`],
        ] as const)),
    ...(config.consecutiveFailuresThreshold === null
      ? []
      : ([['Failures in a row', formatCount(config.consecutiveFailuresThreshold)]] as const)),
    ['Slow call', slowInWords(config)],
    ['Evaluated', 'after every outcome'],
    ['Wait while open', waitInWords(config)],
    ['To half-open', config.automaticTransitionFromOpenToHalfOpenEnabled ? 'by itself' : 'on the next call'],
    ['Half-open probes', probesInWords(identity)],
    [
      'Half-open lasts',
      config.maxWaitDurationInHalfOpenStateMs === 0
        ? 'until decided'
        : `at most ${formatSpan(config.maxWaitDurationInHalfOpenStateMs)}`,
    ],
    ['Call timeout', formatMs(identity.callTimeoutMs)],
    ['On close', 'empty window'],
  ];
}
