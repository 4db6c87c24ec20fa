import { describe, expect, it } from 'vitest';
import { breakerView } from './breaker-fixture.ts';
import { consequence, legalCommands, verbFor } from './commands.ts';

const say = (...[view, kind]: Parameters<typeof consequence>) => {
  const { before = '', strong = '', after } = consequence(view, kind);
  return `${before}${strong}${after}`.replaceAll('\u00a0', ' ');
};

describe('what is offered', () => {
  it('is half-open only from open or forced open, and release only while held', () => {
    expect(legalCommands(breakerView())).toEqual(['force-open', 'force-closed', 'disable', 'metrics-only', 'reset']);
    expect(legalCommands(breakerView({ state: 'open' }))).toContain('half-open');
    expect(legalCommands(breakerView({ state: 'half-open' }))).not.toContain('half-open');
    expect(legalCommands(breakerView({ state: 'forced-open' }))).toEqual(
      expect.arrayContaining(['half-open', 'release', 'reset']),
    );
    expect(legalCommands(breakerView({ state: 'disabled' }))).toContain('release');
  });

  it('is nothing where nobody listens', () => {
    expect(legalCommands(breakerView({ controllable: false }))).toEqual([]);
    expect(legalCommands(breakerView({ state: 'no-data' }))).toEqual([]);
  });

  it('extends the hold that is there already', () => {
    expect(verbFor(breakerView({ state: 'forced-open' }), 'force-open')).toBe('Extend forced open');
    expect(verbFor(breakerView(), 'force-open')).toBe('Force open');
  });
});

describe('the consequence of a command', () => {
  it('comes with its numbers', () => {
    expect(say(breakerView(), 'force-open')).toBe(
      'About 9.4 calls/s will be rejected until the hold ends. It will not close by itself before that.',
    );
    expect(say(breakerView(), 'reset')).toBe('Empties the window (50 results) and closes the breaker. History stays.');
    expect(say(breakerView({ state: 'open' }), 'half-open')).toBe(
      '5 probes may go through now. 3 of 5 must be good to close it; else it opens again.',
    );
  });

  it('says what a hold hides', () => {
    expect(say(breakerView({ state: 'open', failureRate: 71 }), 'force-closed')).toBe(
      'All calls go through, even when they fail. Right now it would be Open (71 %).',
    );
    expect(say(breakerView({ state: 'forced-open', computedState: 'open', retryAfterMs: 8_000 }), 'release')).toBe(
      'It becomes Open: calls are rejected for 0:08.',
    );
    expect(say(breakerView({ state: 'disabled', computedState: null }), 'release')).toBe(
      'It becomes Closed: about 9.4 calls/s go through and are counted.',
    );
  });
});
