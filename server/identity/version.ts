import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { commitOf } from './commit.ts'

/** The release that runs, as package.json names it. */
export const version = (
  JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string }
).version

/** What of its history was there when this process began; null in what was packed without it. */
export const commit = commitOf(join(import.meta.dirname, '../..'))
