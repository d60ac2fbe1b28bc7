import { readFile as readBytes } from 'node:fs/promises'
import { Fault } from '../kernel/fault.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { applyToNew } from './apply.ts'
import { readFile } from './thread.ts'
import type { Applied, ConfigProblem, Parts } from './types.ts'

/**
 * Applies PIKETT_CONFIG at the start; makes the organization when it is not there yet. Nodes that start at once wait for
 * each other, and the second finds nothing left to do. Throws an Error whose message says in words what is wrong, one
 * problem a line as `file:line:column: message`; nothing is changed then.
 */
export async function applyConfigFile(kernel: Kernel, parts: Parts, path: string): Promise<Applied> {
  try {
    const read = await readFile(await bytesOf(path))
    return await applyToNew(kernel, parts, read.file.organization?.key ?? 'default', read, {
      dryRun: false,
      actor: { kind: 'file', name: path },
    })
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    throw new Error(`The configuration cannot be applied:\n${linesOf(path, error)}`, { cause: error })
  }
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readBytes(path)
  } catch (error) {
    const why = (error as Error).message
    throw new Error(`The configuration ${path} (PIKETT_CONFIG) cannot be read: ${why}`, { cause: error })
  }
}

function linesOf(path: string, fault: Fault): string {
  if (fault.problems.length === 0) return fault.detail
  const problems: ConfigProblem[] = fault.problems
  return problems.map(({ line = 1, column = 1, message }) => `${path}:${line}:${column}: ${message}`).join('\n')
}
