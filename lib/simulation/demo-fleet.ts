import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import type {
  BreakerSurroundings,
  DownstreamProfile,
  LatencyProfile,
  Trouble,
} from '@/lib/protocol/breaker-definition.ts';

/** A breaker of the demo: what surrounds it, and the options that differ from the engine's defaults. */
export interface DemoBreaker {
  readonly definition: BreakerSurroundings;
  readonly options: Partial<BreakerConfig>;
}

const longTail = (medianMs: number, p95Ms: number): LatencyProfile => ({ shape: 'log-normal', medianMs, p95Ms });

function downstream(
  name: string,
  latency: LatencyProfile,
  errorPercent: number,
  capacity: number,
  troubles: readonly Trouble[] = [],
): DownstreamProfile {
  return { kind: 'simulated', name, latency, errorPercent, capacity, troubles: [...troubles] };
}

function breaker(
  name: string,
  group: string,
  trafficCallsPerSecond: number,
  callTimeoutMs: number,
  guarded: DownstreamProfile,
  options: Partial<BreakerConfig>,
): DemoBreaker {
  return {
    definition: { id: name, name, group, dialect: 'native', callTimeoutMs, downstream: guarded, trafficCallsPerSecond },
    options,
  };
}

/**
 * Twelve breakers of a shop, each set up another way, three of them in front of a downstream that is in trouble now
 * and then, so that the wall is alive; and the article's `call_service_b`, which nobody calls by itself.
 * No wait is longer than 15 s.
 */
export const DEMO_FLEET: readonly DemoBreaker[] = [
  breaker(
    'payments-authorize',
    'checkout',
    14,
    2_000,
    downstream('psp-gateway', longTail(110, 320), 0.8, 60, [
      { everyMs: 75_000, afterMs: 9_000, forMs: 11_000, errorPercent: 78, addedLatencyMs: 0 },
    ]),
    {
      slidingWindowSize: 50,
      minimumNumberOfCalls: 20,
      failureRateThreshold: 50,
      slowCallDurationThresholdMs: 800,
      slowCallRateThreshold: 80,
      waitDurationInOpenStateMs: 8_000,
      waitBackoff: { multiplier: 1.5, maxMs: 15_000, jitter: 0 },
      permittedNumberOfCallsInHalfOpenState: 5,
    },
  ),
  breaker('inventory-reserve', 'checkout', 9, 1_500, downstream('warehouse-api', longTail(70, 210), 0.15, 40), {
    slidingWindowType: 'time-based',
    slidingWindowSize: 30,
    minimumNumberOfCalls: 1,
    failureRateThreshold: null,
    slowCallRateThreshold: null,
    failureCountThreshold: 5,
    waitDurationInOpenStateMs: 10_000,
    permittedNumberOfCallsInHalfOpenState: 3,
    successThresholdInHalfOpen: 3,
  }),
  breaker('cart-session', 'checkout', 61, 500, downstream('session-store', longTail(9, 21), 0.2, 200), {
    slidingWindowSize: 250,
    minimumNumberOfCalls: 50,
    failureRateThreshold: 50,
    slowCallDurationThresholdMs: 200,
    waitDurationInOpenStateMs: 5_000,
    permittedNumberOfCallsInHalfOpenState: 10,
  }),
  breaker('tax-calculation', 'checkout', 9, 1_000, downstream('tax-service', longTail(40, 96), 0.6, 30), {
    slidingWindowSize: 100,
    minimumNumberOfCalls: 20,
    failureRateThreshold: 40,
    slowCallDurationThresholdMs: 500,
    waitDurationInOpenStateMs: 12_000,
    permittedNumberOfCallsInHalfOpenState: 4,
  }),
  breaker(
    'fraud-score',
    'risk',
    12,
    1_000,
    downstream('fraud-model', { shape: 'normal', meanMs: 180, deviationMs: 45 }, 0.5, 24),
    {
      slidingWindowType: 'time-based',
      slidingWindowSize: 60,
      minimumNumberOfCalls: 30,
      failureRateThreshold: 30,
      slowCallDurationThresholdMs: 400,
      slowCallRateThreshold: 60,
      waitDurationInOpenStateMs: 15_000,
      permittedNumberOfCallsInHalfOpenState: 5,
    },
  ),
  breaker(
    'recommendations',
    'catalog',
    22,
    1_200,
    downstream('recommender', longTail(120, 390), 2, 40, [
      { everyMs: 41_000, afterMs: 16_000, forMs: 6_000, errorPercent: 65, addedLatencyMs: 60 },
    ]),
    {
      slidingWindowSize: 40,
      minimumNumberOfCalls: 20,
      failureRateThreshold: 50,
      slowCallDurationThresholdMs: 900,
      waitDurationInOpenStateMs: 4_000,
      permittedNumberOfCallsInHalfOpenState: 3,
    },
  ),
  breaker('search-query', 'catalog', 38, 2_000, downstream('search-cluster', longTail(85, 280), 0.7, 80), {
    slidingWindowSize: 200,
    minimumNumberOfCalls: 40,
    failureRateThreshold: 50,
    slowCallDurationThresholdMs: 600,
    slowCallRateThreshold: 50,
    waitDurationInOpenStateMs: 10_000,
    permittedNumberOfCallsInHalfOpenState: 10,
  }),
  breaker('catalog-read', 'catalog', 124, 400, downstream('catalog-replica', longTail(14, 38), 0.3, 250), {
    slidingWindowType: 'time-based',
    slidingWindowSize: 10,
    minimumNumberOfCalls: 100,
    failureRateThreshold: 50,
    slowCallDurationThresholdMs: 150,
    waitDurationInOpenStateMs: 5_000,
    permittedNumberOfCallsInHalfOpenState: 20,
  }),
  breaker(
    'media-resize',
    'catalog',
    2,
    4_000,
    downstream('image-workers', { shape: 'uniform', minMs: 280, maxMs: 1_100 }, 1, 6),
    {
      slidingWindowSize: 20,
      minimumNumberOfCalls: 10,
      failureRateThreshold: 60,
      slowCallDurationThresholdMs: 2_000,
      waitDurationInOpenStateMs: 15_000,
      automaticTransitionFromOpenToHalfOpenEnabled: false,
      permittedNumberOfCallsInHalfOpenState: 2,
    },
  ),
  breaker(
    'shipping-quote',
    'fulfilment',
    8,
    2_500,
    downstream('carrier-rates', longTail(240, 760), 3, 30, [
      { everyMs: 97_000, afterMs: 34_000, forMs: 14_000, errorPercent: 6, addedLatencyMs: 1_300 },
    ]),
    {
      slidingWindowSize: 60,
      minimumNumberOfCalls: 20,
      failureRateThreshold: 50,
      slowCallDurationThresholdMs: 1_200,
      slowCallRateThreshold: 60,
      waitDurationInOpenStateMs: 9_000,
      permittedNumberOfCallsInHalfOpenState: 6,
    },
  ),
  breaker('email-send', 'fulfilment', 3.5, 3_000, downstream('mail-relay', longTail(260, 540), 0.8, 12), {
    slidingWindowSize: 100,
    minimumNumberOfCalls: 100,
    failureRateThreshold: null,
    slowCallRateThreshold: null,
    consecutiveFailuresThreshold: 5,
    waitDurationInOpenStateMs: 12_000,
    waitBackoff: { multiplier: 2, maxMs: 15_000, jitter: 0.2 },
    permittedNumberOfCallsInHalfOpenState: 1,
  }),
  breaker(
    'ledger-post',
    'finance',
    15,
    800,
    downstream('ledger', { shape: 'normal', meanMs: 38, deviationMs: 9 }, 0.1, 50),
    {
      slidingWindowSize: 100,
      minimumNumberOfCalls: 10,
      failureRateThreshold: 30,
      slowCallDurationThresholdMs: 250,
      slowCallRateThreshold: 90,
      waitDurationInOpenStateMs: 6_000,
      permittedNumberOfCallsInHalfOpenState: 5,
      maxWaitDurationInHalfOpenStateMs: 10_000,
    },
  ),
  breaker('call_service_b', 'article', 0, 3_000, downstream('service-b', { shape: 'constant', ms: 20 }, 0, 100), {
    failureRateThreshold: null,
    slowCallRateThreshold: null,
    consecutiveFailuresThreshold: 3,
    waitDurationInOpenStateMs: 10_000,
    permittedNumberOfCallsInHalfOpenState: 1,
  }),
];
