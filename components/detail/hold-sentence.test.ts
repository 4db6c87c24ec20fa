import { describe, expect, it } from 'vitest';
import { breakerView } from '@/components/breaker/breaker-fixture.ts';
import { holdEndInWords, holdSentence } from './hold-sentence.ts';

const say = (differs: Parameters<typeof breakerView>[0]) =>
  holdSentence(breakerView(differs)).replaceAll('\u00a0', ' ');
const NOW = Date.UTC(2025, 10, 21, 12, 3, 7);

describe('a hold in words', () => {
  it('says what the breaker would be, and what releasing it now would do', () => {
    expect(say({ state: 'forced-open', computedState: 'closed', failureRate: 1.8, callsPerSecond: 11.8 })).toBe(
      'Would be Closed: 1.8 % of 50 %. Releasing now lets about 11.8 calls/s through.',
    );
    expect(say({ state: 'forced-open', computedState: 'open' })).toBe(
      'Would be Open. Releasing now leaves it rejecting.',
    );
    expect(say({ state: 'metrics-only', computedState: 'open', failureRate: 53, callsPerSecond: 6.2 })).toBe(
      'Would be Open: 53 % of 50 %. Releasing now rejects about 6.2 calls/s.',
    );
    expect(say({ state: 'forced-closed', computedState: 'closed', failureRate: null })).toBe(
      'Would be Closed. Releasing now changes nothing for calls.',
    );
    expect(say({ state: 'disabled' })).toBe('Not evaluated. Releasing now closes it with an empty window.');
  });

  it('says when it ends', () => {
    expect(holdEndInWords('2025-11-21T12:30:00Z', NOW)).toBe('until 12:30');
    expect(holdEndInWords('2025-11-21T12:04:10Z', NOW)).toBe('until 12:04:10');
    expect(holdEndInWords('2025-11-22T12:00:00Z', NOW)).toBe('until 22 Nov 2025, 12:00');
    expect(holdEndInWords(null, NOW)).toBe('until somebody releases it');
  });
});
