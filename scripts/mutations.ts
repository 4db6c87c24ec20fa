/** A small mistake in a source file: what it says once, and what it says with the mistake. */
export interface Mutation {
  /** What would be wrong. */
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

type Row = readonly [name: string, find: string, replace: string];

const inFile = (file: string, ...rows: readonly Row[]): Mutation[] =>
  rows.map(([name, find, replace]) => ({ name, file, find, replace }));

const ENGINE = [
  inFile(
    'lib/engine/thresholds.ts',
    ['rates need one call more', 'calls >= config.minimumNumberOfCalls', 'calls > config.minimumNumberOfCalls'],
    ['failure rate must be exceeded', 'rateOf(failed, calls) >= failure', 'rateOf(failed, calls) > failure'],
    ['slow call rate must be exceeded', 'rateOf(slow, calls) >= slow', 'rateOf(slow, calls) > slow'],
    ['failure count must be exceeded', 'failed >= failureCountThreshold', 'failed > failureCountThreshold'],
    ['run of failures one longer', 'consecutiveFailures >= consec', 'consecutiveFailures > consec'],
  ),
  inFile(
    'lib/engine/state-machine.ts',
    ['late outcomes count', 'const late = generation !== memory.generation;', 'const late = false;'],
    ['ignored outcomes count', "if (late || outcome === 'ignored') {", 'if (late) {'],
    ['slow at the threshold', 'durationMs > memory.config.slow', 'durationMs >= memory.config.slow'],
    [
      'a success leaves the run of failures',
      "window.record(outcome, slow, now);\n    memory.consecutiveFailures = outcome === 'success' ? 0",
      "window.record(outcome, slow, now);\n    memory.consecutiveFailures = outcome === 'success' ? memory.consecutiveFailures",
    ],
    ['wait over a moment late', 'now < retryAtOf(state)', 'now <= retryAtOf(state)'],
    ['half-open left a moment late', 'now < memory.stateSince + waitMs', 'now <= memory.stateSince + waitMs'],
    [
      'a late release frees a slot',
      "generation !== memory.generation || memory.state.name !== 'half-open'",
      "memory.state.name !== 'half-open'",
    ],
    ['openings in a row outlive closing', 'memory.openingsInARow = 0;', ''],
    ['metrics-only tells again and again', 'if (met !== null && !announced)', 'if (met !== null)'],
    ['time goes back', 'if (now > memory.latest) memory.latest = now;', 'memory.latest = now;'],
  ),
  inFile(
    'lib/engine/probe-verdict.ts',
    ['rates decided a probe late', 'sums.calls < minimumNumber', 'sums.calls <= minimumNumber'],
    ['one good probe more', 'sums.calls < needed', 'sums.calls <= needed'],
    ['probe rate must be exceeded', 'failureRate >= failureRateThreshold', 'failureRate > failureRateThreshold'],
    [
      'more probes needed than permitted',
      'Math.min(config.minimumNumberOfCalls, config.permittedNumberOfCallsInHalfOpenState)',
      'config.minimumNumberOfCalls',
    ],
  ),
  inFile(
    'lib/engine/half-open-probes.ts',
    [
      'one probe more than permitted',
      '{ length: permitted }, (_, index) => permitted - 1 - index',
      '{ length: permitted + 1 }, (_, index) => permitted - index',
    ],
    ['a slot given back is lost', 'this.#free.push(slot);', ''],
  ),
  inFile(
    'lib/engine/count-window.ts',
    ['an evicted failure still counts', '(code & FAILED) - (evicted & FAILED)', 'code & FAILED'],
    ['the ring is one shorter', 'at + 1 === this.#ring.length ?', 'at + 2 >= this.#ring.length ?'],
  ),
  inFile(
    'lib/engine/time-window.ts',
    ['forgets the seconds before', 'this.#baseOf(second - step + 1)', 'this.#baseOf(second - step)'],
    ['reads one second off', 'this.#baseOf(this.#newest + 1 + step)', 'this.#baseOf(this.#newest + step)'],
    ['counts one second less', 'Math.min(passed, this.#size); step > 0', 'Math.min(passed + 1, this.#size); step > 0'],
  ),
  inFile(
    'lib/engine/wait-backoff.ts',
    ['grows from the first opening on', 'let nth = 2;', 'let nth = 1;'],
    ['jitter above the longest wait', 'Math.min(maxMs, Math.floor(wait * factor))', 'Math.floor(wait * factor)'],
    ['jitter only upwards', '1 - jitter + 2 * jitter * draw', '1 + 2 * jitter * draw'],
  ),
  inFile(
    'lib/engine/next-state.ts',
    ['wait under a hold over a moment late', 'now >= retryAtOf(state.before)', 'now > retryAtOf(state.before)'],
    [
      'a hold is released to closed instead of half-open',
      "if (computed === 'half-open') return newHalfOpen(config);",
      "if (computed === 'half-open') return newClosed(config);",
    ],
    ['a restored breaker waits anew', 'openedAt: now - state.waitMs', 'openedAt: now'],
  ),
  inFile('lib/engine/inner-state.ts', ['the wait grows though nobody asked', 'asked: false', 'asked: true']),
  inFile('lib/engine/circuit-breaker.ts', [
    'a call ends twice',
    'own.settled = true;\n    this.#machine.finish(',
    'this.#machine.finish(',
  ]),
].flat();

const PYTHON = [
  inFile(
    'lib/dialects/pybreaker/machine.ts',
    ['opens a failure late', 'memory.failCounter < this', 'memory.failCounter <= this'],
    ['wait over a moment late', 'now < memory.openedAt + this.waitMs', 'now <= memory.openedAt + this.waitMs'],
    ['closes a trial late', 'successCounter >= this.#options', 'successCounter > this.#options'],
    ['a success leaves the run of failures', 'if (!failed) {\n      memory.failCounter = 0;', 'if (!failed) {'],
  ),
  inFile('lib/dialects/pybreaker/hosted.ts', [
    'an ignored error fails',
    "const failed = outcome === 'failure' || outcome === 'timeout';",
    "const failed = outcome !== 'success';",
  ]),
  inFile(
    'lib/dialects/circuitbreaker/machine.ts',
    ['wait over a moment late', 'now >= this.waitEndsAt', 'now > this.waitEndsAt'],
    ['opens a failure late', 'failureCount < this.#failureThreshold', 'failureCount <= this.#failureThreshold'],
    ['a success leaves the run of failures', 'this.memory.failureCount = 0;', ''],
    ['a further failure leaves the wait', 'memory.openedAt = now;', ''],
  ),
  inFile('lib/dialects/circuitbreaker/hosted.ts', ['shown half-open a moment late', 'now < dueAt', 'now <= dueAt']),
].flat();

const GOBREAKER = [
  inFile(
    'lib/dialects/gobreaker/machine.ts',
    ['trips a failure early', 'ConsecutiveFailures > 5', 'ConsecutiveFailures >= 5'],
    ['wait over a moment early', 'expiresAt < now', 'expiresAt <= now'],
    ['one request more', 'TotalExclusions >= maxRequestsOf', 'TotalExclusions > maxRequestsOf'],
    ['excluded results keep their place', 'Requests - TotalExclusions >=', 'Requests >='],
    ['late results count', 'if (generation !== this.#generation) return false;', ''],
    ['interval over a moment early', 'this.#fixedIntervalMs() < now', 'this.#fixedIntervalMs() <= now'],
  ),
  inFile(
    'lib/dialects/gobreaker/counts.ts',
    ['counts into a bucket that left', 'age >= this.#buckets.length) return', 'age > this.#buckets.length) return'],
    ['a success leaves the run of failures', 'tally.ConsecutiveFailures = 0;', ''],
  ),
].flat();

const RESILIENCE4J = [
  inFile(
    'lib/dialects/resilience4j/machine.ts',
    ['wait over a moment early', 'now > state.waitEndsAt', 'now >= state.waitEndsAt'],
    ['slow at the threshold', 'durationMs > this.#options', 'durationMs >= this.#options'],
    ['due a moment late', 'at !== null && at <= now', 'at !== null && at < now'],
    ['an ignored error keeps its permit', "'ignored') {\n      this.releasePermission();", "'ignored') {"],
  ),
  inFile('lib/dialects/resilience4j/thresholds.ts', ['rates must be exceeded', 'value < Math', 'value <= Math']),
  inFile(
    'lib/dialects/resilience4j/metrics.ts',
    ['rates need one call more', 'calls < minimumNumberOfCalls', 'calls <= minimumNumberOfCalls'],
    ['minimum above the window', 'Math.min(minimumNumberOfCalls, size)', 'minimumNumberOfCalls'],
  ),
  inFile('lib/dialects/resilience4j/wait-interval.ts', ['grows an attempt early', 'let nth = 1;', 'let nth = 0;']),
].flat();

const OPOSSUM = [
  inFile(
    'lib/dialects/opossum/machine.ts',
    ['opens at the threshold', '* 100 > this.options.error', '* 100 >= this.options.error'],
    ['volume needs one call more', 'fires < this.options', 'fires <= this.options'],
    ['one call above the capacity', 'size >= this.options.capacity', 'size > this.options.capacity'],
    ['timers act a moment late', 'next.dueAt <= now', 'next.dueAt < now'],
    [
      'a result after the timeout counts',
      'if (!this.#inFlight.delete(call.number)) return false;',
      'this.#inFlight.delete(call.number);',
    ],
    ['opens while it warms up', 'if (this.#warmUp) return;', ''],
  ),
  inFile('lib/dialects/opossum/rolling-window.ts', [
    'turns a bucket early',
    'Math.floor((now - this.#begunAt) / this.#bucketMs)',
    'Math.ceil((now - this.#begunAt) / this.#bucketMs)',
  ]),
].flat();

const COCKATIEL = [
  inFile(
    'lib/dialects/cockatiel/machine.ts',
    ['wait over a moment late', 'openedAt < state.wait.durationMs', 'openedAt <= state.wait.durationMs'],
    [
      'a late success closes',
      "trial !== null && this.#state.name === 'HalfOpen') this.#close",
      "this.#state.name === 'HalfOpen') this.#close",
    ],
    [
      'a late failure starts the wait anew',
      "=== 'Isolated' || state.name === 'Open') return",
      "=== 'Isolated') return",
    ],
  ),
  inFile('lib/dialects/cockatiel/consecutive-breaker.ts', [
    'opens a failure late',
    'this.#failures >= this.#threshold',
    'this.#failures > this.#threshold',
  ]),
  inFile('lib/dialects/cockatiel/count-breaker.ts', [
    'opens at the threshold',
    'this.#failures > this.#threshold * total',
    'this.#failures >= this.#threshold * total',
  ]),
  inFile(
    'lib/dialects/cockatiel/sampling-breaker.ts',
    ['needs one call more', 'total >= this.#minimum', 'total > this.#minimum'],
    ['windows turn a moment late', 'startedAt < this.#windowMs', 'startedAt <= this.#windowMs'],
  ),
  inFile(
    'lib/dialects/cockatiel/backoff.ts',
    ['grows a wait early', 'backoff.initialDelay * 2 ** done', 'backoff.initialDelay * 2 ** attempt'],
    ['a list skips its first wait', 'Math.min(done, durations.length - 1)', 'Math.min(attempt, durations.length - 1)'],
  ),
].flat();

/** Boundaries, limits and late results, each a little off. */
export const MUTATIONS: readonly Mutation[] = [
  ...ENGINE,
  ...PYTHON,
  ...GOBREAKER,
  ...RESILIENCE4J,
  ...OPOSSUM,
  ...COCKATIEL,
];
