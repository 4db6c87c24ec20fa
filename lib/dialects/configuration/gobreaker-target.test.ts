import { describe, expect, it } from 'vitest';
import { resolveConfig } from '@/lib/engine/breaker-config.ts';
import { gobreakerTarget } from './gobreaker-target.ts';

const { read, write } = gobreakerTarget;

const EXAMPLE = `package main

import "github.com/sony/gobreaker/v2"

var cb *gobreaker.CircuitBreaker[[]byte]

func init() {
	var st gobreaker.Settings
	st.Name = "HTTP GET"
	st.ReadyToTrip = func(counts gobreaker.Counts) bool {
		failureRatio := float64(counts.TotalFailures) / float64(counts.Requests)
		return counts.Requests >= 3 && failureRatio >= 0.6
	}

	cb = gobreaker.NewCircuitBreaker[[]byte](st)
}
`;

describe('reading gobreaker', () => {
  it('understands its own example, whose fields are assigned one by one', () => {
    const { name, config, options, problems, notes } = read(EXAMPLE);
    expect(problems).toEqual([]);
    expect(name).toBe('HTTP GET');
    expect(config).toMatchObject({
      failureRateThreshold: 60,
      minimumNumberOfCalls: 3,
      waitDurationInOpenStateMs: 60_000,
      permittedNumberOfCallsInHalfOpenState: 1,
      successThresholdInHalfOpen: 1,
    });
    expect(options).toMatchObject({ ReadyToTrip: { kind: 'failureRatio', minRequests: 3, ratio: 0.6 } });
    expect(notes[0]?.text).toMatch(/^gobreaker's counters are never cleared/);
  });

  it('reads a literal with durations and functions', () => {
    const text = `cb := gobreaker.NewCircuitBreaker(gobreaker.Settings{
      Name: "api", MaxRequests: uint32(3),
      Interval: 10 * time.Second, BucketPeriod: time.Second, Timeout: 2 * time.Minute, // open
      ReadyToTrip: func(counts gobreaker.Counts) bool { return counts.ConsecutiveFailures > maxFailures },
      OnStateChange: func(name string, from, to gobreaker.State) { log.Println(name, from, to) },
    })
    const maxFailures = 4`;
    expect(read(text)).toMatchObject({
      name: 'api',
      problems: [],
      config: {
        consecutiveFailuresThreshold: 5,
        failureRateThreshold: null,
        waitDurationInOpenStateMs: 120_000,
        permittedNumberOfCallsInHalfOpenState: 3,
      },
      options: { ReadyToTrip: { kind: 'consecutiveFailures', n: 5 }, IntervalMs: 10_000, BucketPeriodMs: 1_000 },
    });
  });

  it('knows its default, and several thresholds at once', () => {
    expect(read('st := gobreaker.Settings{}')).toMatchObject({
      name: 'st',
      config: { consecutiveFailuresThreshold: 6 },
    });
    const several = `gobreaker.Settings{Interval: 30 * time.Second, ReadyToTrip: func(c gobreaker.Counts) bool {
      return c.TotalFailures >= 5 || c.ConsecutiveFailures >= 3 ||
        c.Requests >= 20 && float64(c.TotalFailures)/float64(c.Requests) >= 0.5
    }}`;
    const { config, options, problems } = read(several);
    expect(problems).toEqual([]);
    expect(config).toMatchObject({
      failureCountThreshold: 5,
      consecutiveFailuresThreshold: 3,
      failureRateThreshold: 50,
      minimumNumberOfCalls: 20,
      slidingWindowType: 'time-based',
      slidingWindowSize: 30,
    });
    // The dialect has one rule at a time.
    expect(options).toBeNull();
  });

  it('says what it does not understand, or what is hardly meant', () => {
    const unknown = 'gobreaker.Settings{ReadyToTrip: func(c gobreaker.Counts) bool { return trips(c) }, Timeout: 30}';
    const { problems, notes, config } = read(unknown);
    expect(problems.map(({ option }) => option)).toEqual(['ReadyToTrip']);
    expect(config.consecutiveFailuresThreshold).toBe(6);
    expect(notes.map(({ text }) => text)).toContain('Timeout is 30 ns, and becomes 1 ms. Is a unit missing?');
    expect(read('gobreaker.Settings{MaxRequest: 1}').problems).toEqual([
      { option: 'MaxRequest', message: 'not an option of gobreaker here' },
    ]);
    expect(read('x := gobreaker.Settings{ MaxRequests: 1,').problems[0]?.message).toMatch(
      /^line 1: the brace behind Settings/,
    );
  });

  it('takes lines out of a literal', () => {
    expect(read('MaxRequests: 2,\nTimeout: 5 * time.Second,').config).toMatchObject({
      permittedNumberOfCallsInHalfOpenState: 2,
      waitDurationInOpenStateMs: 5_000,
    });
  });
});

describe('writing gobreaker', () => {
  it('writes settings as gofmt would', () => {
    const config = resolveConfig({
      slidingWindowType: 'time-based',
      slidingWindowSize: 30,
      minimumNumberOfCalls: 20,
      slowCallRateThreshold: null,
      failureCountThreshold: 15,
      consecutiveFailuresThreshold: 5,
      waitDurationInOpenStateMs: 1_500,
      permittedNumberOfCallsInHalfOpenState: 3,
      successThresholdInHalfOpen: 3,
    });
    expect(write(config, 'payments').text).toBe(`settings := gobreaker.Settings{
	Name:         "payments",
	MaxRequests:  3,
	Interval:     30 * time.Second,
	BucketPeriod: 1 * time.Second,
	Timeout:      1500 * time.Millisecond,
	ReadyToTrip: func(counts gobreaker.Counts) bool {
		return counts.ConsecutiveFailures >= 5 ||
			counts.TotalFailures >= 15 ||
			counts.Requests >= 20 && float64(counts.TotalFailures)/float64(counts.Requests) >= 0.5
	},
}
`);
  });

  it('has no window of calls', () => {
    const byCount = resolveConfig({
      failureRateThreshold: null,
      slowCallRateThreshold: null,
      failureCountThreshold: 5,
    });
    const { text, notes } = write(byCount, 'x');
    expect(text).toContain('counts.ConsecutiveFailures >= 5');
    expect(notes[0]?.text).toBe(
      'gobreaker has no window of a number of calls: 5 failures in the last 100 calls becomes 5 in a row.',
    );
  });
});
