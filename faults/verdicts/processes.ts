import type { History, Stop, Verdict } from '../history.ts'

/** Every start became ready by itself, however the one before it ended. */
export function everyStartRecovers({ starts }: History): Verdict {
  const findings = starts
    .filter((start) => start.readyAt === undefined && !start.killed)
    .map((start) => `a start did not become ready: ${start.said ?? 'it said nothing'}`)
  const ready = starts.flatMap((start) => (start.readyAt === undefined ? [] : [start.readyAt - start.at]))
  const slowest = Math.round(Math.max(0, ...ready) / 100) / 10
  return {
    name: 'every start recovers by itself',
    findings,
    evidence: `${ready.length} of ${starts.length} starts ready, the slowest after ${slowest} s`,
  }
}

/** What is in flight gets 25 s, the database then writes its last checkpoint; twice that is a process that hangs. */
export const stopWithinMs = 50_000

/** A stop that was asked for ends in time with 0; one because the database was lost ends by itself, and says so with 1. */
export function stopsAreOrderly({ stops }: History): Verdict {
  const findings = stops.flatMap((stop) => {
    const problem = problemOf(stop)
    return problem === undefined ? [] : [`a stop (${stop.because}) ${problem}; it said: ${stop.said}`]
  })
  const asked = stops.filter((stop) => stop.because === 'asked').length
  return { name: 'stops are orderly', findings, evidence: `${asked} asked for, ${stops.length - asked} by itself` }
}

function problemOf({ askedAt, endedAt, because, exitCode }: Stop): string | undefined {
  const expected = because === 'asked' ? 0 : 1
  if (endedAt === undefined) return 'did not end by itself'
  if (endedAt - askedAt > stopWithinMs) return `took ${Math.round(endedAt - askedAt)} ms`
  return exitCode === expected ? undefined : `ended with ${exitCode}, not ${expected}`
}

/** Nothing ends it but a kill or a stop. */
export function itRunsUntilItIsStopped({ crashes, starts }: History): Verdict {
  const findings = crashes.map((said) => `it ended by itself: ${said}`)
  return { name: 'it runs until it is killed or stopped', findings, evidence: `${starts.length} starts` }
}

/** Two servers on one directory would destroy it. */
export function neverTwoDatabases({ sightings, starts }: History): Verdict {
  const findings = sightings.map(({ servers, strangers }) => {
    const beside = strangers.length > 0 ? ` beside processes of an earlier one (${strangers.join(', ')})` : ''
    return `database servers ${servers.join(', ')} worked on one directory${beside}`
  })
  return { name: 'never two databases on one directory', findings, evidence: `${starts.length} starts` }
}

/** After the last stop nothing runs and nothing is locked. */
export function nothingIsLeftBehind({ leftovers }: History): Verdict {
  return { name: 'nothing is left behind', findings: leftovers, evidence: 'after the last stop' }
}

/** What could not be looked at to the end proves nothing. */
export function theRunCameToItsEnd({ brokenOff }: History): Verdict {
  return { name: 'the run came to its end', findings: brokenOff, evidence: 'all steps' }
}
