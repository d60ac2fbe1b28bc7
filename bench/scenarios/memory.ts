import { setTimeout as pause } from 'node:timers/promises'
import { measure } from '../compare.ts'
import type { Report } from '../report.ts'
import type { Stage } from '../stage.ts'
import { usageOf } from '../usage.ts'

const restMs = 3_000
const everyMs = 100
const mebibyte = 1024 * 1024

/** Resident memory of the node and of Alertmanager, at rest and at its highest under a load of new alerts. */
export async function memory(stage: Stage): Promise<Report[]> {
  const { generator, options } = stage
  const installation = await stage.installation()
  const ours = await installation.start()
  const theirs = await stage.reference({ pages: false })
  const sides = { ours: [ours.pids[0]!], theirs: theirs?.pids ?? [] }
  const look = () => ({ ours: residentOf(sides.ours), theirs: residentOf(sides.theirs) })
  await pause(restMs)
  const rest = look()
  const most = { ...rest }
  const timer = setInterval(() => {
    const { ours: own, theirs: other } = look()
    most.ours = Math.max(most.ours, own)
    most.theirs = Math.max(most.theirs, other)
  }, everyMs)
  const supply = { kind: 'new', perRequest: 64, distinct: 0 } as const
  const job = { supply, connections: 64, seconds: options.seconds }
  const loaded = await measure(generator, ours, job)
  if (theirs) await measure(generator, theirs, job)
  clearInterval(timer)
  const database = usageOf([installation.databasePid]).residentBytes / mebibyte
  await ours.stop()
  await theirs?.stop()
  const notes = [
    `${loaded.alerts} new alerts in ${options.seconds} s; the database's processes show ${database.toFixed(0)} MiB then,`,
    'in which the memory that they share is counted once for each',
  ]
  const figures = [
    { name: 'at rest', ...rest, unit: 'MiB' },
    { name: 'under load', ...most, unit: 'MiB' },
  ]
  return [{ scenario: 'memory', figures, notes }]
}

const residentOf = (pids: readonly number[]) => usageOf(pids).residentBytes / mebibyte
