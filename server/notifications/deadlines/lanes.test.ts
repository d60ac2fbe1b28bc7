import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deliveryLoop } from './deliveries.ts'
import { createPaging } from '../../testing/paging.ts'
import type { Paging } from '../../testing/paging.ts'
import { startWebhookSink } from '../../testing/webhook-sink.ts'
import type { WebhookSink } from '../../testing/webhook-sink.ts'

const start = Temporal.Instant.from('2026-01-05T02:00:00Z')
let paging: Paging
let sink: WebhookSink
beforeAll(async () => {
  paging = await createPaging(start)
})
afterAll(() => paging.close())
beforeEach(async () => {
  sink = await startWebhookSink()
})
afterEach(async () => {
  await sink.close()
  await paging.clear()
})

const hook = (person: string, key = 'hook', path = person) =>
  paging.addContact(person, { key, channel: 'webhook', address: `${sink.url}/${path}` })

const kinds = async (alertId: string) => (await paging.timeline(alertId)).map((entry) => entry.kind)

describe('a hanging mail server', () => {
  test('delays no webhook, fills its own lane only, and leaves nothing unrecorded at the end', async () => {
    const sockets: Socket[] = []
    const silent = createServer((socket) => void sockets.push(socket.on('error', () => undefined)))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const smtp = { host: '127.0.0.1', port: (silent.address() as AddressInfo).port, security: 'none', from: 'a@b.test' }
    await paging.setOrganization({ smtpSealed: paging.kernel.secrets.seal('provider', JSON.stringify(smtp)) })
    for (let number = 1; number <= 12; number += 1) {
      await paging.addContact('bob', { key: `mail${number}-`, channel: 'email', address: `bob${number}@example.test` })
    }
    await hook('alice')
    const mailed = await paging.addAlert()
    await paging.page('bob', mailed, { attempts: 1 })
    const alertId = await paging.addAlert()
    await paging.page('alice', alertId, { attempts: 1 })
    const loop = deliveryLoop(paging.parts)
    expect(await loop.run(paging.clock.now())).toBe(11)
    await expect.poll(() => sink.pages.length).toBe(1)
    expect(await loop.run(paging.clock.now())).toBe(0)
    // Two mails wait for a place: the loop must not spin for them, only the leases are ahead.
    expect(await loop.nextAt()).toEqual(start.add({ seconds: 60 }))
    await expect.poll(() => sockets.length).toBe(10)
    for (const socket of sockets) socket.destroy()
    await loop.settle()
    const states = await paging.messages(mailed)
    expect(states).toHaveLength(12)
    expect(states.every((state) => state.endsWith(' planned'))).toBe(true)
    expect(await kinds(mailed)).toContain('delivery.retry')
    await new Promise<void>((resolve) => silent.close(() => resolve()))
  })
})

describe('a hanging webhook', () => {
  test('delays no other destination of the organization, however much waits for it', async () => {
    await hook('alice', 'hook', 'hangs')
    await hook('bob')
    for (let number = 0; number < 70; number += 1) {
      await paging.page('alice', await paging.addAlert(), { attempts: 1 })
    }
    const alertId = await paging.addAlert()
    await paging.page('bob', alertId, { attempts: 1 })
    sink.answer('/hangs', 'hang')
    const loop = deliveryLoop(paging.parts)
    expect(await loop.run(paging.clock.now())).toBe(8 + 1)
    await expect.poll(() => sink.pages.map((page) => page.path)).toEqual(['/bob'])
    expect(await loop.run(paging.clock.now())).toBe(0)
    // 62 pages wait for the destination: the loop must not spin for them.
    expect(await loop.nextAt()).toEqual(start.add({ seconds: 60 }))
    sink.answer('/hangs', { status: 204 })
    await sink.close()
    await loop.settle()
  })
})
