import { describe, expect, it } from 'vitest';
import { feedEntries, groupBursts } from './bursts.ts';
import { boot, command, faultStarted, transition } from './entry-fixture.ts';

const at = (second: number) => `2025-11-21T12:00:${String(second).padStart(2, '0')}Z`;
const many = (count: number, second: number) =>
  Array.from({ length: count }, (_, index) => transition({ breaker: `b${index}`, at: at(second) }));

describe('the feed', () => {
  it('makes one line of more than five transitions within two seconds', () => {
    const items = groupBursts([...many(6, 30), ...many(2, 10)]);
    expect(items.map((item) => (item.kind === 'burst' ? item.entries.length : 'entry'))).toEqual([6, 'entry', 'entry']);
  });

  it('leaves five as they are', () => {
    expect(groupBursts(many(5, 30)).every((item) => item.kind === 'entry')).toBe(true);
  });

  it('keeps everything, in order', () => {
    const entries = [...many(3, 40), boot({ at: at(39) }), ...many(6, 30)];
    expect(groupBursts(entries).flatMap((item) => (item.kind === 'burst' ? item.entries : item.entry))).toEqual(
      entries,
    );
  });

  it('tells a command once among all: by the transition that it led to, where there is one', () => {
    const held = transition({
      to: 'forced-open',
      cause: 'command',
      detail: { kind: 'command', command: 'force-open', actor: 'operator', reason: 'vendor' },
    });
    expect(feedEntries([held, command({})], 'all')).toEqual([held]);
    expect(feedEntries([command({})], 'all')).toHaveLength(1);
    expect(feedEntries([held, command({})], 'people').map(({ kind }) => kind)).toEqual(['command']);
  });

  it('filters by what an entry is about', () => {
    const entries = [transition({}), faultStarted({}), boot({})];
    const kinds = (filter: Parameters<typeof feedEntries>[1]) => feedEntries(entries, filter).map(({ kind }) => kind);
    expect(kinds('all')).toEqual(['transition', 'fault-started', 'boot']);
    expect(kinds('transitions')).toEqual(['transition']);
    expect([kinds('faults'), kinds('people')]).toEqual([['fault-started'], ['fault-started']]);
  });
});
