import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Which rooms a room may import from, besides itself. `npm` stands for packages and Node; types count like values. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'lib/engine': [],
  'lib/protocol': ['lib/engine', 'npm'],
  'lib/dialects': ['lib/engine', 'lib/protocol', 'npm'],
  'lib/simulation': ['lib/engine', 'lib/dialects', 'lib/protocol'],
  'lib/runtime': ['lib/engine', 'lib/dialects', 'lib/protocol', 'lib/simulation', 'npm'],
  'lib/store': ['lib/engine', 'lib/protocol', 'lib/runtime', 'npm'],
  'lib/telemetry': ['lib/engine', 'lib/protocol', 'lib/runtime', 'npm'],
  'lib/transport': ['lib/engine', 'lib/protocol', 'lib/runtime', 'lib', 'npm'],
  'lib/live': ['lib/engine', 'lib/protocol', 'npm'],
  lib: ['npm'],
  components: ['lib/engine', 'lib/dialects', 'lib/protocol', 'lib/live', 'lib', 'npm'],
  app: [
    'lib/engine',
    'lib/dialects',
    'lib/protocol',
    'lib/live',
    'lib/runtime',
    'lib/transport',
    'lib',
    'components',
    'npm',
  ],
};
/** Of the runtime, store, telemetry and transport take the ports and what they speak of, never its inner parts. */
const DOORS_OF_RUNTIME = ['ports.ts', 'runtime-handle.ts', 'refusal.ts', 'latency-histogram.ts'];
const GUESTS_OF_RUNTIME = ['lib/store', 'lib/telemetry', 'lib/transport', 'app'];
/** Rooms in which time and chance are arguments. */
const TIMELESS = ['lib/engine', 'lib/dialects', 'lib/simulation'];
const FORBIDDEN_NAMES = ['index', 'utils', 'helpers', 'types', 'constants', 'misc', 'common'];
const LONGEST_FILE = 250;
/** Lists of data, not of decisions. */
const MAY_BE_LONGER = ['lib/simulation/demo-fleet.ts'];

function sources(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !['generated', 'node_modules'].includes(name))
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? sources(path) : /\.tsx?$/.test(path) ? [path] : []));
}

const all = [...sources('app'), ...sources('components'), ...sources('lib'), 'server.ts'];
const isTest = (path: string) => /(\.test\.tsx?|-fixtures\.ts|-contract\.ts)$/.test(path);
const text = (path: string) => readFileSync(path, 'utf8');

function roomOf(path: string): string {
  const [top, below, ...rest] = path.split('/');
  return top === 'lib' && below && rest.length > 0 ? `lib/${below}` : (top ?? '');
}

function importsOf(path: string): string[] {
  const specifiers = [...text(path).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, found]) => found ?? '');
  return specifiers.map((specifier) => {
    if (specifier.startsWith('@/')) return specifier.slice(2);
    if (specifier.startsWith('.')) return normalize(join(dirname(path), specifier));
    return 'npm';
  });
}

describe('the rooms', () => {
  it.each(Object.keys(MAY_IMPORT))('%s imports only from where it may', (room) => {
    const wrong = all
      .filter((path) => roomOf(path) === room && !isTest(path))
      .flatMap((path) =>
        importsOf(path)
          .map((target) => (target === 'npm' ? 'npm' : roomOf(target)))
          .filter((target) => target !== room && !MAY_IMPORT[room]?.includes(target))
          .map((target) => `${path} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  it('every file stands in a room that is known', () => {
    expect(all.filter((path) => path !== 'server.ts' && !(roomOf(path) in MAY_IMPORT))).toEqual([]);
  });

  it('guests of the runtime come through its doors', () => {
    const wrong = all
      .filter((path) => GUESTS_OF_RUNTIME.includes(roomOf(path)) && !isTest(path))
      .flatMap((path) =>
        importsOf(path)
          .filter((target) => target.startsWith('lib/runtime/'))
          .filter((target) => !DOORS_OF_RUNTIME.includes(target.slice('lib/runtime/'.length)))
          .map((target) => `${path} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  it('time and chance are arguments of engine, dialects and simulation', () => {
    const clocks = /Date\.now|Math\.random|new Date\(\)|\bset(Timeout|Interval|Immediate)\b|performance\.now/;
    const wrong = all.filter((path) => TIMELESS.includes(roomOf(path)) && !isTest(path) && clocks.test(text(path)));
    expect(wrong).toEqual([]);
  });
});

describe('the files', () => {
  it('are named by their subject', () => {
    const wrong = all.filter((path) => FORBIDDEN_NAMES.includes(path.replace(/^.*\/|\.tsx?$/g, '')));
    expect(wrong).toEqual([]);
  });

  it('are short enough to read', () => {
    const long = all.filter((path) => !isTest(path) && !MAY_BE_LONGER.includes(path));
    expect(long.filter((path) => text(path).split('\n').length > LONGEST_FILE)).toEqual([]);
  });

  it('server.ts only wires', () => {
    expect(text('server.ts').split('\n').length).toBeLessThanOrEqual(100);
  });
});

describe('what is written', () => {
  it('every rule of the engine is cited by a test', () => {
    const rules = new Set([...text('lib/engine/SPEC.md').matchAll(/\[([A-Z]{2}\d+)\]/g)].map(([, id]) => id));
    const cited = new Set(
      all
        .filter((path) => isTest(path))
        .flatMap((path) => [...text(path).matchAll(/\[([A-Z]{2}\d+)\]/g)].map(([, id]) => id)),
    );
    expect(rules.size).toBeGreaterThan(20);
    expect([...rules].filter((id) => !cited.has(id))).toEqual([]);
  });

  it('every path that the README names is there', () => {
    const paths = [...text('README.md').matchAll(/`((?:app|components|lib|prisma|e2e|docs|scripts)\/[\w./[\]()-]*)`/g)];
    const missing = paths.map(([, path]) => path ?? '').filter((path) => !statSync(path, { throwIfNoEntry: false }));
    expect(missing).toEqual([]);
  });
});
