import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OpenAlert } from './decide.ts'
import { answerTo } from './decide.ts'

const start = Temporal.Instant.from('2026-03-02T08:00:00Z')
const after = (seconds: number) => start.add({ seconds })

const alert: OpenAlert = {
  number: 7,
  status: 'triggered',
  source: 'zabbix-klinik',
  dedupKey: 'pacs-import',
  createdAt: start,
  acknowledgedAt: null,
  acknowledgedBy: null,
  told: [
    { person: 'emil', channel: 'sms', at: after(1) },
    { person: 'emil', channel: 'voice', at: after(30) },
  ],
}

/** The first second of twenty minutes at which somebody answers. */
function firstAnswer(one: OpenAlert, seed: string) {
  for (let second = 0; second <= 1_200; second += 1) {
    const answer = answerTo(one, 'ann', seed, after(second))
    if (answer) return { second, ...answer }
  }
  return undefined
}

describe('a simulated colleague', () => {
  test('answers after a while, on a phone that was told, or sleeps through it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.integer({ min: 1, max: 999 }), (seed, number) => {
        const answer = firstAnswer({ ...alert, number }, seed)
        if (!answer) return
        expect(answer).toMatchObject({ person: 'emil', number, action: 'acknowledge' })
        expect(answer.second).toBeGreaterThanOrEqual(20)
        expect(answer.second).toBeLessThanOrEqual(120)
      }),
    )
    const seeds = Array.from({ length: 300 }, (_, index) => `seed ${index}`)
    const answers = seeds.map((seed) => firstAnswer(alert, seed)?.via ?? 'asleep')
    for (const kind of ['sms', 'voice', 'asleep'])
      expect(answers.filter((one) => one === kind).length).toBeGreaterThan(15)
  })

  test('picks up only while it rings, and otherwise answers the SMS', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), (seed) => {
        expect(answerTo(alert, 'ann', seed, after(600))?.via ?? 'sms').toBe('sms')
        const called = { ...alert, told: [{ person: 'emil', channel: 'voice', at: after(1) }] }
        expect(answerTo(called, 'ann', seed, after(600))).toBeUndefined()
      }),
    )
  })

  test('does not read mails, and is not woken by what is answered', () => {
    const mailed = { ...alert, told: [{ person: 'emil', channel: 'email', at: after(1) }] }
    for (const seed of ['a', 'b', 'c', 'd', 'e']) {
      expect(firstAnswer(mailed, seed)).toBeUndefined()
      const taken = { ...alert, status: 'acknowledged' as const, acknowledgedAt: after(5), acknowledgedBy: 'ann' }
      expect(firstAnswer(taken, seed)).toBeUndefined()
    }
  })

  test('leaves the visitor’s alert alone for ten minutes, also when its escalation has reached the colleague', () => {
    const visitors = { ...alert, told: [{ person: 'ann', channel: 'sms', at: start }, ...alert.told] }
    const seconds = Array.from({ length: 100 }, (_, index) => firstAnswer(visitors, `seed ${index}`)?.second ?? 600)
    expect(Math.min(...seconds)).toBe(600)
    const alone = { ...alert, told: [{ person: 'ann', channel: 'sms', at: start }] }
    expect(firstAnswer(alone, 'seed')).toBeUndefined()
  })

  test('says of a failed job that it is done, some minutes after having taken it', () => {
    const taken = { ...alert, source: 'jobs', status: 'acknowledged' as const, acknowledgedAt: after(60) }
    const answer = firstAnswer({ ...taken, acknowledgedBy: 'emil' }, 'seed')
    expect(answer).toMatchObject({ person: 'emil', action: 'resolve', via: 'sms' })
    expect(answer!.second).toBeGreaterThanOrEqual(60 + 150)
    expect(firstAnswer({ ...taken, acknowledgedBy: 'ann' }, 'seed')).toBeUndefined()
    expect(firstAnswer({ ...taken, acknowledgedBy: 'emil', dedupKey: 'heartbeat:tills' }, 'seed')).toBeUndefined()
    expect(firstAnswer({ ...taken, acknowledgedBy: 'emil', source: 'zabbix-klinik' }, 'seed')).toBeUndefined()
  })
})
