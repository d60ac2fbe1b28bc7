import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { configFile } from '../../../contract/config/file.ts'
import { parseDuration } from '../../../contract/durations.ts'
import { pingsBetween } from './pings.ts'

const { heartbeats = [] } = configFile.parse(parse(readFileSync(join(import.meta.dirname, '../msp.yaml'), 'utf8')))
const day = 86_400

/** How often, in a day of this seed, a heartbeat's job is silent longer than its plan allows. */
function silences(seed: string, key: string): number {
  const { every, grace } = heartbeats.find((one) => one.key === key)!
  const allowed = parseDuration(every)! + parseDuration(grace)!
  const ends = pingsBetween(seed, 0, day).filter((ping) => ping.heartbeat === key && ping.signal !== 'start')
  return ends.filter(({ atSeconds }, index) => index > 0 && atSeconds - ends[index - 1]!.atSeconds > allowed).length
}

describe('the simulated jobs', () => {
  test('ping every heartbeat of the sample company, and no other, within seconds of the start', () => {
    const pinged = new Set(pingsBetween('s', 0, 60).map((ping) => ping.heartbeat))
    expect([...pinged].toSorted()).toEqual(heartbeats.map((one) => one.key).toSorted())
    expect(pingsBetween('s', 0, 10).length).toBeGreaterThanOrEqual(4)
  })

  test('keep their plans, but for the one that sometimes misses a run', () => {
    for (const seed of ['one', 'two', 'three']) {
      expect(silences(seed, 'tills')).toBeGreaterThan(5)
      expect(silences(seed, 'tills')).toBeLessThan(80)
      for (const key of ['replication', 'edi', 'pacs-backup']) expect([key, silences(seed, key)]).toEqual([key, 0])
    }
  })

  test('ping the same in whatever pieces they are asked', () => {
    const pieces = Array.from({ length: 3_600 }, (_, second) => pingsBetween('s', second, second + 1)).flat()
    expect(pieces).toEqual(pingsBetween('s', 0, 3_600))
  })
})
