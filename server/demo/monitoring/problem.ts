import { dice, diceBetween } from './dice.ts'
import type { Sensor } from './sensors.ts'

/** What a sensor reports at a moment, counted in seconds from the start of the simulation. */
export interface Report {
  atSeconds: number
  sensor: Sensor
  state: 'down' | 'up'
  severity: Sensor['severity']
  text: string
  /** When the problem began that this report is about. */
  sinceSeconds: number
}

/** A problem: a sensor fails, says so once or several times, and is well again with the last report. */
export interface Problem {
  sensor: Sensor
  /** In the order of time; the last one is `up`. */
  reports: Report[]
}

/** How a problem goes on. `repeats`: the monitoring says it every minute. `worsens`: first a warning, then serious. */
export type Course = 'steady' | 'repeats' | 'flaps' | 'worsens'

export const minimumProblemSeconds = 240
export const maximumProblemSeconds = 1_500

/** Prometheus sends what burns every minute; what it no longer sends expires. */
const repeatSeconds = 60

export interface Plan {
  sensor: Sensor
  beginsSeconds: number
  lastsSeconds: number
  course: Course
  seed: string
}

/** The reports of a problem. However it goes on, it is well again `lastsSeconds` after its begin. */
export function problemOf({ sensor, beginsSeconds, lastsSeconds, course, seed }: Plan): Problem {
  const text = sensor.text.replace('{n}', String(diceBetween(88, 97, seed, sensor.key, beginsSeconds, 'percent')))
  const stages = [...stagesOf(sensor, course, lastsSeconds), { afterSeconds: lastsSeconds, state: 'up' as const }]
  const reports = stages.map(({ afterSeconds, state, severity = sensor.severity }): Report => {
    return { atSeconds: beginsSeconds + afterSeconds, sensor, state, severity, text, sinceSeconds: beginsSeconds }
  })
  return { sensor, reports }
}

interface Stage {
  afterSeconds: number
  state: 'down' | 'up'
  severity?: Sensor['severity']
}

function stagesOf(sensor: Sensor, course: Course, lastsSeconds: number): Stage[] {
  if (sensor.source === 'prometheus-kontor' || course === 'repeats') return every(repeatSeconds, lastsSeconds)
  const begin: Stage = { afterSeconds: 0, state: 'down' }
  if (course === 'flaps') {
    const changes = [0, 70, 110, 185, 230].filter((second) => second < lastsSeconds)
    return changes.map((afterSeconds, index) => ({ afterSeconds, state: index % 2 === 0 ? 'down' : 'up' }))
  }
  if (course === 'worsens')
    return [
      { ...begin, severity: 'warning' },
      { afterSeconds: 90, state: 'down' },
    ]
  return [begin]
}

function every(seconds: number, lastsSeconds: number): Stage[] {
  return Array.from({ length: Math.ceil(lastsSeconds / seconds) }, (_, index) => {
    return { afterSeconds: index * seconds, state: 'down' as const }
  })
}

/** How a sensor's problem goes on this time; most just begin and end. */
export function courseOf(sensor: Sensor, ...words: (string | number)[]): Course {
  const thrown = dice(...words, sensor.key, 'course')
  if (sensor.source === 'uptime-backhaus' && thrown < 0.4) return 'flaps'
  if (sensor.source === 'zabbix-klinik' && sensor.severity === 'critical' && thrown < 0.3) return 'worsens'
  return thrown > 0.75 ? 'repeats' : 'steady'
}
