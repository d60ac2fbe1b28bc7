import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOutbound } from '../kernel/outbound/index.ts'
import type { Outbound } from '../kernel/outbound/index.ts'
import { hashToken } from '../kernel/secrets.ts'
import { createCertificate } from '../testing/certificate.ts'
import { createIntakeBench } from '../testing/intake.ts'
import type { IntakeBench, IntakeNode } from '../testing/intake.ts'
import { signedBySns } from '../testing/sns.ts'

/** Amazon: hands out the certificate and confirms subscriptions. */
const start = Temporal.Instant.from('2026-01-05T02:00:00Z')
const certificate = createCertificate(start.subtract({ hours: 1 }), start.add({ hours: 24 }))
const asked: string[] = []
const key = 's'.repeat(32)

let amazon: Server
let bench: IntakeBench
let node: IntakeNode
beforeAll(async () => {
  amazon = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end(request.url?.endsWith('.pem') ? certificate.pem : '<ConfirmSubscriptionResponse/>')
  })
  await new Promise<void>((resolve) => amazon.listen(0, '127.0.0.1', resolve))
  bench = await createIntakeBench()
  node = await bench.node({}, undefined, { outbound: toLocal((amazon.address() as AddressInfo).port) })
  await node.kernel.work.inOrganization(bench.alice.orgId, async ({ trx }) => {
    const integrationKeySealed = node.kernel.secrets.seal('integration-key', key)
    await trx
      .insertInto('sources')
      .values({
        orgId: bench.alice.orgId,
        key: 'aws',
        name: 'AWS',
        type: 'cloudwatch',
        integrationKeyHash: hashToken(key),
        integrationKeySealed,
      })
      .execute()
  })
})
afterAll(async () => {
  await bench.close()
  await new Promise((resolve) => amazon.close(resolve))
})

/** Requests to Amazon arrive at the local server; everything else about them is real. */
function toLocal(port: number): Outbound {
  const real = createOutbound(['127.0.0.1'])
  const local = (url: string) =>
    url.replace(/^https:\/\/sns\.eu-central-1\.amazonaws\.com\//, `http://127.0.0.1:${port}/`)
  return { ...real, request: (request) => real.request({ ...request, url: local(request.url) }) }
}

const message = (name: string, over: object = {}) => ({
  ...(JSON.parse(
    readFileSync(join(import.meta.dirname, `adapters/cloudwatch/fixtures/${name}.json`), 'utf8'),
  ) as object),
  Timestamp: start.toString(),
  ...over,
})

const post = async (body: object) => {
  const response = await node.send(key, body, { headers: { 'content-type': 'text/plain; charset=UTF-8' } })
  await node.intake.collector.drain()
  return response.status
}

const events = async () =>
  (await node.api(bench.alice.orgId, 'GET', '/sources/aws/events')).body.items as Record<string, unknown>[]

test('a topic is connected, its alarm opens an alert, and OK closes it', async () => {
  expect(await post(signedBySns(message('subscription'), certificate))).toBe(202)
  expect(await post(signedBySns(message('alarm'), certificate, '2'))).toBe(202)
  expect(await post(signedBySns(message('ok'), certificate))).toBe(202)
  expect((await events()).map(({ outcome }) => outcome)).toEqual(['resolved', 'created', 'change'])
  expect(asked.map((url) => url.replace(/Token=.*/, ''))).toEqual([
    expect.stringMatching(/\.pem$/),
    expect.stringContaining('/?Action=ConfirmSubscription'),
  ])
})

test('the alarm that comes again after its end, because its answer got lost, opens nothing', async () => {
  expect(await post(signedBySns(message('alarm'), certificate, '2'))).toBe(200)
  const [again] = await events()
  expect(again).toMatchObject({ outcome: 'rejected', reason: 'already_received' })
})

test('what is forged is refused, and stands in the feed with its reason and without the address of the subscription', async () => {
  const forged = { ...signedBySns(message('alarm', { MessageId: 'new' }), certificate), Subject: 'changed' }
  expect(await post(forged)).toBe(401)
  const [refused] = await events()
  expect(refused).toMatchObject({ outcome: 'rejected', reason: 'wrong_signature', alertId: null })
  expect(JSON.stringify(refused)).toContain('HighCPU')
  expect(JSON.stringify(refused)).not.toContain('Action=Unsubscribe')
})

test('what is not signed at all is refused with what to do about it', async () => {
  expect(await post(message('raw'))).toBe(400)
  expect((await events())[0]).toMatchObject({
    reason: 'unsigned',
    detail: expect.stringContaining('raw message delivery'),
  })
})

test('nobody of another organization sees any of it', async () => {
  expect((await node.api(bench.charlie.orgId, 'GET', '/sources/aws/events')).status).toBe(404)
})

test('a node without a way to Amazon asks to come again: its guard lets nothing inside be asked', async () => {
  const cut = await bench.node({}, undefined, {
    outbound: createOutbound([], async () => [{ address: '10.0.0.1', family: 4 }]),
  })
  const response = await cut.send(key, signedBySns(message('alarm', { MessageId: 'later' }), certificate))
  expect(response.status).toBe(503)
  await cut.intake.collector.drain()
  const refused = (await events()).find(({ reason }) => reason === 'certificate_unavailable')
  expect(refused?.detail).toContain('10.0.0.1')
})
