import { expect, test } from 'vitest'
import { acknowledged, alert, asked, at, entry, guilty, planned, page, rowsOf, told } from './hand-made.ts'
import type { Asked } from './story.ts'

// What the verdicts find in histories in which a job reports.

const key = 'default/heartbeat:backup'
const verdict = 'silence is told, and nothing else'
const reported = (step: number, over: Partial<Asked> = {}) =>
  asked({ what: 'ping', via: 'ping', key, begun: at(step), ended: at(step + 1), ...over })

/** An alert of the job, and that of the usual problem. */
const rowsWith = (createdMs: number, resolvedMs: number | null = null) =>
  rowsOf({
    alerts: [
      alert(),
      alert({ id: 'a2', key, createdMs, resolvedMs, status: resolvedMs === null ? 'triggered' : 'resolved' }),
    ],
    pages: [
      ...rowsOf().pages,
      ...['ann', 'bob'].map((user, step) =>
        planned({ id: `q${step}`, alertId: 'a2', step, user, createdMs: createdMs + step * 60_000 }),
      ),
    ],
    entries: [
      ...rowsOf().entries,
      ...['alert.triggered', 'page.created', 'page.created', ...(resolvedMs === null ? [] : ['alert.resolved'])].map(
        (kind) => ({ ...entry(kind), alertId: 'a2' }),
      ),
    ],
  })

const story = (...said: Asked[]) =>
  told({
    asked: [asked(), ...said],
    pages: [page(), page({ ...at(5_000), looked: at(4_999), deliveryId: 'd9', alertIds: ['a2'] })],
  })

test('a job that is silent and of which no alert tells is found', () => {
  expect(guilty(story(reported(10)), rowsWith(91_000))).toEqual([])
  expect(guilty(told({ asked: [asked(), reported(10)] }))).toEqual([verdict])
})

test('an alert about a job that has just reported is found, unless it said that it failed', () => {
  const early = rowsWith(90_000)
  expect(guilty(story(reported(10)), early)).toContain(verdict)
  const failed = reported(899, { what: 'fail', ended: at(901) })
  expect(guilty(story(reported(10), failed), early)).toEqual([])
})

test('an alert that stays open although the job has reported is found', () => {
  const again = [reported(10), reported(1_000)]
  expect(guilty(story(...again), rowsWith(91_000))).toContain(verdict)
  expect(guilty(story(...again, reported(2_000, { what: 'fail' })), rowsWith(91_000, 100_050))).toEqual([])
})

test('an alert of a job that is resolved although nobody did and nothing was reported is found', () => {
  expect(guilty(story(), rowsWith(91_000, 100_050))).toEqual(['nothing is answered by nobody'])
  const byPerson = acknowledged({ what: 'resolve', alertId: 'a2', begun: at(5_100), ended: at(5_101) })
  expect(guilty(story(byPerson), rowsWith(91_000, 100_050))).toEqual([])
})
