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

describe('an alert', () => {
  test('is created before the 202, pages, and its request is known at once', async () => {
    const told = await world.ask('POST', '/v2/alerts', {
      message: 'Disk of web-07 is full',
      alias: 'disk-web-07',
      priority: 'P1',
      description: '96 % used',
      entity: 'web-07',
      tags: ['disk', 'linux', 'disk'],
      details: { mount: '/var', used: 96 },
      note: 'Look at the logs first',
      user: 'Nagios',
    })
    expect(told.status).toBe(202)
    expect(told.body).toEqual({
      result: 'Request will be processed',
      took: expect.any(Number),
      requestId: expect.stringMatching(/^[0-9a-f]{8}-/),
    })
    const outcome = await world.ask('GET', `/v2/alerts/requests/${told.body.requestId}`)
    expect(outcome.body).toMatchObject({
      data: {
        success: true,
        isSuccess: true,
        action: 'Create',
        status: 'Created alert',
        alias: 'disk-web-07',
        alertId: expect.any(String),
      },
    })
    await world.settle()
    const page = world.pages.take('/alice')
    expect(page.body.alert).toMatchObject({ summary: 'Disk of web-07 is full', priority: 'high', source: 'opsgenie' })
    const { body } = await world.ask('GET', byAlias('disk-web-07'))
    expect(body).toMatchObject({
      data: {
        alias: 'disk-web-07',
        message: 'Disk of web-07 is full',
        status: 'open',
        acknowledged: false,
        tags: ['disk', 'linux'],
        count: 1,
        source: '127.0.0.1',
        priority: 'P1',
        entity: 'web-07',
        description: '96 % used',
        details: { mount: '/var', used: '96' },
        tinyId: expect.stringMatching(/^\d+$/),
      },
    })
    const notes = await world.ask('GET', byAlias('disk-web-07', '/notes'))
    expect(notes.body).toMatchObject({ data: [{ note: 'Look at the logs first', owner: 'Nagios' }] })
  })

  test('that is open under the alias is counted and keeps what it says', async () => {
    const again = { message: 'Other words', alias: 'disk-web-07', priority: 'P1' }
    expect(await world.outcomeOf('POST', '/v2/alerts', again)).toMatchObject({ success: true, action: 'Create' })
    const { body } = await world.ask('GET', byAlias('disk-web-07'))
    expect(body).toMatchObject({ data: { count: 2, message: 'Disk of web-07 is full', description: '96 % used' } })
  })

  test('is acknowledged, taken back, closed, and then no longer found by alias', async () => {
    const act = (verb: string) => world.outcomeOf('POST', byAlias('disk-web-07', `/${verb}`), { user: 'Ann' })
    expect(await act('acknowledge')).toMatchObject({ success: true, action: 'Acknowledge' })
    expect(await act('acknowledge')).toMatchObject({ success: false, status: 'Alert is already acknowledged' })
    const acknowledged = await world.ask('GET', byAlias('disk-web-07'))
    expect(acknowledged.body).toMatchObject({ data: { acknowledged: true, report: { ackTime: 0 } } })
    expect(await act('unacknowledge')).toMatchObject({ success: true, action: 'UnAcknowledge' })
    await world.settle()
    expect(world.pages.take('/bob').body.alert).toMatchObject({ summary: 'Disk of web-07 is full' })
    const closed = await act('close')
    expect(closed).toMatchObject({ success: true, action: 'Close', alias: 'disk-web-07' })
    expect(await act('close')).toMatchObject({
      success: false,
      isSuccess: false,
      status: 'There is no open alert with alias [disk-web-07]',
      alertId: '',
    })
    expect((await world.ask('GET', byAlias('disk-web-07'))).status).toBe(404)
    const byId = await world.ask('GET', `/v2/alerts/${closed.alertId}`)
    expect(byId.body).toMatchObject({ data: { status: 'closed', id: closed.alertId } })
    const { tinyId } = (byId.body as unknown as { data: { tinyId: string } }).data
    const byNumber = await world.outcomeOf('POST', `/v2/alerts/${tinyId}/close?identifierType=tiny`)
    expect(byNumber).toMatchObject({ success: false, status: 'Alert is already closed' })
    // After a close the same alias is a new alert.
    await world.outcomeOf('POST', '/v2/alerts', { message: 'Again', alias: 'disk-web-07' })
    const { body } = await world.ask('GET', byAlias('disk-web-07'))
    expect(body).toMatchObject({ data: { count: 1, message: 'Again' } })
    await world.outcomeOf('POST', byAlias('disk-web-07', '/close'))
  })

  test('without an alias never joins another', async () => {
    const first = await world.outcomeOf('POST', '/v2/alerts', { message: 'No alias', priority: 'P5' })
    const second = await world.outcomeOf('POST', '/v2/alerts', { message: 'No alias', priority: 'P5' })
    expect(first.alertId).not.toBe(second.alertId)
    expect(await world.outcomeOf('POST', `/v2/alerts/${first.alertId}/close?identifierType=alias`)).toMatchObject({
      success: true,
      alertId: first.alertId,
    })
  })

  test('that does not exist makes no error but a failed request', async () => {
    const nobody = '01890000-0000-7000-8000-000000000000'
    for (const id of [nobody, 'nonsense']) {
      const outcome = await world.outcomeOf('POST', `/v2/alerts/${id}/acknowledge`)
      expect(outcome).toMatchObject({
        success: false,
        action: 'Acknowledge',
        status: 'Alert does not exist',
        alias: '',
      })
    }
  })

  test('is changed as asked, and the timeline and the console show it', async () => {
    const { alertId } = await world.outcomeOf('POST', '/v2/alerts', {
      message: 'Old',
      alias: 'change me',
      priority: 'P5',
    })
    const at = (rest: string) => byAlias('change me', rest)
    const changes: [string, string, unknown, string][] = [
      ['PUT', at('/message'), { message: 'New' }, 'UpdateMessage'],
      ['PUT', at('/description'), { description: 'Longer' }, 'UpdateDescription'],
      ['POST', at('/tags'), { tags: ['a', 'b'] }, 'AddTags'],
      ['DELETE', `${at('/tags')}&tags=a`, undefined, 'RemoveTags'],
      ['POST', at('/details'), { details: { host: 'x', gone: 'y' } }, 'AddDetails'],
      ['DELETE', `${at('/details')}&keys=gone`, undefined, 'RemoveDetails'],
      ['POST', at('/notes'), { note: 'Written down', user: 'Ann' }, 'AddNote'],
      ['PUT', at('/priority'), { priority: 'P1' }, 'UpdatePriority'],
    ]
    for (const [method, path, body, action] of changes) {
      expect(await world.outcomeOf(method, path, body)).toMatchObject({ success: true, action, alertId })
    }
    const { body } = await world.ask('GET', at(''))
    expect(body).toMatchObject({
      data: { message: 'New', description: 'Longer', tags: ['b'], details: { host: 'x' }, priority: 'P1' },
    })
    const detail = await world.alice.get<{ fields: object; priority: string }>(`/alerts/${alertId}`)
    expect(detail.body).toMatchObject({
      summary: 'New',
      severity: 'critical',
      priority: 'high',
      fields: { description: 'Longer', tags: 'b', host: 'x' },
      tags: expect.arrayContaining(['priority:high', 'b']),
    })
    expect((await world.alice.get<{ items: object[] }>('/alerts?tag=a')).body.items).toEqual([])
    const logs = await world.ask('GET', at('/logs'))
    expect(JSON.stringify(logs.body)).toContain('Ann noted: Written down')
    await world.settle()
    expect(world.pages.take('/alice').body.alert).toMatchObject({ summary: 'New', priority: 'high' })
    // Deleting keeps the story.
    expect(await world.outcomeOf('DELETE', at(''))).toMatchObject({ success: true, action: 'Delete' })
    expect((await world.alice.get(`/alerts/${alertId}`)).status).toBe(200)
    world.mails.mails.splice(0)
  })

  test('is escalated along the policy that a responder names; one that nobody knows is said', async () => {
    const named = (name: string, alias: string) =>
      world.outcomeOf('POST', '/v2/alerts', { message: name, alias, responders: [{ type: 'team', name }] })
    const known = await named('night shift', 'r1')
    await world.settle()
    expect(world.pages.take('/bob').body.alert).toMatchObject({ id: known.alertId })
    const unknown = await named('Nobody Knows', 'r2')
    await world.settle()
    expect(world.pages.take('/alice').body.alert).toMatchObject({ id: unknown.alertId })
    const { body } = await world.alice.get<{ items: object[] }>(`/alerts/${unknown.alertId}/timeline`)
    expect(body.items).toContainEqual(
      expect.objectContaining({ kind: 'alert.respondersUnknown', data: { names: ['Nobody Knows'] } }),
    )
    for (const alias of ['r1', 'r2']) await world.ask('POST', byAlias(alias, '/close'))
  })

  test('that names no priority is P3 and pages like one of high priority', async () => {
    const { alertId } = await world.outcomeOf('POST', '/v2/alerts', { message: 'Unsaid', alias: 'unsaid' })
    const { body } = await world.alice.get(`/alerts/${alertId}`)
    expect(body).toMatchObject({ severity: 'unknown', priority: 'high' })
    expect((await world.ask('GET', byAlias('unsaid'))).body).toMatchObject({ data: { priority: 'P3' } })
    await world.ask('POST', byAlias('unsaid', '/close'))
  })
})

test('what is accepted and not carried out stands among the events with its reason', async () => {
  await world.outcomeOf('POST', '/v2/alerts', { message: 'Custom', alias: 'custom', priority: 'P5' })
  const outcome = await world.outcomeOf('POST', byAlias('custom', '/actions/reboot'), {})
  expect(outcome).toMatchObject({ success: false, action: 'ExecuteCustomAction' })
  const { body } = await world.alice.get<{ items: object[] }>('/sources/opsgenie/events?outcome=dropped')
  expect(body.items[0]).toMatchObject({
    reason: 'not_carried_out',
    detail: expect.stringContaining('ExecuteCustomAction'),
  })
})

test('what became of requests is forgotten after a day', async () => {
  const { body } = await world.ask('POST', '/v2/alerts', { message: 'Forget', alias: 'forget', priority: 'P5' })
  await world.ask('POST', byAlias('forget', '/close'))
  const status = () => world.ask('GET', `/v2/alerts/requests/${body.requestId}`)
  expect((await status()).status).toBe(200)
  world.clock.set(world.clock.now().add({ hours: 25 }))
  await world.settle()
  expect((await status()).status).toBe(404)
})
