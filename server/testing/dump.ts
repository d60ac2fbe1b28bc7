import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../kernel/db/migrate.ts'
import { startEmbeddedPostgres } from '../kernel/postgres/index.ts'
import { dumpSchema, generateTypes, schemaFile, typesFile } from './schema.ts'

/** `npm run db:dump`: writes the schema and the table types anew, after a migration was added. */
const dataDir = mkdtempSync(join(tmpdir(), 'pikett-dump-'))
const server = await startEmbeddedPostgres({ dataDir, log: console, settings: { fsync: 'off' } })
try {
  await migrate(server.url)
  writeFileSync(schemaFile, await dumpSchema(server.url))
  writeFileSync(typesFile, generateTypes(server.url))
} finally {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
