// npm run db:new -- <name>: writes the migration from what the migrations make to what prisma/schema.prisma asks for.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingMigration, PRISMA_FOLDER } from '@/lib/store/migrate.ts';

const name = process.argv[2] ?? '';
if (!/^[a-z][a-z0-9-]*$/.test(name)) {
  console.error('Name the migration in kebab-case: npm run db:new -- add-alerts');
  process.exit(1);
}

const sql = await missingMigration(PRISMA_FOLDER);
if (sql === null) {
  console.log('The migrations make what the schema asks for: nothing to write.');
} else {
  const migrations = join(PRISMA_FOLDER, 'migrations');
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(migrations, `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), sql);
  const lockFile = join(migrations, 'migration_lock.toml');
  if (!existsSync(lockFile)) writeFileSync(lockFile, 'provider = "sqlite"\n');
  console.log(`wrote ${folder}; read it before you commit it, then run npx prisma generate`);
}
process.exit(0);
