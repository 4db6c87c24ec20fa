import { appendFile, cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { missingMigration } from './migrate.ts';
import { newFolder, removeFolder } from './sqlite-fixtures.ts';

// Processes, threads and the schema engine take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe('the migrations', () => {
  it('make what the schema asks for', async () => {
    expect(await missingMigration('prisma')).toBeNull();
  });

  it('are told what they miss', async () => {
    const folder = await newFolder();
    const prismaFolder = join(folder, 'prisma');
    await cp('prisma', prismaFolder, { recursive: true });
    await appendFile(join(prismaFolder, 'schema.prisma'), 'model Note {\n  id String @id\n}\n');
    const sql = await missingMigration(prismaFolder);
    expect(sql).toContain('CREATE TABLE "Note"');
    expect(sql).not.toContain('journal');
    await removeFolder(folder);
  });
});
