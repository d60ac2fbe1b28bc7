import type { Kernel } from './kernel/kernel.ts'

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
  throw new Error(
    'This database was set up with another master key. Copy secrets/master.key from the data directory of the first node, ' +
      'or set PIKETT_SECRET_KEY to its content.',
  )
}
