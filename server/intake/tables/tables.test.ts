import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AlertDetail } from '../../../contract/alerts.ts'
import type { EventRule } from '../../../contract/config/event-rule.ts'
import type { LookupTableView } from '../../../contract/event-rules.ts'
import { keys, tokens } from '../../testing/people.ts'
import type { ConfigInput } from '../../testing/people.ts'
import { withSecondNode } from '../../testing/second-node.ts'
import type { World } from '../../testing/world.ts'
import { createWorld } from '../../testing/world.ts'

const rules: EventRule[] = [
  {
    name: 'cmdb',
    then: { lookup: { table: 'hosts', key: 'fields.host', set: { customer: 'customer', fields: { site: 'site' } } } },
  },
  { name: 'gone', if: 'fields.host in lookup.hosts && lookup.hosts[fields.host].site == "none"', then: { drop: true } },
]

let world: World
beforeEach(async () => {
  world = await createWorld({
    change: (config): ConfigInput => ({
      ...config,
      customers: [...config.customers!, { key: 'beta', name: 'Beta AG' }],
      lookupTables: [{ key: 'hosts', csv: 'host;customer;site\ndb-1;beta;Bern\nold-1;acme;none\n' }],
      sources: config.sources!.map((source) => (source.key === 'anything' ? { ...source, rules } : source)),
    }),
  })
})
afterEach(() => world.close())

const put = (csv: string | Uint8Array, token = tokens.alice, path = 'hosts') =>
  fetch(`${world.app.url()}/api/v1/lookup-tables/${path}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
    body: typeof csv === 'string' ? csv : Buffer.from(csv),
  })
const detail = async (number: number) => (await world.alice.get<AlertDetail>(`/alerts/${number}`)).body
async function sent(host: string, dedupKey = host): Promise<void> {
  await world.send({ summary: `${host} is down`, dedupKey, host })
  world.pages.pages.splice(0)
}

describe('a look-up table', () => {
  test('gives an alert its customer and fields from the start, and CEL sees it too', async () => {
    await sent('DB-1')
    expect(await detail(1)).toMatchObject({ customer: 'beta', fields: { site: 'Bern' } })
    await world.send({ summary: 'old', host: 'old-1' })
    await sent('unknown')
    expect(await detail(2)).toMatchObject({ customer: 'acme', summary: 'unknown is down' })
  })

  test('that is written anew counts at once, on every node', async () => {
    await sent('db-1')
    await withSecondNode(world, async (second) => {
      const post = (dedupKey: string) =>
        fetch(`${second.url()}/in/${keys.anything}`, {
          method: 'POST',
          body: JSON.stringify({ summary: 'down', dedupKey, host: 'db-1' }),
        })
      await post('before')
      expect((await put('host,customer,site\ndb-1,acme,Genf\n')).status).toBe(200)
      await sent('db-1', 'here')
      // NOTIFY takes a moment to the other node.
      await expect
        .poll(async () => {
          await post(`there-${performance.now()}`)
          const { items } = (await world.alice.get<{ items: { number: number }[] }>('/alerts')).body
          return (await detail(items[0]!.number)).fields.site
        })
        .toBe('Genf')
    })
    await world.settle()
    world.pages.pages.splice(0)
    expect((await detail(2)).customer).toBe('beta')
    expect((await detail(3)).customer).toBe('acme')
  })

  test('is written, listed, read and removed by the API; mistakes have lines and change nothing', async () => {
    const made = await put('name,owner\nx,ops\n', tokens.alice, 'racks?keyColumn=owner')
    expect(await made.json()).toMatchObject({ key: 'racks', keyColumn: 'owner', columns: ['name', 'owner'], rows: 1 })
    const { items } = (await world.alice.get<{ items: LookupTableView[] }>('/lookup-tables')).body
    expect(items.map(({ key, rows, managed }) => [key, rows, managed])).toEqual([
      ['hosts', 2, true],
      ['racks', 1, false],
    ])
    expect((await world.alice.get<string>('/lookup-tables/racks/csv')).body).toBe('name,owner\nx,ops\n')
    const wrong = await put('name,owner\nx\ny,z,1\n', tokens.alice, 'racks')
    expect(wrong.status).toBe(422)
    const problems = ((await wrong.json()) as { problems: { message: string }[] }).problems
    expect(problems.map((one) => one.message)).toEqual([
      'line 2: 1 cells, but there are 2 columns',
      'line 3: 3 cells, but there are 2 columns',
    ])
    const latin = await put(Buffer.from('host\na\nb\xe4r\n', 'latin1'), tokens.alice, 'racks')
    expect(((await latin.json()) as { detail: string }).detail).toContain('line 3: this is not UTF-8')
    expect((await world.alice.get<LookupTableView>('/lookup-tables/racks')).body.rows).toBe(1)
    expect((await world.alice.send('DELETE', '/lookup-tables/racks')).status).toBe(204)
    expect((await world.alice.get('/lookup-tables/racks')).status).toBe(404)
  })

  test('that rules use is not removed', async () => {
    const answer = await world.alice.send<{ detail: string }>('DELETE', '/lookup-tables/hosts')
    expect(answer).toMatchObject({
      status: 409,
      body: { detail: 'The event rules of the source "anything" still use this table.' },
    })
  })

  test('is read by those who may read the set-up, written by those who may change it, and Charlie sees nothing', async () => {
    expect((await world.bob.get('/lookup-tables')).status).toBe(403)
    expect((await world.sam.get('/lookup-tables/hosts/csv')).status).toBe(403)
    expect((await put('host\nx\n', tokens.bob)).status).toBe(403)
    expect((await world.bob.send('DELETE', '/lookup-tables/hosts')).status).toBe(403)
    expect((await world.charlie.get<{ items: unknown[] }>('/lookup-tables')).body.items).toEqual([])
    expect((await world.charlie.get('/lookup-tables/hosts/csv')).status).toBe(404)
    expect((await put('host\ncharlie\n', tokens.charlie)).status).toBe(200)
    expect((await world.alice.get<LookupTableView>('/lookup-tables/hosts')).body.rows).toBe(2)
  })
})

describe('as configuration', () => {
  test('an export changes nothing when it is applied, and writes rules and tables back', async () => {
    const { body } = await world.alice.get<string>('/config')
    expect(body).toContain('host;customer;site')
    expect(body).toContain('name: cmdb')
    const response = await fetch(`${world.app.url()}/api/v1/config`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.alice}`, 'content-type': 'text/yaml' },
      body,
    })
    const answer = (await response.json()) as { changes: { noun: string }[] }
    expect(answer.changes.filter(({ noun }) => noun === 'lookupTables' || noun === 'sources')).toEqual([])
  })

  test('mistakes in rules and tables are told with their place, and change nothing', async () => {
    const source = { key: 'anything', type: 'webhook', escalationPolicy: 'default' }
    const bad = async (file: object) =>
      (await world.alice.post<{ problems: { path: string; message: string }[] }>('/config', file)).body.problems.map(
        ({ path, message }) => `${path}: ${message}`,
      )
    expect(await bad({ lookupTables: [{ key: 'hosts', csv: 'a;b\nx\n' }] })).toEqual([
      'lookupTables.0.csv: line 2 of the table: 1 cells, but there are 2 columns',
    ])
    expect(
      await bad({
        sources: [{ ...source, rules: [{ name: 'x', then: { customer: 'nobody', lookup: rules[0]!.then.lookup } }] }],
      }),
    ).toEqual([expect.stringMatching(/^sources\.0\.rules\.0\.then\.customer: There is no customer "nobody"/)])
    expect(await bad({ lookupTables: [] })).toEqual([
      expect.stringContaining('still names the look-up table "hosts", which this file would remove'),
    ])
    expect(
      (await bad({ sources: [{ ...source, rules: [{ name: 'x', if: 'host', then: { drop: true } }] }] }))[0],
    ).toMatch(/^sources\.0\.rules\.0\.if: there is nothing called "host" here/)
  })
})
