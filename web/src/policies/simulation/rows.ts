import type { SimulationEntryView } from '../../../../contract/simulations.ts'

/** What happens at one moment of a simulation; messages to one person on several contacts stand together. */
export interface Moment {
  offsetSeconds: number
  entries: SimulationEntryView[]
}

/** A run by its moments, in order. */
export function momentsOf(entries: readonly SimulationEntryView[]): Moment[] {
  const found: Moment[] = []
  for (const entry of entries) {
    const last = found.at(-1)
    if (last?.offsetSeconds === entry.offsetSeconds) last.entries.push(entry)
    else found.push({ offsetSeconds: entry.offsetSeconds, entries: [entry] })
  }
  return found
}

/** The moments that are shown at first: a policy that repeats for a day would fill the page. */
export function shortened(moments: readonly Moment[], atMost: number): { shown: Moment[]; hidden: number } {
  if (moments.length <= atMost + 1) return { shown: [...moments], hidden: 0 }
  // The end says how it goes out, so it stays.
  return { shown: [...moments.slice(0, atMost), moments.at(-1)!], hidden: moments.length - atMost - 1 }
}
