import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// The CLI downloads its native schema engine before any command, even one that never runs it. Naming an existing
// file instead keeps these three off the network; not the others, which would then end silently empty.
const ENGINE_FREE = new Set(['generate', 'validate', 'format']);
if (process.argv.some((word) => ENGINE_FREE.has(word))) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(import.meta.url);
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'file:./data/panel.db' },
});
