import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpsgenieWorld } from '../testing/opsgenie.ts'
import { createOpsgenieWorld } from '../testing/opsgenie.ts'

let world: OpsgenieWorld
beforeAll(async () => {
  world = await createOpsgenieWorld()
})
afterAll(async () => {
  world?.pages.pages.splice(0)
  world?.mails.mails.splice(0)
  await world?.close()
})

const byAlias = (alias: string, rest = '') => `/v2/alerts/${encodeURIComponent(alias)}${rest}?identifierType=alias`

describe('an alert is given to others', () => {
  const until = '2026-01-06T00:00:00Z'
  const bob = { username: 'bob@example.test' }
  const named: [string, object, string, object][] = [
    ['snooze', { endTime: until }, 'Snooze', { snoozed: true, snoozedUntil: '2026-01-06T00:00:00.000Z' }],
    ['assign', { owner: bob }, 'Assign', { acknowledged: false }],
    ['teams', { team: { name: 'NetOps' } }, 'AddTeam', { snoozed: false }],
    ['responders', { responder: { type: 'user', ...bob } }, 'AddResponder', { snoozed: false }],
    ['escalate', { escalation: { name: 'Night Shift' } }, 'EscalateToNext', { snoozed: false }],
  ]

  test.each(named)('%s is carried out, and one that names nobody is refused', async (verb, body, action, shown) => {
    const { alertId } = await world.outcomeOf('POST', '/v2/alerts', { message: 'Given', alias: verb, priority: 'P1' })
    await world.settle()
    expect(world.pages.take('/alice').body.alert).toMatchObject({ id: alertId })
    const outcome = await world.outcomeOf('POST', byAlias(verb, `/${verb}`), body)
    expect(outcome).toMatchObject({ success: true, action, alias: verb })
    expect((await world.ask('GET', byAlias(verb))).body).toMatchObject({ data: shown })
    await world.settle()
    if (verb !== 'snooze') expect(world.pages.take('/bob').body.alert).toMatchObject({ id: alertId })
    expect((await world.ask('POST', byAlias(verb, `/${verb}`), {})).status).toBe(422)
    await world.ask('POST', byAlias(verb, '/close'))
    const late = await world.outcomeOf('POST', `/v2/alerts/${alertId}/${verb}`, body)
    expect(late).toMatchObject({ success: false, action })
  })

  test('to somebody who is not there, or is on it already: the request says so, and nothing is done', async () => {
    await world.outcomeOf('POST', '/v2/alerts', { message: 'Given', alias: 'given', priority: 'P1' })
    await world.settle()
    world.pages.take('/alice')
    const ask = (verb: string, body: object) => world.outcomeOf('POST', byAlias('given', `/${verb}`), body)
    const failed = { success: false, status: expect.stringContaining('nothing was done') }
    expect(await ask('assign', { owner: { username: 'gone@example.test' } })).toMatchObject(failed)
    expect(await ask('teams', { team: { name: 'Gone' } })).toMatchObject(failed)
    expect(await ask('escalate', { escalation: { name: 'Gone' } })).toMatchObject(failed)
    const alice = { responder: { type: 'user', username: 'alice@example.test' } }
    expect(await ask('responders', alice)).toMatchObject(failed)
    await world.settle()
    await world.ask('POST', byAlias('given', '/close'))
  })

  test('escalate: along its own policy the next step begins', async () => {
    const { alertId } = await world.outcomeOf('POST', '/v2/alerts', { message: 'Up', alias: 'up', priority: 'P1' })
    await world.settle()
    expect(world.pages.take('/alice').body.alert).toMatchObject({ id: alertId })
    const outcome = await world.outcomeOf('POST', byAlias('up', '/escalate'), { escalation: { name: 'default' } })
    expect(outcome).toMatchObject({ success: true, action: 'EscalateToNext' })
    await world.settle()
    expect(world.pages.take('/bob').body.alert).toMatchObject({ id: alertId })
    await world.ask('POST', byAlias('up', '/close'))
  })
})
