import type { ProbeSlot } from '@/lib/engine/breaker.ts';
import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import type { BreakerState } from '@/lib/engine/breaker-state.ts';
import type { DownstreamProfile } from './breaker-definition.ts';

/** States on the wire: those of a breaker, and `no-data` for one that nobody reports. */
export type WireState = BreakerState | 'no-data';

/** How a breaker behaves: by the panel's own rules (`native`), or as a library does. */
export interface DialectResource {
  readonly id: string;
  readonly name: string;
  /** Of the library whose decisions these are. */
  readonly version: string;
  /** In the library's own names; null for `native`, whose options are the configuration. */
  readonly options: unknown;
}

/** What seldom changes about a breaker. */
export interface BreakerIdentity {
  /** URL-safe and stable. */
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly source: 'hosted' | 'reported';
  /** Of a reported breaker, the process it lives in; null for a hosted one. */
  readonly instance: string | null;
  readonly controllable: boolean;
  /** Counts configurations. */
  readonly revision: number;
  /** What it behaves as. */
  readonly dialect: DialectResource;
  /** The native configuration, or the nearest native description of a library's. */
  readonly config: BreakerConfig;
  readonly failureRateThreshold: number | null;
  readonly minimumNumberOfCalls: number;
  readonly callTimeoutMs: number;
  readonly downstream: DownstreamProfile;
  /** Generated calls a second; 0: nobody calls it by itself. */
  readonly trafficCallsPerSecond: number;
}

/** An operator's hold. */
export interface HoldResource {
  readonly actor: string;
  readonly reason: string;
  /** ISO 8601 UTC; null: until released. */
  readonly endsAt: string | null;
}

/** Trips within ten minutes from which a breaker counts as flapping. */
export const FLAPPING_TRIPS = 3;

/** What changes from second to second. Rates are percent; null is "no value", never 0. */
export interface BreakerLive {
  readonly state: WireState;
  readonly computedState: WireState | null;
  /** False while a newer state is not in the database yet; what is shown is the last one that is. */
  readonly saved: boolean;
  /** Counts states. */
  readonly generation: number;
  readonly stateMs: number;
  readonly retryAfterMs: number | null;
  readonly waitMs: number | null;
  readonly openingsInARow: number;
  readonly consecutiveFailures: number;
  readonly failureRate: number | null;
  readonly slowCallRate: number | null;
  readonly bufferedCalls: number;
  readonly failedCalls: number;
  readonly slowCalls: number;
  readonly probes: readonly ProbeSlot[] | null;
  readonly hold: HoldResource | null;
  readonly inFlight: number;
  /** Calls asked for in the last 10 s, a second; those that reached the downstream are these less the rejected. */
  readonly callsPerSecond: number;
  readonly rejectedPerSecond: number;
  readonly latencyMsP50: number | null;
  readonly latencyMsP95: number | null;
  readonly latencyMsP99: number | null;
  /** Calls rejected since the state began. */
  readonly rejectedInState: number;
  readonly totalCalls: number;
  /** closed → open in the last ten minutes. */
  readonly tripsLast10Min: number;
  /** Since the last closed → open; null if it has not happened since the server started. */
  readonly lastTripMs: number | null;
  /** How much it needs a person; the wall's default order. */
  readonly attention: number;
}

/** The window, cell by cell, in the form that the page draws. */
export type WindowView =
  /** One letter a call, oldest first: `s` success, `S` slow success, `t` timeout, `f` failure. */
  | { readonly kind: 'calls'; readonly size: number; readonly cells: string }
  /** Stacked bins, oldest first: [success, slow, timeout, failure] of `callsPerBin` calls, or of `secondsPerBin` seconds. */
  | { readonly kind: 'call-bins'; readonly size: number; readonly callsPerBin: number; readonly bins: readonly Bin[] }
  | {
      readonly kind: 'second-bins';
      readonly size: number;
      readonly secondsPerBin: number;
      readonly bins: readonly Bin[];
    };
export type Bin = readonly [success: number, slow: number, timeout: number, failure: number];

/** One breaker as `GET /api/breakers` lists it. */
export type BreakerResource = BreakerIdentity & BreakerLive & { /** ISO 8601 UTC. */ readonly stateSince: string };
/** One breaker as `GET /api/breakers/<id>` answers it. */
export type BreakerDetail = BreakerResource & { readonly window: WindowView };

/** Calls of one second by what became of them; a wall's strip is 60 of these, null where nobody looked. */
export type Second = readonly [success: number, slow: number, timeout: number, failure: number, rejected: number];
