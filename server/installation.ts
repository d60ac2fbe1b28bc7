import type pg from 'pg'
import type { Config } from './kernel/config.ts'
import { clientOf, serverUrls } from './kernel/db/servers.ts'
import type { Kernel } from './kernel/kernel.ts'
import { masterKeyOf } from './kernel/secrets.ts'

const checkName = 'master-key-fingerprint'

/**
 * Nodes that share a database must share the master key: with another one nothing that is sealed could be read, and links
 * in mails would be refused. Found out at the start, in words, instead of at 3 a.m.
 */
export async function checkInstallation(kernel: Kernel): Promise<void> {
  await kernel.engine
    .insertInto('installation')
    .values({ name: checkName, value: kernel.secrets.fingerprint })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const row = await kernel.engine
    .selectFrom('installation')
    .select('value')
    .where('name', '=', checkName)
    .executeTakeFirstOrThrow()
  if (row.value === kernel.secrets.fingerprint) return
  throw otherKey()
}

const otherKey = () =>
  new Error(
    'This database was set up with another master key. Copy secrets/master.key from the data directory of the first node, ' +
      'or hand it over with PIKETT_SECRET_KEY or PIKETT_SECRET_KEY_FILE.',
  )

/**
 * The master key of this node, 32 bytes in hexadecimal: from the settings, or from the data directory, where the first
 * node of an installation makes it. A further node is told where to get it; it makes none of its own.
 */
export async function openMasterKey(config: Config, databaseUrl: string): Promise<string> {
  if (config.secretKey !== undefined) return config.secretKey
  const key = await masterKeyOf(config.dataDir, { make: !(await isSetUp(databaseUrl)) })
  if (key === undefined) throw otherKey()
  return key
}

async function isSetUp(url: string): Promise<boolean> {
  const client: pg.Client = new (clientOf(url))({
    connectionString: serverUrls(url)[0],
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query('select from installation where name = $1', [checkName])).rowCount === 1
  } finally {
    await client.end()
  }
}
