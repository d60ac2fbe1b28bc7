import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import type { Kernel } from '../../kernel/kernel.ts'
import { hashToken, randomToken } from '../../kernel/secrets.ts'
import { writeFact } from '../store/installation.ts'

export const localTokenFact = 'local_token:'

/**
 * The token with which whoever may read the data directory commands this installation from the same machine, so that
 * `pikett apply` works at once: `secrets/local.token`, readable by its owner only, made at the first start. Removing the
 * file and starting again makes a new one and voids the old one. Each data directory (node) has its own.
 */
export async function prepareLocalToken(kernel: Kernel): Promise<void> {
  const folder = join(kernel.config.dataDir, 'secrets')
  const file = join(folder, 'local.token')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    await writeFile(file, `pk_${randomToken(40)}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const token = (await readFile(file, 'utf8')).trim()
  const node = createHash('sha256')
    .update(`${hostname()}\n${resolve(folder)}`)
    .digest('hex')
    .slice(0, 32)
  await writeFact(kernel.engine, localTokenFact + node, hashToken(token).toString('hex'))
}
