/**
 * What a call through the native breaker costs beside its peers, and what a breaker weighs.
 * node --expose-gc --import tsx scripts/bench-engine.ts [--json] [--rounds=200] [--calls=2000]
 */
import { parseArgs } from 'node:util';
import { ConsecutiveBreaker, CountBreaker, circuitBreaker, handleAll } from 'cockatiel';
import Opossum from 'opossum';
import type { BreakerConfig } from '../lib/engine/breaker-config.ts';
import { type CircuitBreaker, createCircuitBreaker } from '../lib/engine/circuit-breaker.ts';

type Call = () => Promise<unknown>;
/** The same work through each candidate, by name. */
type Candidates = Readonly<Record<string, Call>>;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '200' },
    calls: { type: 'string', default: '2000' },
  },
});
const ROUNDS = Math.max(10, Number(values.rounds));
const CALLS = Number(values.calls);
const WARM_UP_CALLS = 20_000;

const origin = performance.timeOrigin;
const clock = () => origin + performance.now();
const nothing = () => {};
const boom = new Error('downstream');
const answer = async () => 1;
const failing = async () => {
  throw boom;
};

async function wrapped(fn: Call): Promise<unknown> {
  return await fn();
}

let measuredMs = 0;
async function timed(fn: Call): Promise<unknown> {
  const startedAt = clock();
  const value = await fn();
  measuredMs += clock() - startedAt;
  return value;
}

const native = (config: Partial<BreakerConfig> = {}): CircuitBreaker =>
  createCircuitBreaker(config, { now: clock, random: Math.random });

/** A count window of 100, as the native default; the consecutive one where failures must not open it. */
const cockatiel = (opening: 'by-rate' | 'never') =>
  circuitBreaker(handleAll, {
    halfOpenAfter: 60_000,
    breaker:
      opening === 'by-rate'
        ? new CountBreaker({ threshold: 0.5, size: 100 })
        : new ConsecutiveBreaker(Number.POSITIVE_INFINITY),
  });

const opossums: { shutdown(): void }[] = [];
/** Its percentiles are off where calls fail: it computes them anew on every failure, which takes milliseconds. */
function opossum(fn: Call, rollingPercentilesEnabled = true): { fire: Call; open(): void } {
  const made = new Opossum(fn, { timeout: false, errorThresholdPercentage: 100, rollingPercentilesEnabled });
  opossums.push(made);
  return made;
}

/** The caller takes the answer or the error by `then`, so that no `throw` of its own is measured. */
const handled = (candidates: Candidates): Candidates =>
  Object.fromEntries(Object.entries(candidates).map(([name, call]) => [name, () => call().then(nothing, nothing)]));

function succeeding(): Candidates {
  const breaker = native();
  const policy = cockatiel('by-rate');
  const peer = opossum(answer);
  return {
    'bare await fn()': answer,
    'async wrapper': () => wrapped(answer),
    'async wrapper, clock twice': () => timed(answer),
    native: () => breaker.run(answer, clock),
    cockatiel: () => policy.execute(answer),
    opossum: () => peer.fire(),
  };
}

function permittedFailures(): Candidates {
  const breaker = native({ failureRateThreshold: null });
  const policy = cockatiel('never');
  const peer = opossum(failing, false);
  return handled({
    'bare await fn()': failing,
    'async wrapper': () => wrapped(failing),
    'async wrapper, clock twice': () => timed(failing),
    native: () => breaker.run(failing, clock),
    cockatiel: () => policy.execute(failing),
    opossum: () => peer.fire(),
  });
}

function rejections(): Candidates {
  const permitting = native();
  const breaker = native();
  breaker.execute({ kind: 'force-open', actor: 'bench', reason: 'bench' }, clock());
  const policy = cockatiel('by-rate');
  policy.isolate();
  const peer = opossum(answer);
  peer.open();
  return handled({
    'native, permitted beside it': () => permitting.run(answer, clock),
    native: () => breaker.run(answer, clock),
    cockatiel: () => policy.execute(answer),
    opossum: () => peer.fire(),
  });
}

async function windows(): Promise<Candidates> {
  const configs: Record<string, Partial<BreakerConfig>> = {
    'window of 100 calls': {},
    'window of 100,000 calls': { slidingWindowSize: 100_000 },
    'window of 100 s': { slidingWindowType: 'time-based' },
    'window of 3,600 s': { slidingWindowType: 'time-based', slidingWindowSize: 3_600 },
  };
  const candidates: Record<string, Call> = {};
  for (const [name, config] of Object.entries(configs)) {
    const breaker = native(config);
    // Full, with a tenth of failures, so that every call evicts and is judged.
    for (let n = 0; n < 100_000; n += 1) await breaker.run(n % 10 === 0 ? failing : answer, clock).catch(nothing);
    candidates[name] = () => breaker.run(answer, clock);
  }
  return candidates;
}

/** Each candidate gets a loop of its own, which V8 may fit to it as to a program's. */
const newLoop = () =>
  new Function('call', 'calls', 'return (async () => { for (let n = 0; n < calls; n += 1) await call(); })();') as (
    call: Call,
    calls: number,
  ) => Promise<void>;

const median = (samples: readonly number[]): number =>
  [...samples].sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? Number.NaN;

/**
 * Nanoseconds per call: the median over interleaved rounds, each of which begins with another candidate. A round is
 * shorter than a time slice, so that on a busy machine most rounds are whole.
 */
async function measure(candidates: Candidates): Promise<Record<string, number>> {
  const runs = Object.entries(candidates).map(([name, call]) => ({ name, call, loop: newLoop(), ns: [] as number[] }));
  for (const { call, loop } of runs) await loop(call, WARM_UP_CALLS);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let turn = 0; turn < runs.length; turn += 1) {
      const run = runs[(round + turn) % runs.length];
      if (run === undefined) continue;
      const startedAt = performance.now();
      await run.loop(run.call, CALLS);
      run.ns.push(((performance.now() - startedAt) * 1e6) / CALLS);
    }
  }
  return Object.fromEntries(runs.map(({ name, ns }) => [name, median(ns)]));
}

/** Bytes that one of 1,000 used breakers keeps, typed arrays included; null without `--expose-gc`. */
function bytesPerBreaker(): number | null {
  const collect = globalThis.gc;
  if (collect === undefined) return null;
  const used = () => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const breakers: CircuitBreaker[] = new Array(1_000);
  const before = used();
  for (let n = 0; n < 1_000; n += 1) {
    const breaker = native();
    for (let call = 0; call < 200; call += 1) {
      const permit = breaker.tryAcquirePermission(clock());
      if (permit.permitted) breaker.settle(permit, call % 5 === 0 ? 'failure' : 'success', 1, clock());
    }
    breakers[n] = breaker;
  }
  const bytes = (used() - before) / breakers.length;
  return breakers.every(({ state }) => state === 'closed') ? Math.round(bytes) : null;
}

interface Limit {
  readonly what: string;
  readonly measured: number;
  readonly limit: number;
}

const ratio = (part: number | undefined, whole: number | undefined): number =>
  (part ?? Number.NaN) / (whole ?? Number.NaN);

const results = {
  'permitted, success': await measure(succeeding()),
  'permitted, success, taken by then': await measure(handled(succeeding())),
  'permitted, failure, taken by then': await measure(permittedFailures()),
  'rejected, taken by then': await measure(rejections()),
  'native, permitted, success, full window': await measure(await windows()),
};
const bytes = bytesPerBreaker();
for (const made of opossums) made.shutdown();

const success = results['permitted, success'];
const rejected = results['rejected, taken by then'];
const sized = results['native, permitted, success, full window'];
const limits: Limit[] = [
  { what: 'native ÷ cockatiel', measured: ratio(success.native, success.cockatiel), limit: 1.2 },
  {
    what: 'native ÷ wrapper, clock twice',
    measured: ratio(success.native, success['async wrapper, clock twice']),
    limit: 1.3,
  },
  { what: 'native ÷ opossum', measured: ratio(success.native, success.opossum), limit: 0.5 },
  {
    what: 'rejection ÷ permitted call',
    measured: ratio(rejected.native, rejected['native, permitted beside it']),
    limit: 1,
  },
  {
    what: 'window of 100,000 ÷ window of 100',
    measured: ratio(sized['window of 100,000 calls'], sized['window of 100 calls']),
    limit: 1.2,
  },
];

if (values.json) {
  console.log(
    JSON.stringify({ node: process.version, rounds: ROUNDS, calls: CALLS, ns: results, limits, bytes }, null, 2),
  );
} else {
  console.log(`Node ${process.version}, ${ROUNDS} interleaved rounds of ${CALLS} calls, medians; nanoseconds per call`);
  for (const [name, row] of Object.entries(results)) {
    console.log(`\n${name}`);
    const base = Math.min(...Object.values(row));
    for (const [candidate, ns] of Object.entries(row)) {
      console.log(`  ${candidate.padEnd(28)}${ns.toFixed(0).padStart(6)}${`${(ns / base).toFixed(2)}×`.padStart(9)}`);
    }
  }
  console.log('\nlimits');
  for (const { what, measured, limit } of limits) {
    const verdict = measured <= limit ? 'within' : 'OVER';
    console.log(`  ${what.padEnd(36)}${measured.toFixed(2).padStart(6)}  ${verdict} ${limit}`);
  }
  const weight = bytes === null ? 'needs --expose-gc' : `${bytes}  ${bytes < 4_096 ? 'within' : 'OVER'} 4096`;
  console.log(`  ${'bytes per breaker, window of 100'.padEnd(36)}${weight.padStart(6)}`);
}
// The sum is used, so that no reading of the clock can be left out.
if (measuredMs < 0) console.error('the clock went backwards');
