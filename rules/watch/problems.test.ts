import { expect, test } from 'vitest'
import type { Finding } from './findings.ts'
import type { Problem } from './problems.ts'
import { judgeProblems } from './problems.ts'

const start = Temporal.Instant.from('2026-01-05T02:00:00Z')
const overdue: Finding = { key: 'overdue', kind: 'overdue', values: {} }

/** Plays looks of 15 seconds; `x` finds it overdue, `.` does not. Returns when it was raised and resolved. */
function play(looks: string): string[] {
  let problems: Problem[] = []
  const told: string[] = []
  for (const [index, sign] of looks.split('').entries()) {
    const judged = judgeProblems(problems, sign === 'x' ? [overdue] : [], start.add({ seconds: 15 * index }))
    problems = judged.problems
    if (judged.raise.length > 0) told.push(`raise ${index}`)
    if (judged.resolve.length > 0) told.push(`resolve ${index}`)
  }
  return told
}

test('one look raises nothing, two in a row do, and it is told once however long it lasts', () => {
  expect(play('x.x.x.')).toEqual([])
  expect(play('.xxxxxxxx')).toEqual(['raise 2'])
})

test('it is over after five minutes without it, and what comes back meanwhile begins the wait anew', () => {
  expect(play(`xx${'.'.repeat(20)}`)).toEqual(['raise 1'])
  expect(play(`xx${'.'.repeat(21)}`)).toEqual(['raise 1', 'resolve 22'])
  expect(play(`xx${'.'.repeat(19)}x${'.'.repeat(21)}`)).toEqual(['raise 1', 'resolve 42'])
})

test('after its end it must be found twice again', () => {
  expect(play(`xx${'.'.repeat(21)}x.xx`)).toEqual(['raise 1', 'resolve 22', 'raise 26'])
})
