import { describe, expect, it } from 'vitest';
import { type Admission, GobreakerMachine, type GobreakerOutcome } from './machine.ts';
import { gobreakerOptions } from './options.ts';

const START = 1_700_000_000_000;

function setUp(given: Readonly<Record<string, unknown>>) {
  const told: string[] = [];
  const machine = new GobreakerMachine(gobreakerOptions.parse(given), START, (from, to) =>
    told.push(`${from} → ${to}`),
  );
  const admit = (at: number): Admission => {
    const answer = machine.admit(START + at);
    if (!answer.admitted) throw new Error(answer.error);
    return answer;
  };
  const call = (at: number, outcome: GobreakerOutcome) => machine.finish(admit(at), outcome, START + at);
  return { machine, told, admit, call };
}

describe('gobreaker’s counters', () => {
  it('are cleared strictly after a fixed interval, and what was admitted before is dropped', () => {
    const { machine, admit, call } = setUp({ IntervalMs: 1_000 });
    call(0, 'failure');
    const straggler = admit(1_000);
    expect(machine.counts).toMatchObject({ Requests: 2, TotalFailures: 1 });
    expect(machine.finish(straggler, 'failure', START + 1_001)).toBe(false);
    expect(machine.counts).toMatchObject({ Requests: 0, TotalFailures: 0 });
  });

  it('begin the next interval at the read that ended the last', () => {
    const { machine, call } = setUp({ IntervalMs: 1_000 });
    machine.read(START + 1_500);
    call(1_500, 'failure');
    machine.read(START + 2_500);
    expect(machine.counts.TotalFailures).toBe(1);
    machine.read(START + 2_501);
    expect(machine.counts.TotalFailures).toBe(0);
  });

  it('count a result in the bucket of its admission, and not at all once that has left', () => {
    const { machine, admit, call } = setUp({ IntervalMs: 300, BucketPeriodMs: 100 });
    const kept = admit(0);
    const lost = admit(0);
    machine.finish(kept, 'failure', START + 299);
    expect(machine.counts).toMatchObject({ Requests: 2, TotalFailures: 1 });
    expect(machine.finish(lost, 'failure', START + 300)).toBe(true);
    expect(machine.counts).toMatchObject({ Requests: 0, TotalFailures: 0, ConsecutiveFailures: 0 });
    call(300, 'success');
    machine.read(START + 9_000);
    expect(machine.counts.Requests).toBe(0);
  });

  it('let a run of failures shrink by what leaves with its bucket', () => {
    const { machine, call } = setUp({ IntervalMs: 200, BucketPeriodMs: 100 });
    call(0, 'failure');
    call(0, 'failure');
    call(100, 'failure');
    machine.read(START + 200);
    expect(machine.counts).toMatchObject({ TotalFailures: 1, ConsecutiveFailures: 1 });
  });

  it.each([
    ['one by one', [200, 300], 1],
    ['all at once', [300], 0],
  ])('leave a run that a straggler mixed up, %s', (_, reads, run) => {
    const { machine, admit, call } = setUp({ IntervalMs: 200, BucketPeriodMs: 100 });
    const straggler = admit(0);
    call(100, 'failure');
    call(100, 'success');
    machine.finish(straggler, 'failure', START + 100);
    for (const at of reads) machine.read(START + at);
    expect(machine.counts).toMatchObject({ Requests: 0, TotalFailures: 0, ConsecutiveFailures: run });
  });

  it('round an interval up to whole buckets; one bucket is a fixed interval', () => {
    const { machine, call } = setUp({ IntervalMs: 200, BucketPeriodMs: 300 });
    call(0, 'failure');
    machine.read(START + 300);
    expect(machine.counts.TotalFailures).toBe(1);
    machine.read(START + 301);
    expect(machine.counts.TotalFailures).toBe(0);
  });
});

describe('gobreaker’s states', () => {
  it('trip by default at the sixth failure in a row', () => {
    const { told, call } = setUp({});
    for (let n = 0; n < 5; n += 1) call(0, 'failure');
    expect(told).toEqual([]);
    call(0, 'failure');
    expect(told).toEqual(['closed → open']);
  });

  it('refuse in their own words', () => {
    const { machine, admit, call } = setUp({ TimeoutMs: 50, ReadyToTrip: { kind: 'consecutiveFailures', n: 1 } });
    call(0, 'failure');
    expect(machine.admit(START + 50)).toEqual({ admitted: false, error: 'circuit breaker is open' });
    admit(51);
    expect(machine.admit(START + 51)).toEqual({ admitted: false, error: 'too many requests' });
  });
});
