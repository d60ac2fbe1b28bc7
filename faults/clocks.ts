import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { path } from './programs.ts'

/**
 * Lets a node's clock differ from everybody else's by so many seconds from now on, and returns the settings with which it
 * must be started. Timers and everything that only counts time go on as before, as when somebody sets a machine's clock.
 */
export function fakeClock(folder: string, index: number, seconds = 0): Record<string, string> {
  const file = join(folder, `clock${index + 1}`)
  writeFileSync(file, `${seconds < 0 ? '' : '+'}${seconds}\n`)
  return {
    LD_PRELOAD: path('libfaketime'),
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_CACHE_DURATION: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  }
}
