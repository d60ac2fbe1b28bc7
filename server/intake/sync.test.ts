import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { source } from '../../contract/config/source.ts'
import type { SourceConfig } from '../../contract/config/source.ts'
import type { z } from 'zod'
import { createIntakeBench } from '../testing/intake.ts'
import type { IntakeBench, IntakeNode } from '../testing/intake.ts'
import { checkSources, exportSources, syncSources } from './sync.ts'

let bench: IntakeBench
let node: IntakeNode
let orgId: string
beforeAll(async () => {
  bench = await createIntakeBench()
  node = await bench.node()
})
afterAll(() => bench.close())
beforeEach(async () => {
  orgId = node.kernel.ids.next(node.clock.now())
  await node.kernel.work.inOrganization(orgId, async ({ trx }) => {
    await trx
      .insertInto('organizations')
      .values({ id: orgId, key: `o-${orgId}`, name: 'o', language: 'en', webhookSecretSealed: '' })
      .execute()
    for (const key of ['default', 'other']) {
      await trx
        .insertInto('escalationPolicies')
        .values({
          orgId,
          key,
          name: key,
          steps: JSON.stringify([{ targets: [{ kind: 'user', id: orgId }], timeoutSeconds: 300 }]),
          repeatCount: 0,
          stepEnds: 'timeout',
          attempts: 1,
          repeatEverySeconds: 60,
        })
        .execute()
    }
    await trx.insertInto('customers').values({ orgId, key: 'acme', name: 'Acme' }).execute()
  })
})

const item = (given: z.input<typeof source>): SourceConfig => source.parse(given)
const apply = (...items: SourceConfig[]) =>
  node.kernel.work.inOrganization(orgId, (work) => syncSources(node.kernel, work, items))
const exported = () => node.kernel.work.inOrganization(orgId, ({ trx }) => exportSources(node.kernel, trx))

let count = 0
/** A key that no other test uses: keys are unique in the whole installation. */
const freshKey = () => `k${String((count += 1)).padStart(31, '0')}`
const plain = (key: string, integrationKey?: string) =>
  item({ key, type: 'webhook', escalationPolicy: 'default', ...(integrationKey !== undefined && { integrationKey }) })

describe('sources in a configuration file', () => {
  test('are created, and take events under their key', async () => {
    const integrationKey = freshKey()
    expect(await apply(plain('one', integrationKey))).toMatchObject([{ noun: 'sources', key: 'one', action: 'create' }])
    expect((await node.send(integrationKey, { summary: 'x' })).status).toBe(202)
  })

  test('applied twice change nothing, whatever they set', async () => {
    const full = item({
      key: 'full',
      name: 'Everything',
      type: 'webhook',
      escalationPolicy: 'default',
      customer: 'acme',
      integrationKey: freshKey(),
      enabled: false,
      priorities: { warning: 'high' },
      webhook: { fields: { summary: 'a.b', details: { z: 'z', a: 'a' } }, conditions: { resolve: 'body.up == true' } },
    })
    const odd = { ...plain('odd'), name: 'odd', priorities: {} }
    expect(await apply(full, odd)).toHaveLength(2)
    expect(await apply(full, odd)).toEqual([])
    expect(await exported()).toEqual([
      full,
      { ...plain('odd'), integrationKey: expect.stringMatching(/^[A-Za-z0-9]{32}$/) },
    ])
    expect(await apply(...(await exported()))).toEqual([])
  })

  test('keep their secret sealed, and take it away when the file no longer has it', async () => {
    const integrationKey = freshKey()
    const secret = 'nobody may read this'
    const sealed = { ...plain('sealed', integrationKey), secret }
    await apply(sealed)
    expect(await apply(sealed)).toEqual([])
    expect(await exported()).toEqual([sealed])
    const [row] = await bench.rows<{ text: string }>(
      `select sources::text as text from sources where org_id = '${orgId}' and key = 'sealed'`,
    )
    expect(row?.text).not.toContain(secret)
    expect((await node.send(integrationKey, { summary: 'x' })).status).toBe(401)
    const changed = { ...sealed, secret: 'quite another one' }
    expect(await apply(changed)).toMatchObject([{ action: 'update', fields: ['secret'] }])
    expect((await node.send(integrationKey, { summary: 'x' }, { headers: { 'x-pikett-secret': secret } })).status).toBe(
      401,
    )
    await apply(plain('sealed', integrationKey))
    expect((await node.send(integrationKey, { summary: 'x' })).status).toBe(202)
  })

  test('keep the key that was made for them when the file does not name one', async () => {
    await apply(plain('keyless'))
    const [made] = await exported()
    await apply({ ...plain('keyless'), enabled: false })
    expect((await exported())[0]).toEqual({ ...made, enabled: false })
  })

  test('are updated field by field, and take effect at once', async () => {
    const integrationKey = freshKey()
    await apply(plain('changing', integrationKey))
    expect((await node.send(integrationKey, { summary: 'x' })).status).toBe(202)
    const changes = await apply({ ...plain('changing', integrationKey), enabled: false, escalationPolicy: 'other' })
    expect(changes).toMatchObject([{ action: 'update', fields: ['enabled', 'escalationPolicy'] }])
    expect((await node.send(integrationKey, { summary: 'x' })).status).toBe(404)
  })

  test('may exchange their keys in one file', async () => {
    const [first, second] = [freshKey(), freshKey()]
    await apply(plain('a', first), plain('b', second))
    await apply(plain('a', second), plain('b', first))
    expect((await exported()).map((one) => one.integrationKey)).toEqual([second, first])
  })

  test('that are removed take nothing any more, and leave their key to others', async () => {
    const integrationKey = freshKey()
    await apply(plain('gone', integrationKey))
    expect(await apply()).toMatchObject([{ key: 'gone', action: 'remove' }])
    expect((await node.send(integrationKey, { summary: 'x' })).status).toBe(404)
    await apply(plain('gone', integrationKey))
    expect((await node.send(integrationKey, { summary: 'x' })).status).toBe(202)
  })

  test('cannot take the key of another organization', async () => {
    await expect(apply(plain('thief', bench.alice.keys.webhook))).rejects.toMatchObject({
      code: '23505',
      constraint: 'sources_integration_key_hash_key',
    })
    expect(await exported()).toEqual([])
  })

  test('leave alone what people made and Pikett’s own sources', async () => {
    await bench.rows(
      `insert into sources (org_id, key, name, type) values ('${orgId}', 'pikett-system', 'P', 'system')`,
    )
    await bench.rows(`insert into sources (org_id, key, name, type) values ('${orgId}', 'by-hand', 'H', 'webhook')`)
    expect(await apply()).toEqual([])
    expect((await exported()).map((one) => one.key)).toEqual(['by-hand'])
  })
})

describe('settings that cannot work', () => {
  test('are refused with their place, and nothing is changed', async () => {
    const broken = item({
      key: 'broken',
      type: 'webhook',
      escalationPolicy: 'default',
      webhook: { conditions: { trigger: 'body.state ==' }, fields: { summary: '{{#open}}' } },
    })
    const problems = checkSources([
      plain('fine'),
      broken,
      item({ ...plain('p'), type: 'pagerduty', webhook: {}, secret: '12345678' }),
      item({ ...plain('a'), type: 'azure', cloudwatch: { rawDelivery: true } }),
    ])
    expect(problems.map(({ path }) => path)).toEqual([
      'sources.1.webhook.fields.summary',
      'sources.1.webhook.conditions.trigger',
      'sources.2.webhook',
      'sources.2.secret',
      'sources.3.cloudwatch',
    ])
    await expect(apply(plain('fine'), broken)).rejects.toMatchObject({
      code: 'invalid_config',
      problems: expect.any(Array),
    })
    expect(await exported()).toEqual([])
  })

  test('such as names of what does not exist are refused in words', async () => {
    await expect(apply({ ...plain('x'), customer: 'nobody' })).rejects.toThrow('There is no customer "nobody"')
  })
})
