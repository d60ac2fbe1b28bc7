import { expect, test } from 'vitest'
import type { Alert } from '../api/types.ts'
import { upcomingOf } from './upcoming.ts'

const alert = (number: number, at: string | null, status: Alert['status'] = 'triggered') =>
  ({ number, status, nextStep: at === null ? null : { at, kind: 'step', names: ['Bob'] } }) as Alert

test('what comes soonest is first, what has nothing ahead or is over is left out', () => {
  const alerts = [
    alert(1, '2026-11-22T03:09:00Z'),
    alert(2, null),
    alert(3, '2026-11-22T03:08:00Z'),
    alert(4, '2026-11-22T03:07:00Z', 'resolved'),
  ]
  expect(upcomingOf(alerts, 5).map((one) => one.alert.number)).toEqual([3, 1])
  expect(upcomingOf(alerts, 1).map((one) => one.alert.number)).toEqual([3])
})
