import { cutTo } from './intervals.ts'
import type { Interval } from './intervals.ts'
import { placeOfTurn } from './order.ts'
import { weeklyWindows, windowsWithin } from './restrictions.ts'
import type { Window } from './restrictions.ts'
import { turnAt, turnEnd, turnsOf } from './rotation.ts'
import type { Layer } from './schedule.ts'
import { wallOfDate } from './wall.ts'
import { jumpMs } from './zone.ts'
import type { Zone } from './zone.ts'

/** One person's time in a layer. */
export interface Duty extends Interval {
  readonly userId: string
}

/** A window or a part of one, on the wall clock. */
interface Part extends Window {
  readonly userId: string
}

/**
 * Who has the layer within `frame`: in order, without overlap, touching times of one person made one. `zone` must cover the
 * frame. The cost depends on the turns and windows within the frame alone, never on the age of the layer.
 *
 * Everything is decided on the wall clock and only then turned into instants. A part begins at the first occurrence of its
 * time and ends at the last, or where the next part begins if that is earlier. So a hand-over is one instant, the first at
 * which the clock reaches its time: between two turns there is never a gap or an overlap. And a window that ends while the
 * clocks are set back ends late, with the person whose window it was.
 */
export function dutiesOf(layer: Layer, zone: Zone, frame: Interval): Duty[] {
  const duties: Duty[] = []
  for (const { userId, ...part } of partsOf(layer, reachOf(layer, zone, frame))) {
    const from = zone.first(part.from)
    const to = zone.last(part.to)
    if (from >= to) continue
    const last = duties.at(-1)
    const touches = last !== undefined && last.to >= from
    if (touches && last.userId === userId) {
      duties[duties.length - 1] = { userId, from: last.from, to }
      continue
    }
    if (touches) duties[duties.length - 1] = { ...last, to: from }
    duties.push({ userId, from, to })
  }
  return cutTo(duties, frame)
}

/** The wall-clock times that can lie within the frame, and within the life of the layer. */
function reachOf(layer: Layer, zone: Zone, frame: Interval): Window {
  const end = layer.end === undefined ? Infinity : wallOfDate(layer.end)
  return {
    from: Math.max(wallOfDate(layer.start), zone.wallAt(frame.from) - jumpMs),
    to: Math.min(end, zone.wallAt(frame.to) + jumpMs),
  }
}

function partsOf(layer: Layer, reach: Window): Part[] {
  const [onlyUser] = layer.userIds
  if (onlyUser === undefined) return []
  const weekly = weeklyWindows(layer.restrictions)
  const windows = windowsWithin(weekly, reach)
  if (!layer.rotation || layer.userIds.every((userId) => userId === onlyUser)) {
    return windows.map((window) => ({ ...window, userId: onlyUser }))
  }
  const turns = turnsOf(layer.rotation, wallOfDate(layer.start))
  const placeOf = placeOfTurn(turns, weekly, layer.rotation.skipExcluded)
  return windows.flatMap((window) => {
    const parts: Part[] = []
    for (let from = window.from; from < window.to;) {
      const turn = turnAt(turns, from)
      const to = Math.min(window.to, turnEnd(turns, turn))
      const userId = layer.userIds[placeOf(turn) % layer.userIds.length] ?? onlyUser
      parts.push({ from, to, userId })
      from = to
    }
    return parts
  })
}
