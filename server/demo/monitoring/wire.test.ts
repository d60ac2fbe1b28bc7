import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { configFile } from '../../../contract/config/file.ts'
import { adapterByType } from '../../intake/adapters/registry.ts'
import { problemOf } from './problem.ts'
import { allSensors } from './sensors.ts'
import type { Sensor } from './sensors.ts'
import { dedupKeyOf, requestOf } from './wire.ts'

const { sources = [] } = configFile.parse(parseYaml(readFileSync(join(import.meta.dirname, '../msp.yaml'), 'utf8')))
const startedAt = Temporal.Instant.from('2026-03-02T08:00:00Z')
const integrationKey = 'k'.repeat(32)

/** What the adapter of the sensor's source makes of its first and of its last report. */
function eventsOf(sensor: Sensor) {
  const source = sources.find((one) => one.key === sensor.source)!
  const { reports } = problemOf({ sensor, beginsSeconds: 60, lastsSeconds: 300, course: 'steady', seed: 's' })
  return [reports[0]!, reports.at(-1)!].map((report) => {
    const { method, path, headers, body } = requestOf(report, integrationKey, startedAt)
    const result = adapterByType[source.type].parse({
      method,
      path: path.replace(`/in/${integrationKey}`, ''),
      headers,
      query: {},
      body: new TextEncoder().encode(body),
      options: source.webhook === undefined ? {} : { webhook: source.webhook },
      receivedAt: startedAt.add({ seconds: report.atSeconds }),
      newKey: () => 'new',
    })
    if (!result.ok || result.events.length !== 1) throw new Error(`not understood: ${body}`)
    return result.events[0]!
  })
}

describe.each(allSensors.map((sensor) => [sensor.key, sensor] as const))('the sensor %s', (_, sensor) => {
  test('opens an alert with its text and ends the same alert, in the words of its sender', () => {
    const [down, up] = eventsOf(sensor)
    expect([down!.action, up!.action]).toEqual(['trigger', 'resolve'])
    expect(up!.dedupKey).toBe(down!.dedupKey)
    expect(down!.summary).toContain(sensor.text.split('{n}')[0])
    if (sensor.source !== 'prometheus-kontor') expect(down!.dedupKey).toBe(dedupKeyOf(sensor))
  })
})

test('no two sensors of a source share an alert', () => {
  const keys = allSensors.map((sensor) => `${sensor.source} ${eventsOf(sensor)[0]!.dedupKey}`)
  expect(new Set(keys).size).toBe(keys.length)
})
