import { describe, expect, it } from 'vitest';
import { goDurationMs, inWords, ordinal, springDurationMs } from './duration-text.ts';
import { fileProperties, isPropertiesFile, segments, yamlProperties } from './flat-properties.ts';

const flat = ({ properties }: ReturnType<typeof yamlProperties>) =>
  properties?.map(({ path, value, line }) => [path.join('/'), value, line]);

describe('YAML', () => {
  it('keeps what is written, and follows dots, lists, anchors and documents', () => {
    const text =
      'a.b:\n  c: 0x10\n  "[d.e]": yes\nlist: [x, ~]\nbase: &base\n  k: 1\nuse:\n  <<: *base\n---\nlast: 10s';
    expect(flat(yamlProperties(text))).toEqual([
      ['a/b/c', '0x10', 2],
      ['a/b/d.e', 'yes', 3],
      ['list/0', 'x', 4],
      ['list/1', '~', 4],
      ['base/k', '1', 6],
      ['use/k', '1', 6],
      ['last', '10s', 10],
    ]);
  });

  it('says where it is broken or too deep', () => {
    expect(yamlProperties('a: 1\na: 2').problem).toMatch(/^line 2: .*unique/);
    expect(yamlProperties('['.repeat(100)).problem).toMatch(/^line 1: nested/);
    expect(yamlProperties('- '.repeat(100)).problem).toMatch(/^line 1: nested/);
  });

  it('is not multiplied by aliases', () => {
    const laughs = Array.from({ length: 20 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}, *a${n}]`);
    const { properties } = yamlProperties(['a0: &a0 [x, x, x, x]', ...laughs].join('\n'));
    expect(properties?.length).toBeLessThanOrEqual(5_000);
  });
});

describe('.properties', () => {
  it('reads separators, comments, continued lines and escapes', () => {
    const text = '# no\n! no\na.b=1\n  c : 2\nd 3\ne\\ f=g\\\n   h\ni=\\u0041=b\n';
    expect(flat(fileProperties(text))).toEqual([
      ['a/b', '1', 3],
      ['c', '2', 4],
      ['d', '3', 5],
      ['e f', 'gh', 6],
      ['i', 'A=b', 8],
    ]);
    expect(fileProperties('a=1\n=b').problem).toBe('line 2: no key and value');
  });

  it('is told from YAML by a key and an equals sign', () => {
    expect(isPropertiesFile('x.a=1', 'x')).toBe(true);
    expect(isPropertiesFile('x.a: "b=1"', 'x')).toBe(false);
  });

  it('parts keys by dots outside of brackets', () => {
    expect(segments('a.[b.c].d[0]')).toEqual(['a', 'b.c', 'd', '0']);
    expect(segments('..')).toEqual([]);
  });
});

describe('durations', () => {
  it.each([
    ['PT', null],
    ['P', null],
    ['-PT1S', -1_000],
    ['PT-1S', -1_000],
    ['PT0.5S', 500],
    ['1.5s', null],
    ['10 s', null],
    ['us', null],
    ['1000us', 1],
  ])('%s in Spring', (text, ms) => {
    expect(springDurationMs(text)).toBe(ms);
  });

  it.each([
    ['1m30s', 90_000],
    ['1.5h', 5_400_000],
    ['10', null],
    ['1d', null],
    ['', null],
  ])('%s in Go', (text, ms) => {
    expect(goDurationMs(text)).toBe(ms);
  });

  it('in words', () => {
    expect([1, 999, 1_500, 60_000, 90_000, 7_200_000].map(inWords)).toEqual([
      '1 ms',
      '999 ms',
      '1.5 s',
      '1 min',
      '90 s',
      '2 h',
    ]);
    expect([1, 2, 3, 4, 11, 12, 13, 21, 102].map(ordinal).join(' ')).toBe('1st 2nd 3rd 4th 11th 12th 13th 21st 102nd');
  });
});
