import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findConfigProblems, resolveConfig } from '@/lib/engine/breaker-config.ts';
import { DEMO_FLEET } from '@/lib/simulation/demo-fleet.ts';
import { nativeConfigs } from './native-config-fixtures.ts';
import type { ConfigurationTarget } from './target.ts';
import { CONFIGURATION_TARGETS } from './targets.ts';

/** Whatever comes in: an answer, whose configuration is one that the panel takes. */
function readsSafely(target: ConfigurationTarget, text: string, name?: string) {
  const understood = target.read(text, name);
  expect(findConfigProblems(understood.config)).toEqual([]);
  for (const { option, message } of understood.problems) {
    expect(option).not.toBe('');
    expect(message).not.toBe('');
  }
  // Whoever lists them can tell them apart by their texts.
  expect(new Set(understood.notes.map((note) => note.text)).size).toBe(understood.notes.length);
  expect(new Set(understood.understood.map(({ option }) => option)).size).toBe(understood.understood.length);
  expect(new Set(understood.names).size).toBe(understood.names.length);
  return understood;
}

/** A piece of a text cut out, doubled, or replaced by something. */
const damage = fc.tuple(
  fc.nat(),
  fc.nat({ max: 40 }),
  fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom('(', '{', '"', ',', '\n')),
);

function damaged(text: string, [at, length, instead]: [number, number, string]): string {
  const start = at % (text.length + 1);
  return text.slice(0, start) + instead + text.slice(start + length);
}

const DEEP = [
  ...['(', '[', '{', '-', '"', "'''", '`', 'a=(', 'a.', 'a: ', '- ', '? ', '{a: ', '&a [*a,'],
  ...['CircuitBreaker(', 'circuitBreaker(', 'Settings{', 'outlierDetection: {'],
].flatMap((part) => [part.repeat(500), `x=${part}`.repeat(500), `${part}\n`.repeat(500)]);

describe.each(CONFIGURATION_TARGETS)('$name', { timeout: 30_000 }, (target) => {
  it('reads any text without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void readsSafely(target, text)));
    fc.assert(
      fc.property(fc.lorem({ mode: 'sentences' }), (text) => void readsSafely(target, text)),
      { numRuns: 20 },
    );
  });

  it('reads damaged configurations without throwing', () => {
    fc.assert(
      fc.property(nativeConfigs, fc.array(damage, { minLength: 1, maxLength: 4 }), (config, damages) => {
        const { text } = target.write(config, 'payments');
        readsSafely(target, damages.reduce(damaged, text), 'payments');
      }),
      { numRuns: 200 },
    );
  });

  it('reads the configurations of the others without throwing', () => {
    for (const other of CONFIGURATION_TARGETS) {
      readsSafely(target, other.write(resolveConfig({}), 'payments').text);
    }
  });

  it('reads what is nested without end', () => {
    for (const text of DEEP) readsSafely(target, text);
  });

  it('says where there is nothing, or too much', () => {
    expect(target.read(' \n').problems).toEqual([{ option: 'text', message: 'line 1: there is nothing to read' }]);
    expect(target.read('x'.repeat(100_001)).problems).toHaveLength(1);
    const { problems, config, options, understood } = target.read('Nothing of the kind.');
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(/^line 1: /);
    expect({ config, options, understood }).toEqual({ config: {}, options: null, understood: [] });
  });

  it('takes any name along that it has a place for', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }), (name) => {
        const { problems } = target.read(target.write(resolveConfig({}), name).text);
        expect(problems).toEqual([]);
      }),
    );
  });

  it('writes every breaker of the demo, and reads it', () => {
    for (const { definition, options } of DEMO_FLEET) {
      const { text, notes } = target.write(resolveConfig(options), definition.name);
      expect(text.endsWith('\n')).toBe(true);
      expect(notes.every((note) => /^\S.*\.\S*$|\?$/.test(note.text))).toBe(true);
      expect(readsSafely(target, text).problems).toEqual([]);
    }
  });
});
