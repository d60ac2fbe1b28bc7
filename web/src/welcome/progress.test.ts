import { describe, expect, test } from 'vitest'
import type { Alert, Contact, Device, Source } from '../api/types.ts'
import { answeredAlert, doneSteps, nextStep, ownSource, type Known } from './progress.ts'

const nothing: Known = { contacts: [], devices: [], schedules: [], policies: [], sources: [], alerts: [], answered: [] }
const contact = (rest: Partial<Contact> = {}) =>
  ({ key: 'mail', channel: 'email', address: 'a@x', verified: true, disabledExplanation: null, ...rest }) as Contact
const source = (key: string, rest: Partial<Source> = {}) =>
  ({ key, builtIn: false, lastEventAt: null, ...rest }) as Source
const acknowledgedBy = (key: string | null) => ({ acknowledgedBy: key && { key, name: key } }) as Alert

describe('the first ten minutes', () => {
  test('of an empty installation begin with who one is', () => {
    const done = doneSteps(nothing, 'ann')
    expect(Object.values(done)).toEqual([false, false, false, false, false])
    expect(nextStep(done)).toBe('who')
  })

  test('count a contact only when it is verified and works', () => {
    const who = (contacts: Contact[]) => doneSteps({ ...nothing, contacts }, 'ann').who
    expect(who([contact({ verified: false })])).toBe(false)
    expect(who([contact({ disabledExplanation: 'gone' })])).toBe(false)
    expect(who([contact()])).toBe(true)
  })

  test('take a device for a way, also before an address is verified', () => {
    const devices = [{ disabledExplanation: null } as Device]
    expect(doneSteps({ ...nothing, devices }, 'ann')).toMatchObject({ who: false, way: true })
  })

  test('want a schedule and a policy, and a first event that came from outside', () => {
    const policies = [{ key: 'default' }] as Known['policies']
    expect(doneSteps({ ...nothing, policies }, 'ann').oncall).toBe(false)
    const sources = [source('manual', { builtIn: true, lastEventAt: '2026-01-01T00:00:00Z' }), source('first')]
    expect(doneSteps({ ...nothing, sources }, 'ann').source).toBe(false)
    expect(ownSource(sources)?.key).toBe('first')
  })

  test('end only when the newcomer has acknowledged an alert, not when a colleague has', () => {
    const answered = [acknowledgedBy(null), acknowledgedBy('bob')]
    expect(answeredAlert(answered, 'ann')).toBeUndefined()
    expect(doneSteps({ ...nothing, answered }, 'ann').page).toBe(false)
    expect(doneSteps({ ...nothing, answered: [...answered, acknowledgedBy('ann')] }, 'ann').page).toBe(true)
  })
})
