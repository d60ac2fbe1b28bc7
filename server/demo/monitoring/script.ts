import { dice, diceBetween, diceFrom } from './dice.ts'
import type { Plan, Problem, Report } from './problem.ts'
import { courseOf, maximumProblemSeconds, minimumProblemSeconds, problemOf } from './problem.ts'
import { bursts, sensorGroups, visitorSensors } from './sensors.ts'

/**
 * What happens at the customers, decided by a seed alone: the same seed tells the same story, however often and in
 * whatever pieces it is asked for. Times are seconds from the start of the simulation.
 */
export interface Script {
  seed: string
  /** When somebody came to look, in the order of time: an alert for the visitor follows each of them soon. */
  visits: readonly number[]
}

/** Time is cut into slots; each group of sensors has its turn every sixth slot, longer than any problem lasts. */
const slotSeconds = 300

/** More sensors than this never fail at the same time, whatever the seed. */
export const mostFailing = 15

/** From a visit to the alert of the visitor: time enough to see the console first. */
const visitorSeconds = 8
const visitorRestSeconds = 150
const visitorEverySeconds = 1_800

/** The reports that are due from `from` on and before `to`, in the order of time. */
export function reportsBetween(script: Script, from: number, to: number): Report[] {
  return problemsAround(script, from, to)
    .flatMap((problem) => problem.reports)
    .filter((report) => report.atSeconds >= from && report.atSeconds < to)
    .toSorted((a, b) => a.atSeconds - b.atSeconds)
}

/** The last word of every sensor that has failed and is not well again at this moment. */
export function failingAt(script: Script, at: number): Report[] {
  return problemsAround(script, at, at + 1).flatMap(({ reports }) => {
    const said = reports.filter((report) => report.atSeconds <= at).at(-1)
    return said?.state === 'down' ? [said] : []
  })
}

/** Every problem of which some part may lie between `from` and `to`. */
function problemsAround(script: Script, from: number, to: number): Problem[] {
  const first = Math.max(0, Math.floor((from - maximumProblemSeconds) / slotSeconds) - 1)
  const last = Math.max(0, Math.floor(to / slotSeconds))
  const slots = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  return [...slots.flatMap((slot) => plansOfSlot(script.seed, slot)), ...visitorPlans(script, from, to)].map(problemOf)
}

function plansOfSlot(seed: string, slot: number): Plan[] {
  return slot === 0 ? opening(seed) : [...single(seed, slot), ...burst(seed, slot)]
}

/** The first minutes show something of everything. */
function opening(seed: string): Plan[] {
  const [clinic, disk, shop] = sensorGroups[0]!
  return [
    { sensor: clinic!, beginsSeconds: 25, lastsSeconds: 900, course: 'steady', seed },
    { sensor: disk!, beginsSeconds: 50, lastsSeconds: 1_200, course: 'steady', seed },
    ...together(seed, 0, 95, 400),
    { sensor: shop!, beginsSeconds: 200, lastsSeconds: 320, course: 'flaps', seed },
  ]
}

/** At most one problem a slot; in a quarter of an hour of quiet none. */
function single(seed: string, slot: number): Plan[] {
  const quiet = dice(seed, 'quiet', Math.floor(slot / 3)) < 0.2
  if (quiet || dice(seed, 'slot', slot) > 0.65) return []
  const sensor = diceFrom(sensorGroups[slot % sensorGroups.length]!, seed, 'sensor', slot)
  const beginsSeconds = slot * slotSeconds + diceBetween(0, slotSeconds - 60, seed, 'begin', slot)
  const lastsSeconds = diceBetween(minimumProblemSeconds, maximumProblemSeconds, seed, 'lasts', slot)
  return [{ sensor, beginsSeconds, lastsSeconds, course: courseOf(sensor, seed, slot), seed }]
}

/** Now and then something fails that many depend on. */
function burst(seed: string, slot: number): Plan[] {
  if (slot % sensorGroups.length !== 3 || dice(seed, 'burst', slot) > 0.4) return []
  const which = diceBetween(0, bursts.length - 1, seed, 'which', slot)
  return together(seed, which, slot * slotSeconds + 30, diceBetween(300, 720, seed, 'burst lasts', slot))
}

function together(seed: string, which: number, beginsSeconds: number, lastsSeconds: number): Plan[] {
  return bursts[which]!.map((sensor, index) => {
    const course = index === 0 ? 'repeats' : 'steady'
    return { sensor, beginsSeconds: beginsSeconds + index * 4, lastsSeconds: lastsSeconds + index * 3, course, seed }
  })
}

/** One for each visit and, for whoever stays, one now and then; never two within two and a half minutes. */
function visitorPlans({ seed, visits }: Script, from: number, to: number): Plan[] {
  return visitorBegins(visits, to).flatMap((begin, index): Plan[] => {
    if (begin < from - maximumProblemSeconds - visitorSeconds) return []
    const sensor = visitorSensors[index % visitorSensors.length]!
    const beginsSeconds = begin + visitorSeconds
    const lastsSeconds = diceBetween(480, 570, seed, 'visitor', index)
    return [{ sensor, beginsSeconds, lastsSeconds, course: 'steady', seed }]
  })
}

function visitorBegins(visits: readonly number[], to: number): number[] {
  const begins: number[] = []
  const wanted = [0, ...visits]
  let nextVisit = 0
  for (;;) {
    const last = begins.at(-1)
    while (last !== undefined && wanted[nextVisit] !== undefined && wanted[nextVisit]! < last + visitorRestSeconds) {
      nextVisit += 1
    }
    const own = last === undefined ? 0 : last + visitorEverySeconds
    const begin = Math.min(own, wanted[nextVisit] ?? own)
    if (begin >= to) return begins
    begins.push(begin)
  }
}
