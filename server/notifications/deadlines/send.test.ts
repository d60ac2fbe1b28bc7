import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createPaging } from '../../testing/paging.ts'
import type { Paging } from '../../testing/paging.ts'
import { startWebhookSink } from '../../testing/webhook-sink.ts'
import type { WebhookSink } from '../../testing/webhook-sink.ts'
import { cancelForAlerts } from '../index.ts'
import { claimDeliveries } from '../store/claims.ts'
import type { Claim } from '../types.ts'
import { createRecorder } from './record.ts'
import { sendClaimed } from './send.ts'

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

const provider = () => paging.parts.providers.find((one) => one.name === 'webhook')!

/** An alert with one message that is claimed and not yet sent. */
async function claimed(): Promise<{ alertId: string; mine: Claim }> {
  const alertId = await paging.addAlert()
  await paging.page('alice', alertId, { attempts: 1 })
  const what = { orgId: paging.home, provider: 'webhook', simulated: false, channels: ['webhook'] as const, limit: 1 }
  const leaseUntil = start.add({ seconds: 60 })
  const [mine] = await paging.inHome(({ trx }) => claimDeliveries(trx, { ...what, now: start, leaseUntil }))
  return { alertId, mine: mine! }
}

describe('what was seen before the call', () => {
  /** A node on which time passes between the end of the look and the call, so often, and something happens meanwhile. */
  const slowNode = (times: number, meanwhile: () => Promise<void>) => {
    const { kernel } = paging.parts
    const passed = vi.spyOn(performance, 'now')
    let elapsedMs = 0
    passed.mockImplementation(() => elapsedMs)
    let left = times
    const inOrganization: typeof kernel.work.inOrganization = async (orgId, act) => {
      const result = await kernel.work.inOrganization(orgId, act)
      left -= 1
      if (left >= 0) {
        elapsedMs += 5_000
        await meanwhile()
      }
      return result
    }
    return {
      parts: { ...paging.parts, kernel: { ...kernel, work: { inOrganization } } },
      end: () => passed.mockRestore(),
    }
  }

  test('is looked at again when it is old by then: an acknowledgement that came meanwhile counts', async () => {
    const { alertId, mine } = await claimed()
    const slow = slowNode(1, () => paging.inHome((work) => cancelForAlerts(work, [alertId], 'acknowledged')))
    await sendClaimed(slow.parts, provider(), mine, { recorder: createRecorder(slow.parts) })
    slow.end()
    expect(sink.pages).toEqual([])
  })

  test('and where every look takes so long, the page goes out all the same', async () => {
    const { mine } = await claimed()
    const slow = slowNode(3, async () => undefined)
    await sendClaimed(slow.parts, provider(), mine, { recorder: createRecorder(slow.parts) })
    slow.end()
    expect(sink.take('/alice').headers['webhook-id']).toBe(mine.id)
  })
})

test('an outcome that cannot be recorded while the database is away is recorded when it is back', async () => {
  const { alertId, mine } = await claimed()
  let refusals = 2
  const { kernel } = paging.parts
  const inOrganization: typeof kernel.work.inOrganization = async (orgId, act) => {
    if (sink.pages.length > 0 && (refusals -= 1) >= 0) throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })
    return kernel.work.inOrganization(orgId, act)
  }
  const parts = { ...paging.parts, kernel: { ...kernel, work: { inOrganization } } }
  const recorder = createRecorder(parts)
  const { unrecorded } = recorder
  const sent = sendClaimed(parts, provider(), mine, { recorder })
  await expect.poll(() => unrecorded.size).toBe(1)
  await sent
  expect(unrecorded.size).toBe(0)
  expect(await paging.messages(alertId)).toEqual(['hook1 sent'])
  sink.take('/alice')
})
