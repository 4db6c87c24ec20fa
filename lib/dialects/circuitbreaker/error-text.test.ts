import { expect, it } from 'vitest';
import { rejectionText } from './error-text.ts';
import { CircuitbreakerMachine, newMemory } from './machine.ts';

/** Tripped by 4 failures in a row, a fraction of a second more than its wait ago minus 8 seconds. */
function tripped(openedAt: number): CircuitbreakerMachine {
  const options = { failure_threshold: 3, recovery_timeout: 10 };
  const machine = new CircuitbreakerMachine(options, newMemory(openedAt));
  for (let n = 0; n < 4; n += 1) machine.fail("ConnectionError('refused')", openedAt);
  return machine;
}

it('is written as 2.x writes it: now plus the rounded-up seconds, with its offset', () => {
  const now = Date.parse('2026-05-15T08:40:13.758Z') + 0.729;
  expect(rejectionText(tripped(now - 2_500), 'call_service_b', '2.1.3', now)).toBe(
    'Circuit "call_service_b" OPEN until 2026-05-15 08:40:21.758729+00:00 (4 failures, 8 sec remaining) ' +
      "(last_failure: ConnectionError('refused'))",
  );
});

it('is written as 1.4.0 writes it: without the offset; whole seconds without a fraction', () => {
  const now = Date.parse('2026-05-15T08:40:13Z');
  expect(rejectionText(tripped(now - 2_500), 'call_service_b', '1.4.0', now)).toMatch(/ until 2026-05-15 08:40:21 \(4/);
});
