// node --import tsx scripts/check-mutations.ts [TEXT]: makes each small mistake of mutations.ts in a copy of the sources
// and runs what must notice it. TEXT: only those whose name or file contains it.
// Exit 0: each is noticed. 1: one survived or can't be applied any more, or something fails without any mistake.
import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { MUTATIONS, type Mutation } from './mutations.ts';

const COPIED = ['lib', 'scripts', 'tsconfig.json', 'vitest.config.ts', 'package.json'];
const RECORDINGS = 'lib/dialects/conformance/recordings';
/** A mistake that makes a loop endless is noticed too. */
const LONGEST_CHECK_MS = 180_000;
/** One thread for all files: starting one for each takes longer than the tests do. */
const VITEST = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--bail=1',
  '--no-isolate',
  '--pool=threads',
  '--maxWorkers=1',
];
const root = resolve(import.meta.dirname, '..');

/** What may notice a mistake: a run of Node in the copy that fails if it does. */
interface Check {
  readonly name: string;
  readonly args: readonly string[];
}

interface Finished {
  readonly passed: boolean;
  readonly output: string;
}

const tests = (folder: string): Check => ({ name: `${folder} tests`, args: [...VITEST, `${folder}/`] });

function recordingsOf(library: string): Check {
  const names = readdirSync(join(root, RECORDINGS)).filter((name) => name.split(/[-.]/)[0] === library);
  if (names.length === 0) throw new Error(`${RECORDINGS} holds no recording of ${library}`);
  const files = names.map((name) => `${RECORDINGS}/${name}`);
  return { name: `recordings of ${library}`, args: ['--import', 'tsx', 'scripts/conformance.ts', ...files] };
}

/** The fast ones first. */
function checksOf({ file }: Mutation): Check[] {
  const library = /^lib\/dialects\/([^/]+)\//.exec(file)?.[1];
  if (library !== undefined) return [recordingsOf(library), tests(`lib/dialects/${library}`)];
  if (file.startsWith('lib/engine/')) return [tests('lib/engine')];
  throw new Error(`Nothing is known that notices a mistake in ${file}`);
}

/** Not inside node_modules: there neither tsx nor Vitest reads the copy's tsconfig.json, which says where `@/` is. */
function makeCopy(): string {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'mutations-')));
  for (const name of COPIED) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

function run({ args }: Check, copy: string): Promise<Finished> {
  const options = { cwd: copy, timeout: LONGEST_CHECK_MS, killSignal: 'SIGKILL', maxBuffer: 2 ** 26 } as const;
  return new Promise((done) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      done({ passed: error === null, output: stdout + stderr });
    });
  });
}

/** The file with the mistake in it, or why it can't be made. */
function mutated(source: string, { find, replace }: Mutation): { readonly text: string } | { readonly why: string } {
  const places = source.split(find).length - 1;
  if (places !== 1) return { why: `its text is in the file ${places} times instead of once` };
  if (find === replace) return { why: 'it changes nothing' };
  return { text: source.replace(find, () => replace) };
}

/** Who notices the mistake; null: nobody. */
async function whoNotices(mutation: Mutation, copy: string): Promise<string | null> {
  for (const check of checksOf(mutation)) {
    if (!(await run(check, copy)).passed) return check.name;
  }
  return null;
}

type Result = 'noticed' | 'survived' | 'not applied';

/** Makes the mistake, tells what came of it, and has the file as before afterwards. */
async function tryOut(mutation: Mutation, copy: string): Promise<Result> {
  const { name, file } = mutation;
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  const changed = mutated(source, mutation);
  if ('why' in changed) {
    console.log(`${file}: ${name}: CAN'T BE APPLIED: ${changed.why}`);
    return 'not applied';
  }
  writeFileSync(path, changed.text);
  const who = await whoNotices(mutation, copy);
  writeFileSync(path, source);
  console.log(`${file}: ${name}: ${who === null ? 'SURVIVED' : `noticed by ${who}`}`);
  return who === null ? 'survived' : 'noticed';
}

/** What fails although nothing was changed would notice everything. */
async function passesUnchanged(mutations: readonly Mutation[], copy: string): Promise<boolean> {
  const checks = new Map(mutations.flatMap(checksOf).map((check) => [check.name, check]));
  for (const check of checks.values()) {
    const { passed, output } = await run(check, copy);
    if (passed) continue;
    console.error(`${output}\n${check.name}: must pass before anything is changed`);
    return false;
  }
  console.log(`Unchanged, all pass: ${[...checks.keys()].join(', ')}`);
  return true;
}

async function tryAll(mutations: readonly Mutation[], copy: string): Promise<boolean> {
  if (!(await passesUnchanged(mutations, copy))) return false;
  const results: Result[] = [];
  for (const mutation of mutations) results.push(await tryOut(mutation, copy));
  const count = (wanted: Result) => results.filter((result) => result === wanted).length;
  const told = `${results.length} mutations, ${count('noticed')} noticed, ${count('survived')} survived`;
  console.log(count('not applied') === 0 ? told : `${told}, ${count('not applied')} can't be applied`);
  return count('noticed') === results.length;
}

const wanted = process.argv[2] ?? '';
const chosen = MUTATIONS.filter(({ name, file }) => `${file}: ${name}`.includes(wanted));
if (chosen.length === 0) {
  console.error(`No mutation has '${wanted}' in its name or file`);
  process.exit(1);
}
const copy = makeCopy();
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
process.exitCode = (await tryAll(chosen, copy)) ? 0 : 1;
