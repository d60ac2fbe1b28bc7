import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maximumProblemSeconds } from './problem.ts'
import type { Script } from './script.ts'
import { failingAt, mostFailing, reportsBetween } from './script.ts'
import { allSensors, visitorSensors } from './sensors.ts'

const hour = 3_600

const seed = fc.string({ maxLength: 12 })
const visits = fc
  .array(fc.integer({ min: 0, max: 6 * hour }), { maxLength: 40 })
  .map((list) => list.toSorted((a, b) => a - b))
const script: fc.Arbitrary<Script> = fc.record({ seed, visits })

describe('the story that the simulated monitoring tells', () => {
  test('begins within ten seconds with an alert for the visitor', () => {
    fc.assert(
      fc.property(seed, (word) => {
        const [first] = reportsBetween({ seed: word, visits: [] }, 0, 11)
        expect(first?.sensor).toBe(visitorSensors[0])
        expect(first?.severity).toBe('critical')
      }),
    )
  })

  test('lets every problem end: what is down is up again in time', () => {
    fc.assert(
      fc.property(script, (one) => {
        const reports = reportsBetween(one, 0, 10 * hour)
        for (const { sensor, state, atSeconds } of reports) {
          if (state === 'up' || atSeconds > 9 * hour) continue
          const end = reports.find(
            (other) => other.sensor === sensor && other.state === 'up' && other.atSeconds > atSeconds,
          )
          expect(end?.atSeconds).toBeLessThanOrEqual(atSeconds + maximumProblemSeconds)
        }
      }),
      { numRuns: 30 },
    )
  })

  test('never lets more fail at once than it may, and no sensor for two reasons', () => {
    fc.assert(
      fc.property(script, fc.integer({ min: 0, max: 40 * 24 * hour }), (one, later) => {
        for (let at = later; at < later + 3 * hour; at += 97) {
          const failing = failingAt(one, at).map((report) => report.sensor)
          expect(failing.length).toBeLessThanOrEqual(mostFailing)
          expect(new Set(failing).size).toBe(failing.length)
        }
      }),
      { numRuns: 30 },
    )
  })

  test('is the same for the same seed, in whatever pieces it is asked for', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 2 * hour - 1 }), { maxLength: 20 })
    fc.assert(
      fc.property(script, cuts, (one, inner) => {
        const edges = [0, ...inner.toSorted((a, b) => a - b), 2 * hour]
        const pieces = edges.slice(1).flatMap((to, index) => reportsBetween(one, edges[index]!, to))
        expect(pieces).toEqual(reportsBetween(one, 0, 2 * hour))
      }),
      { numRuns: 50 },
    )
    expect(reportsBetween({ seed: 'a', visits: [] }, 0, 3 * hour)).not.toEqual(
      reportsBetween({ seed: 'b', visits: [] }, 0, 3 * hour),
    )
  })

  test('knows at every moment what its reports so far have said', () => {
    fc.assert(
      fc.property(script, fc.integer({ min: 0, max: 3 * hour }), (one, at) => {
        const stateBySensor = new Map(reportsBetween(one, 0, at + 1).map((report) => [report.sensor.key, report.state]))
        const down = [...stateBySensor].flatMap(([key, state]) => (state === 'down' ? [key] : []))
        expect(
          failingAt(one, at)
            .map((report) => report.sensor.key)
            .toSorted(),
        ).toEqual(down.toSorted())
      }),
      { numRuns: 60 },
    )
  })

  test('has an alert for every visitor within ten seconds of the visit', () => {
    fc.assert(
      fc.property(script, (one) => {
        for (const visit of one.visits) {
          const failing = failingAt(one, visit + 10).map((report) => report.sensor)
          expect(failing.some((sensor) => visitorSensors.includes(sensor))).toBe(true)
        }
      }),
      { numRuns: 50 },
    )
  })

  test('changes nothing of the past when somebody comes to look', () => {
    fc.assert(
      fc.property(script, fc.integer({ min: 0, max: 6 * hour }), (one, now) => {
        const before = one.visits.filter((visit) => visit < now)
        const told = reportsBetween({ ...one, visits: before }, 0, now)
        expect(reportsBetween({ ...one, visits: [...before, now] }, 0, now)).toEqual(told)
      }),
      { numRuns: 50 },
    )
  })

  test('has quiet quarters of an hour and busy ones, and in time every sensor fails', () => {
    const one = { seed: 'a day', visits: [] }
    const begins = reportsBetween(one, hour, 73 * hour).filter(
      ({ state, sensor }) => state === 'down' && !visitorSensors.includes(sensor),
    )
    const perQuarter = Array.from({ length: 72 * 4 }, (_, index) => {
      const from = hour + index * 900
      return begins.filter(({ atSeconds }) => atSeconds >= from && atSeconds < from + 900).length
    })
    expect(perQuarter.filter((count) => count === 0).length).toBeGreaterThan(10)
    expect(perQuarter.filter((count) => count > 4).length).toBeGreaterThan(10)
    const failed = new Set(reportsBetween(one, 0, 21 * 24 * hour).map((report) => report.sensor))
    expect(failed.size).toBe(allSensors.length)
  })
})
