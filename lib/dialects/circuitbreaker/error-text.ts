import type { CircuitbreakerMachine } from './machine.ts';
import type { CircuitbreakerVersion } from './options.ts';

/**
 * What `CircuitBreakerError` says of a rejected call, computed from the breaker as it is at `now` as the library does.
 * The instant is now plus the rounded-up seconds, so up to a second late; 2.x writes its offset, 1.4.0 doesn't.
 */
export function rejectionText(
  machine: CircuitbreakerMachine,
  name: string,
  version: CircuitbreakerVersion,
  now: number,
): string {
  const remaining = machine.openRemaining(now);
  const until = pythonDatetime(now + remaining * 1_000) + (version === '1.4.0' ? '' : '+00:00');
  const { failureCount, lastFailure } = machine.memory;
  const failed = `${failureCount} failures, ${remaining} sec remaining`;
  return `Circuit "${name}" OPEN until ${until} (${failed}) (last_failure: ${lastFailure ?? 'None'})`;
}

/** UTC as Python's `str(datetime)` writes it: microseconds, left out where they are 0. */
function pythonDatetime(epochMs: number): string {
  const micros = Math.round(epochMs * 1_000);
  const rest = micros % 1_000_000;
  const [date = '', time = ''] = new Date((micros - rest) / 1_000).toISOString().split('T');
  const seconds = `${date} ${time.slice(0, 8)}`;
  return rest === 0 ? seconds : `${seconds}.${String(rest).padStart(6, '0')}`;
}
