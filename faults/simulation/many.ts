import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../server/kernel/db/migrate.ts'
import { startEmbeddedPostgres } from '../../server/kernel/postgres/index.ts'
import { prepareGround } from './ground.ts'
import { playHistory } from './run.ts'
import type { Judged } from './run.ts'
import { wallMs } from './time.ts'

/** Nothing here has to survive the machine, so nothing waits for the disk; and nothing cleans up at a moment of its own. */
const settings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  autovacuum: 'off',
}

const silent = { info: () => {}, warn: () => {}, error: (...words: unknown[]) => console.error(...words) }

/** Dead rows are cleared away after so many histories. */
const vacuumEvery = 200

export interface Seeds {
  first: number
  count: number
  /** This one and every so-many-th after it: several processes share the seeds. */
  stride: number
  /** After this time no further one begins: what continuous integration can give. */
  withinSeconds?: number
}

/** Plays histories on a database of their own until one is guilty; returns that one. */
export async function playMany(
  { first, count, stride, withinSeconds = Infinity }: Seeds,
  played: (done: number, perHistoryMs: number) => void,
): Promise<Judged | undefined> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pikett-sim-'))
  const server = await startEmbeddedPostgres({ dataDir, log: silent, settings })
  try {
    await migrate(server.url)
    const ground = await prepareGround(server.url)
    const startedMs = wallMs()
    try {
      for (let done = 0; done < count; done += 1) {
        const judged = await playHistory(ground, first + done * stride)
        played(done + 1, (wallMs() - startedMs) / (done + 1))
        if (judged.findings.length > 0 || count === 1) return judged
        if (wallMs() - startedMs > withinSeconds * 1_000) return undefined
        if (done % vacuumEvery === vacuumEvery - 1) await ground.admin.query('vacuum')
      }
    } finally {
      await ground.close()
    }
    return undefined
  } finally {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
