import type { BreakerSnapshot } from '@/lib/engine/breaker.ts';
import type { WindowCounts } from '@/lib/engine/breaker-event.ts';
import type {
  BreakerDetail,
  BreakerIdentity,
  BreakerLive,
  BreakerResource,
  HoldResource,
} from '@/lib/protocol/breaker-resource.ts';
import { attention } from './attention.ts';
import type { Hold, HostedBreaker } from './hosted-breaker.ts';
import { windowView } from './window-view.ts';

/** What seldom changes about a breaker. */
export function identityOf({ definition, dialect, options, config, revision }: HostedBreaker): BreakerIdentity {
  return {
    id: definition.id,
    name: definition.name,
    group: definition.group,
    source: 'hosted',
    instance: null,
    controllable: true,
    revision,
    dialect: {
      id: dialect.id,
      name: dialect.name,
      version: dialect.version,
      options: dialect.id === 'native' ? null : options,
    },
    config,
    failureRateThreshold: config.failureRateThreshold,
    minimumNumberOfCalls: config.minimumNumberOfCalls,
    callTimeoutMs: definition.callTimeoutMs,
    downstream: definition.downstream,
    trafficCallsPerSecond: definition.trafficCallsPerSecond,
  };
}

const wholeMs = (ms: number) => Math.max(0, Math.round(ms));

const holdResource = (hold: Hold): HoldResource => ({
  actor: hold.actor,
  reason: hold.reason,
  endsAt: hold.endsAt === null ? null : new Date(hold.endsAt).toISOString(),
});

/** The state as people may see it: the last durable one. */
function shownState(hosted: HostedBreaker, snapshot: BreakerSnapshot, now: number) {
  const { shown } = hosted;
  if (shown) {
    return {
      state: shown.state,
      computedState: null,
      generation: shown.generation,
      stateMs: wholeMs(now - shown.since),
      retryAfterMs: null,
      waitMs: null,
      probes: null,
      hold: shown.hold ? holdResource(shown.hold) : null,
    };
  }
  return {
    state: snapshot.state,
    computedState: snapshot.computedState,
    generation: snapshot.generation,
    stateMs: wholeMs(now - snapshot.stateSince),
    retryAfterMs: snapshot.retryAfterMs === null ? null : Math.ceil(snapshot.retryAfterMs),
    waitMs: snapshot.waitMs,
    probes: snapshot.probes,
    hold: hosted.hold ? holdResource(hosted.hold) : null,
  };
}

const countsOf = (window: WindowCounts) => ({
  failureRate: window.failureRate,
  slowCallRate: window.slowCallRate,
  bufferedCalls: window.bufferedCalls,
  failedCalls: window.failedCalls,
  slowCalls: window.slowCalls,
});

/** What changes from second to second; reading it changes nothing. */
export function liveOf(hosted: HostedBreaker, around: { now: number; saved: boolean; faulty: boolean }): BreakerLive {
  const { now, saved, faulty } = around;
  const snapshot = hosted.breaker.snapshot(now);
  const { totals } = snapshot;
  const live = {
    ...shownState(hosted, snapshot, now),
    ...countsOf(snapshot.window),
    ...hosted.meter.rates(now),
    saved: saved || hosted.shown === null,
    openingsInARow: snapshot.openingsInARow,
    consecutiveFailures: snapshot.consecutiveFailures,
    inFlight: hosted.inFlight,
    rejectedInState: hosted.rejectedInState,
    totalCalls: totals.success + totals.failure + totals.timeout + totals.ignored + totals.rejected,
    tripsLast10Min: hosted.tripsLast10Min(now),
    lastTripMs: hosted.lastTripAt === null ? null : wholeMs(now - hosted.lastTripAt),
  };
  return {
    ...live,
    attention: attention({ ...live, failureRateThreshold: hosted.config.failureRateThreshold, faulty }),
  };
}

/** One breaker as the API lists it. */
export function resourceOf(hosted: HostedBreaker, around: Parameters<typeof liveOf>[1]): BreakerResource {
  const since = hosted.shown?.since ?? hosted.breaker.snapshot(around.now).stateSince;
  return { ...identityOf(hosted), ...liveOf(hosted, around), stateSince: new Date(since).toISOString() };
}

/** One breaker with its window. */
export function detailOf(hosted: HostedBreaker, around: Parameters<typeof liveOf>[1]): BreakerDetail {
  return {
    ...resourceOf(hosted, around),
    window: windowView(hosted.config, hosted.breaker.windowCells(around.now)),
  };
}
