import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/**
 * Makes the folder, readable by its owner only, with those above it, and shows that it can be written to. Throws what the
 * file system says. One step after the other: Node's own recursive way never ends where a folder cannot take another one,
 * as below /proc.
 */
export function makeFolder(folder: string): void {
  makeSteps(resolve(folder))
  const probe = join(folder, `.pikett-${process.pid}`)
  writeFileSync(probe, '')
  rmSync(probe)
}

function makeSteps(folder: string): void {
  if (existsSync(folder)) return
  makeSteps(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another node that starts at the same moment made it.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
