import { readFile as readBytes } from 'node:fs/promises'
import { createOrganization } from '../identity/index.ts'
import { Fault } from '../kernel/fault.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { applyFile, applyInWork, withWords } from './apply.ts'
import { invalid } from './read.ts'
import { readFile } from './thread.ts'
import type { Applied, ConfigProblem, Parts, ReadFile } from './types.ts'

/**
 * Applies PIKETT_CONFIG at the start; makes the organization when it is not there yet. Nodes that start at once wait for
 * each other, and the second finds nothing left to do. Throws an Error whose message says in words what is wrong, one
 * problem a line as `file:line:column: message`; nothing is changed then.
 */
export async function applyConfigFile(kernel: Kernel, parts: Parts, path: string): Promise<Applied> {
  try {
    return await applyAtStart(kernel, parts, await readFile(await bytesOf(path)))
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    throw new Error(`The configuration ${path} cannot be applied:\n${linesOf(path, error)}`, { cause: error })
  }
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readBytes(path)
  } catch (error) {
    throw new Error(`The configuration ${path} (PIKETT_CONFIG) cannot be read: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

async function applyAtStart(kernel: Kernel, parts: Parts, read: ReadFile): Promise<Applied> {
  const { organization } = read.file
  if (organization === undefined) {
    const message = 'A configuration for the start needs "organization" with at least a name.'
    throw invalid(await read.place([{ path: [], message }]))
  }
  const { key, name, timezone, language } = organization
  let changes: Applied['changes'] = []
  const { orgId, created } = await withWords(read, () =>
    createOrganization(kernel, { key, name, timezone, language }, async (work) => {
      changes = await applyInWork(kernel, parts, work, read)
    }),
  )
  if (!created) return applyFile(kernel, parts, orgId, { ...read, organizationKey: key }, false)
  return { changes: [{ noun: 'organization', key, action: 'create', fields: [] }, ...changes], applied: true }
}

function linesOf(path: string, fault: Fault): string {
  if (fault.problems.length === 0) return fault.detail
  const problems: ConfigProblem[] = fault.problems
  return problems.map(({ line = 1, column = 1, message }) => `${path}:${line}:${column}: ${message}`).join('\n')
}
