import { describe, expect, it } from 'vitest';
import { plainOf } from './literal.ts';
import { Source } from './source.ts';
import type { Language } from './source-tokens.ts';

function valueIn(language: Language, code: string): unknown {
  const [call] = new Source(`f(${code})`, language).calls((name) => name === 'f');
  const literal = call?.args?.[0]?.value;
  return literal === undefined ? undefined : plainOf(literal);
}

describe('values that code writes', () => {
  it.each<[Language, string, unknown]>([
    ['python', '10_000', 10_000],
    ['python', '0x1F', 31],
    ['python', '.5', 0.5],
    ['python', '1e3', 1_000],
    ['python', '-2 * (3 + 4) / 7', -2],
    ['python', 'float(3)', 3],
    ['python', 'None', null],
    ['python', 'True', true],
    ['python', "'it\\'s'", "it's"],
    ['python', '"a" "b"', 'ab'],
    ['python', 'r"\\n"', '\\n'],
    ['python', '"""a\nb"""', 'a\nb'],
    ['python', '(1, 2,)', [1, 2]],
    ['python', '(1,)', [1]],
    ['python', '{"a": 1, "b": [2]}', { a: 1, b: [2] }],
    ['python', '1 if x else 2', undefined],
    ['python', 'f"{x}"', '{x}'],
    ['javascript', '{ a: 1, "b-c": null, 3: \'x\', }', { a: 1, 'b-c': null, 3: 'x' }],
    ['javascript', '{ f() { return [1, 2]; }, g: (a, b) => ({ a, b }), h: 1 }', { f: undefined, g: undefined, h: 1 }],
    ['javascript', '30 * 1000 /* ms */', 30_000],
    ['javascript', '`it\u2019s`', 'it\u2019s'],
    ['javascript', '[1, 2 // two\n]', [1, 2]],
    ['javascript', 'undefined', null],
    ['javascript', "'\\u0041\\x42\\u{43}'", 'ABC'],
    ['go', 'gobreaker.Settings{Name: "a", Max: uint32(3)}', { Name: 'a', Max: 3 }],
    ['go', '&T{A: `raw\\n`}', { A: 'raw\\n' }],
    ['go', 'func() bool { return a, b }', undefined],
  ])('%s: %s', (language, code, expected) => {
    expect(valueIn(language, code)).toEqual(expected);
  });

  it('follows names, also into objects, and no further than what stands there', () => {
    const source = new Source(
      'const a = { b: { c: 7 } };\nlet d: number = a.b.c * 2;\nf(d, a.b.c, a.x, missing)',
      'javascript',
    );
    const [call] = source.calls((name) => name === 'f');
    expect(call?.args?.map(({ value }) => plainOf(value))).toEqual([14, 7, undefined, undefined]);
  });

  it('takes the assignment outside where a function or class has one of the same name', () => {
    const source = new Source('LIMIT = 1\ndef g():\n    LIMIT = 2\nf(LIMIT)', 'python');
    expect(source.calls((name) => name === 'f')[0]?.args?.map(({ value }) => plainOf(value))).toEqual([1]);
  });

  it('ends an assignment with its line, unless a bracket is open', () => {
    const { names } = new Source('a = 1\nb = (2\n + 3)\nc = x or 4\nd = 5 # six', 'python');
    const values = [...names].map(([name, value]) => [name, plainOf(value)]);
    expect(values).toEqual([
      ['a', 1],
      ['b', 5],
      ['c', undefined],
      ['d', 5],
    ]);
  });

  it('knows the line, and the call that is not closed', () => {
    const [first, second] = new Source('# f(0)\n"f(1)"\nf(\n2)\n\nf(3', 'python').calls((name) => name === 'f');
    expect([first?.line, second?.line, second?.args]).toEqual([3, 6, null]);
  });

  it('leaves the code of what it does not understand, and what follows is read all the same', () => {
    const [call] = new Source('f(lambda: [1, 2], a=await g()[0], b=3)', 'python').calls((name) => name === 'f');
    const args = call?.args?.map(({ name, value }) => [name, value.kind, value.text]);
    expect(args).toEqual([
      [null, 'code', 'lambda: [1, 2]'],
      ['a', 'code', 'await g()[0]'],
      ['b', 'number', '3'],
    ]);
  });
});
