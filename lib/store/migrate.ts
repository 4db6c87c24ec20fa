import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type * as Engine from '@prisma/schema-engine-wasm';

/** Prisma's folder: `schema.prisma`, and `migrations` with one folder for each. */
export const PRISMA_FOLDER = 'prisma';
const EVERYTHING = { externalTables: [], externalEnums: [] };

/** The names of all migrations in the order they are applied. */
export function migrationNames(folder: string): string[] {
  const migrations = resolve(folder, 'migrations');
  if (!existsSync(migrations)) return [];
  const entries = readdirSync(migrations, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The migrations as the schema engine takes them. */
function migrationList(folder: string): Engine.MigrationList {
  const baseDir = resolve(folder, 'migrations');
  const lockFile = join(baseDir, 'migration_lock.toml');
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: migrationNames(folder).map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(baseDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

function schemaFile(folder: string): { path: string; content: string } {
  const path = resolve(folder, 'schema.prisma');
  return { path, content: readFileSync(path, 'utf8') };
}

let loading: Promise<typeof Engine> | undefined;

async function loadEngine(): Promise<typeof Engine> {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const gluePath = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = readFileSync(join(dirname(gluePath), 'schema_engine_bg.wasm'));
  const imports = { './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports };
  const { instance } = await WebAssembly.instantiate(wasm, imports);
  const exports = instance.exports as WebAssembly.Exports & { __wbindgen_start?: () => void };
  (glue as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void }).__wbg_set_wasm(exports);
  exports.__wbindgen_start?.();
  return glue;
}

/** Prisma's schema engine as WebAssembly: the native one would have to be downloaded first. */
async function startEngine(
  factory: SqlMigrationAwareDriverAdapterFactory,
  folder: string,
): Promise<Engine.SchemaEngine> {
  // Once in a process: a second instance would answer the calls that the first one still has open.
  loading ??= loadEngine();
  const { SchemaEngine } = await loading;
  const { path, content } = schemaFile(folder);
  return SchemaEngine.new(
    { datamodels: [[path, content]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}

/** Applies what is missing, as `prisma migrate deploy` does. Rejects with the engine's error at the first that fails. */
export async function applyMigrations(factory: SqlMigrationAwareDriverAdapterFactory, folder: string): Promise<void> {
  const engine = await startEngine(factory, folder);
  try {
    await engine.applyMigrations({ migrationsList: migrationList(folder), filters: EVERYTHING });
  } finally {
    engine.free();
  }
}

/** Databases in memory, for the engine to try migrations on. */
function inMemory(): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaLibSql({ url: ':memory:' });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: () => factory.connect(),
    async connectToShadowDb() {
      const shadow = await factory.connectToShadowDb();
      const executeRaw = shadow.executeRaw.bind(shadow);
      // The engine runs a whole migration as one statement here, and libsql would run the first of them alone.
      shadow.executeRaw = async (query) => {
        if (query.args.length > 0) return executeRaw(query);
        await shadow.executeScript(query.sql);
        return 0;
      };
      return shadow;
    },
  };
}

/** The SQL from what the migrations make to what the schema asks for; null if they agree. */
export async function missingMigration(folder: string): Promise<string | null> {
  const engine = await startEngine(inMemory(), folder);
  try {
    const list = migrationList(folder);
    const from: Engine.DiffTarget = list.lockfile.content === null ? { tag: 'empty' } : { tag: 'migrations', ...list };
    const to: Engine.DiffTarget = { tag: 'schemaDatamodel', files: [schemaFile(folder)] };
    const diff = await engine.diff({ from, to, script: true, exitCode: true, filters: EVERYTHING });
    return diff.exitCode === 0 ? null : diff.stdout;
  } finally {
    engine.free();
  }
}
