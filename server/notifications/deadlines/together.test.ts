import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPaging } from '../../testing/paging.ts'
import type { Paging } from '../../testing/paging.ts'
import { startWebhookSink } from '../../testing/webhook-sink.ts'
import type { WebhookSink } from '../../testing/webhook-sink.ts'
import { sendTest } from '../actions/verification.ts'
import { cancelForAlerts } from '../index.ts'
import { claimDeliveries } from '../store/claims.ts'
import type { Claim } from '../types.ts'
import { deliveryLoop } from './deliveries.ts'
import { lookAt } from './look.ts'
import { createRecorder } from './record.ts'

/** What is done for several messages at once: they are looked at together, and recorded together. */
const start = Temporal.Instant.from('2026-01-05T02:00:00Z')
let paging: Paging
let sink: WebhookSink
beforeAll(async () => {
  paging = await createPaging(start)
})
afterAll(() => paging.close())
beforeEach(async () => {
  sink = await startWebhookSink()
  await paging.addContact('alice', { key: 'hook', channel: 'webhook', address: `${sink.url}/alice` })
})
afterEach(async () => {
  await sink.close()
  await paging.clear()
})

async function pagedAlerts(count: number): Promise<string[]> {
  const alertIds: string[] = []
  for (let number = 0; number < count; number += 1) {
    const alertId = await paging.addAlert()
    await paging.page('alice', alertId, { attempts: 1 })
    alertIds.push(alertId)
  }
  return alertIds
}

/** Claims everything that is due, in the order in which it was planned. */
async function claim(): Promise<Claim[]> {
  const what = { orgId: paging.home, provider: 'webhook', simulated: false, channels: ['webhook'] as const, limit: 50 }
  const leaseUntil = start.add({ seconds: 60 })
  const claims = await paging.inHome(({ trx }) => claimDeliveries(trx, { ...what, now: start, leaseUntil }))
  return claims.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

const acknowledge = (...alertIds: string[]) => paging.inHome((work) => cancelForAlerts(work, alertIds, 'acknowledged'))
const lastEntry = async (alertId: string) => (await paging.timeline(alertId)).at(-1)

describe('a look at several messages', () => {
  test('stops each that was acknowledged since the claim, and no other', async () => {
    const [one, two, three] = await pagedAlerts(3)
    const claims = await claim()
    await acknowledge(one!, three!)
    const seen = await paging.inHome((work) => lookAt(paging.parts, work, claims))
    expect(claims.map(({ id }) => seen.get(id)!.found === undefined)).toEqual([true, false, true])
    expect(await paging.messages(two!)).toEqual(['hook1 sending'])
  })

  test('leaves to another node what that has taken over meanwhile', async () => {
    await pagedAlerts(2)
    const [mine, other] = await claim()
    const seen = await paging.inHome((work) => lookAt(paging.parts, work, [{ ...mine!, tries: 0 }, other!]))
    expect(seen.get(mine!.id)!.found).toBeUndefined()
    expect(seen.get(other!.id)!.found).toMatchObject({ deliveryId: other!.id })
  })

  test('belongs to the claim: an acknowledgement that comes in between waits, and then knows what is on its way', async () => {
    const [alertId] = await pagedAlerts(1)
    let acknowledging: Promise<void> | undefined
    const ports: typeof paging.parts.ports = {
      ...paging.parts.ports,
      async factsOfAlerts(...of) {
        acknowledging ??= acknowledge(alertId!)
        await paging.untilWaiting('%with doomed')
        return paging.parts.ports.factsOfAlerts(...of)
      },
    }
    await deliveryLoop({ ...paging.parts, ports }, { awaitSends: true }).run(start)
    await acknowledging
    sink.take('/alice')
    const told = await paging.timeline(alertId!)
    expect(told.find(({ kind }) => kind === 'delivery.cancelled')?.data).toMatchObject({ count: 1, sending: 1 })
    expect(told.find(({ kind }) => kind === 'delivery.sent')?.data).toMatchObject({ alreadyOnItsWay: true })
  })

  test('a message that cannot be made fails alone', async () => {
    await paging.inHome(async (work) => {
      await sendTest(work, paging.kernel.secrets, { userId: paging.userId('alice'), contactKey: 'hook' })
      await work.trx.updateTable('deliveries').set({ contentSealed: 'nobody sealed this' }).execute()
    })
    const [alertId] = await pagedAlerts(1)
    await paging.loop.run(start)
    sink.take('/alice')
    expect(await paging.messages(alertId!)).toEqual(['hook1 sent'])
    const broken = await paging.inHome(({ trx }) =>
      trx.selectFrom('deliveries').select(['status', 'reason']).where('kind', '=', 'test').executeTakeFirst(),
    )
    expect(broken).toEqual({ status: 'planned', reason: 'internal' })
  })
})

/** A recorder, and how often it has asked for a transaction. */
function recording() {
  const { kernel } = paging.parts
  const asked = { transactions: 0 }
  const inOrganization: typeof kernel.work.inOrganization = (orgId, act) => {
    asked.transactions += 1
    return kernel.work.inOrganization(orgId, act)
  }
  const recorder = createRecorder({ ...paging.parts, kernel: { ...kernel, work: { inOrganization } } })
  return { asked, recorder }
}

describe('the record of several messages', () => {
  test('is one transaction for all that come in together; those that come while it is under way are the next', async () => {
    const alertIds = await pagedAlerts(5)
    const claims = await claim()
    const { asked, recorder } = recording()
    const sent = (one: Claim) => recorder.record(one, { kind: 'sent' })
    const first = claims.slice(0, 3).map(sent)
    await expect.poll(() => asked.transactions).toBe(1)
    await Promise.all([...first, ...claims.slice(3).map(sent)])
    expect(asked.transactions).toBe(2)
    for (const alertId of alertIds) {
      expect(await paging.messages(alertId)).toEqual(['hook1 sent'])
      expect(await lastEntry(alertId)).toMatchObject({ kind: 'delivery.sent', data: { contact: 'hook', attempt: 1 } })
    }
  })

  test('one poisoned outcome does not hold up the others', async () => {
    const alertIds = await pagedAlerts(3)
    const claims = await claim()
    const { recorder } = recording()
    const poison = { kind: 'sent' as const, providerMessageId: 'no text of PostgreSQL holds \u0000' }
    await Promise.all(claims.map((one, index) => recorder.record(one, index === 1 ? poison : { kind: 'sent' })))
    const states = await Promise.all(alertIds.map((alertId) => paging.messages(alertId)))
    // The lease of the poisoned one runs out, and it is sent again under its id.
    expect(states.flat()).toEqual(['hook1 sent', 'hook1 sending', 'hook1 sent'])
  })

  test('tells of each what is true for it: an acknowledgement that was too late, a receipt, a failure', async () => {
    const alertIds = await pagedAlerts(4)
    const claims = await claim()
    await acknowledge(alertIds[0]!)
    const { recorder } = recording()
    await Promise.all([
      recorder.record(claims[0]!, { kind: 'sent' }),
      recorder.record(claims[1]!, { kind: 'sent', receipt: 'delivered', providerMessageId: 'abc' }),
      recorder.record(claims[2]!, { kind: 'refused', reason: 'refused', detail: 'no' }),
      recorder.record(claims[3]!, { kind: 'sent' }),
      // Another sender of the same message, whose lease had run out.
      recorder.record({ ...claims[3]!, tries: 2 }, { kind: 'sent' }),
    ])
    const last = await Promise.all(alertIds.map(lastEntry))
    expect(last[0]).toMatchObject({ kind: 'delivery.sent', data: { alreadyOnItsWay: true } })
    expect(last[1]).toMatchObject({ kind: 'delivery.delivered' })
    expect((await paging.timeline(alertIds[2]!)).map(({ kind }) => kind)).toContain('delivery.failed')
    expect(last[3]?.data).not.toHaveProperty('alreadyOnItsWay')
    expect((await paging.timeline(alertIds[3]!)).map(({ kind }) => kind)).toEqual(['page.created', 'delivery.sent'])
  })
})
