import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPaging } from '../../testing/paging.ts'
import type { Paging } from '../../testing/paging.ts'
import type { Outcome } from '../channels/channel.ts'
import { recordOutcome } from '../actions/outcomes.ts'
import { cancelForAlerts } from '../index.ts'
import { claimDeliveries } from '../store/claims.ts'
import type { Claim } from '../types.ts'
import { createRecorder } from './record.ts'
import { sendClaimed } from './send.ts'

const start = Temporal.Instant.from('2026-01-05T02:00:00Z')
let paging: Paging
let calls: string[]
let url: string
/** Runs while the receiver of a webhook has not answered yet. */
let during: () => Promise<void>
let closeServer: () => Promise<void>

beforeAll(async () => {
  paging = await createPaging(start)
})
afterAll(() => paging.close())
beforeEach(async () => {
  calls = []
  during = async () => undefined
  const server = createServer((request, response) => {
    calls.push(String(request.headers['webhook-id']))
    void during().then(() => response.writeHead(204).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  closeServer = () => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  }
})
afterEach(async () => {
  await closeServer()
  await paging.clear()
})

async function pagedAlert(): Promise<string> {
  const [contact] = await paging.inHome(({ trx }) => trx.selectFrom('contacts').select('id').execute())
  if (!contact) await paging.addContact('alice', { key: 'hook', channel: 'webhook', address: url })
  const alertId = await paging.addAlert()
  await paging.page('alice', alertId, { attempts: 1 })
  return alertId
}

const claiming = () => ({
  orgId: paging.home,
  provider: 'webhook',
  simulated: false,
  channels: ['webhook'] as const,
  now: paging.clock.now(),
  leaseUntil: paging.clock.now().add({ seconds: 60 }),
  limit: 10,
})
const claim = () => paging.inHome(({ trx }) => claimDeliveries(trx, claiming()))
const provider = () => paging.parts.providers.find((one) => one.name === 'webhook')!
const sendNow = (one: Claim) => sendClaimed(paging.parts, provider(), one, { recorder: createRecorder(paging.parts) })
const acknowledge = (alertId: string) => paging.inHome((work) => cancelForAlerts(work, [alertId], 'acknowledged'))
const record = (one: Claim, outcome: Outcome) => paging.inHome((work) => recordOutcome(work, one, outcome))
const kinds = async (alertId: string) => (await paging.timeline(alertId)).map((entry) => entry.kind)

function gate() {
  let open!: () => void
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open, opened }
}

describe('an acknowledgement against a claim', () => {
  test('claimed, then acknowledged, then about to be sent: it is not sent', async () => {
    const alertId = await pagedAlert()
    const [claimed] = await claim()
    await acknowledge(alertId)
    await sendNow(claimed!)
    expect(calls).toEqual([])
    expect(await paging.messages(alertId)).toEqual(['hook1 cancelled'])
    expect((await paging.timeline(alertId)).at(-1)?.data).toMatchObject({ count: 1, sending: 1 })
  })

  test('acknowledged while the call is under way: the timeline tells that it was on its way', async () => {
    const alertId = await pagedAlert()
    during = () => acknowledge(alertId)
    await paging.run()
    expect(calls).toHaveLength(1)
    expect(await paging.messages(alertId)).toEqual(['hook1 sent'])
    expect((await paging.timeline(alertId)).at(-1)).toMatchObject({
      kind: 'delivery.sent',
      data: { alreadyOnItsWay: true },
    })
  })

  test('a failure that comes after the acknowledgement is not news, and nothing is tried again', async () => {
    const alertId = await pagedAlert()
    const [claimed] = await claim()
    await acknowledge(alertId)
    await record(claimed!, { kind: 'retry', reason: 'timeout', detail: '' })
    await record(claimed!, { kind: 'refused', reason: 'refused', detail: '' })
    expect(await paging.messages(alertId)).toEqual(['hook1 cancelled'])
    expect(await kinds(alertId)).toEqual(['page.created', 'delivery.cancelled'])
  })

  test('an acknowledgement waits for a claim that is being made, and then cancels it', async () => {
    const alertId = await pagedAlert()
    const [claimMade, mayCommit] = [gate(), gate()]
    const claiming_ = paging.inHome(async ({ trx }) => {
      const claims = await claimDeliveries(trx, claiming())
      claimMade.open()
      await mayCommit.opened
      return claims
    })
    await claimMade.opened
    const acknowledging = acknowledge(alertId)
    mayCommit.open()
    const [[claimed]] = await Promise.all([claiming_, acknowledging])
    await sendNow(claimed!)
    expect(calls).toEqual([])
    expect(await paging.messages(alertId)).toEqual(['hook1 cancelled'])
  })

  test('a claim passes over what is being acknowledged', async () => {
    const alertId = await pagedAlert()
    const [cancelled, mayCommit] = [gate(), gate()]
    const acknowledging = paging.inHome(async (work) => {
      await cancelForAlerts(work, [alertId], 'acknowledged')
      cancelled.open()
      await mayCommit.opened
    })
    await cancelled.opened
    expect(await claim()).toEqual([])
    mayCommit.open()
    await acknowledging
    expect(await claim()).toEqual([])
  })
})

describe('two workers', () => {
  test('one claims what the other holds: it gets nothing', async () => {
    await pagedAlert()
    const [claimMade, mayCommit] = [gate(), gate()]
    const first = paging.inHome(async ({ trx }) => {
      const claims = await claimDeliveries(trx, claiming())
      claimMade.open()
      await mayCommit.opened
      return claims
    })
    await claimMade.opened
    expect(await claim()).toEqual([])
    mayCommit.open()
    expect(await first).toHaveLength(1)
    expect(await claim()).toEqual([])
  })

  test('takes no more than it asked for, however many are due', async () => {
    for (let index = 0; index < 30; index += 1) await pagedAlert()
    expect(await claim()).toHaveLength(10)
  })

  test('one whose lease ran out finds that the delivery is another’s, and does not send', async () => {
    await pagedAlert()
    const [late] = await claim()
    paging.clock.set(start.add({ seconds: 61 }))
    const [taken] = await claim()
    expect(taken).toMatchObject({ id: late!.id, tries: 2 })
    await sendNow(late!)
    expect(calls).toEqual([])
  })

  test('the failure of the one whose lease ran out does not touch the claim of the other', async () => {
    const alertId = await pagedAlert()
    const [late] = await claim()
    paging.clock.set(start.add({ seconds: 61 }))
    await claim()
    await record(late!, { kind: 'refused', reason: 'refused', detail: '' })
    expect(await paging.messages(alertId)).toEqual(['hook1 sending'])
    await record(late!, { kind: 'sent' })
    expect(await paging.messages(alertId)).toEqual(['hook1 sent'])
  })

  test('both got through: it is told once', async () => {
    const alertId = await pagedAlert()
    const [late] = await claim()
    paging.clock.set(start.add({ seconds: 61 }))
    const [taken] = await claim()
    await record(late!, { kind: 'sent' })
    await record(taken!, { kind: 'sent' })
    expect(await kinds(alertId)).toEqual(['page.created', 'delivery.sent'])
  })
})

test('everything of everybody stops in one statement, also for many alerts at once', async () => {
  const alerts = [await pagedAlert(), await pagedAlert(), await pagedAlert()]
  await paging.addContact('bob', { key: 'hook', channel: 'webhook', address: url })
  for (const alertId of alerts) await paging.page('bob', alertId)
  const other = await pagedAlert()
  await claim()
  await paging.inHome((work) => cancelForAlerts(work, alerts, 'resolved'))
  for (const alertId of alerts) {
    expect((await paging.messages(alertId)).every((one) => one.endsWith('cancelled'))).toBe(true)
    expect((await paging.timeline(alertId)).at(-1)?.data).toMatchObject({ count: 4, reason: 'resolved' })
  }
  expect(await paging.messages(other)).not.toContain('hook1 cancelled')
})
