import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The release that runs, as package.json names it. */
export const version = (
  JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string }
).version
