import pg from 'pg'
import { createOrganization } from '../../server/identity/index.ts'
import { hashToken } from '../../server/kernel/secrets.ts'
import { createChance } from '../chance.ts'
import { createGate } from './gate.ts'
import type { Gate } from './gate.ts'
import { createSharedApi, startNode } from './node.ts'
import { createSink } from './sink.ts'
import { kindNames, policySettings, sourceSettings } from './problems.ts'
import type { KindName } from './problems.ts'
import { takeOverTime } from './time.ts'
import type { FakeTime } from './time.ts'

/** A Monday in Berlin; every history begins at this moment. */
export const beginMs = Temporal.Instant.from('2026-01-05T10:00:00Z').epochMilliseconds

export interface Organization {
  key: string
  token: string
  /** Who is paged, in this order. */
  chain: readonly string[]
}

/** Two of them with the same names of problems: nothing of one reaches the other. */
export const organizations: readonly [Organization, Organization] = [
  {
    key: 'default',
    token: `pk_${'a'.repeat(32)}`,
    chain: ['ann', 'bob'],
  },
  {
    key: 'other',
    token: `pk_${'b'.repeat(32)}`,
    chain: ['cyd', 'dan'],
  },
]

/** After how long the next one of a chain is paged. */
export const stepSeconds = 60

/** A database in which every history finds the same organization and nothing else. */
export interface Ground {
  databaseUrl: string
  gate: Gate
  time: FakeTime
  admin: pg.Client
  /** The routes of every node. */
  api: ReturnType<typeof createSharedApi>
  /** As it was at the beginning. */
  reset(): Promise<void>
  close(): Promise<void>
}

const person = (key: string) => ({
  key,
  name: `${key} Beispiel`,
  email: `${key}@example.test`,
  role: 'responder',
  contacts: [{ key: 'hook', channel: 'webhook', address: `http://127.0.0.1:9/${key}`, verified: true }],
  notificationRules: { high: [{ contact: 'hook', after: '0s' }], low: [{ contact: 'hook', after: '0s' }] },
})

/** Of one of the sources of an organization. */
export const integrationKeyOf = (organization: Organization, kind: KindName): string =>
  `r${organizations.indexOf(organization)}${kindNames.indexOf(kind)}`.padEnd(32, '0')

/** Where the job of an organization reports. */
export const pingKeyOf = (organization: Organization): string =>
  `5f5a9b0a-1111-4222-8333-00000000000${organizations.indexOf(organization)}`

const setUpOf = (organization: Organization) => ({
  organization: {
    name: 'Nordlicht',
    timezone: 'Europe/Berlin',
    language: 'de',
    fallback: organization.chain[0],
  },
  apiKeys: [{ key: 'ops', token: organization.token, role: 'owner' }],
  users: organization.chain.map(person),
  escalationPolicies: kindNames.map((key) => ({
    key,
    steps: organization.chain.map((user) => ({ targets: [`user:${user}`], timeout: `${stepSeconds}s` })),
    attempts: 1,
    ...policySettings[key],
  })),
  sources: kindNames.map((key) => ({
    key,
    type: 'webhook',
    escalationPolicy: key,
    integrationKey: integrationKeyOf(organization, key),
    ...sourceSettings[key],
  })),
  heartbeats: [{ key: 'backup', source: 'anything', pingKey: pingKeyOf(organization), every: '60s', grace: '30s' }],
})

/** The database is migrated, and nobody else uses it. */
export async function prepareGround(databaseUrl: string): Promise<Ground> {
  const time = takeOverTime()
  time.begin(beginMs, createChance(1))
  const gate = await createGate(databaseUrl, () => time.nowMs())
  const admin = new pg.Client({ connectionString: databaseUrl })
  await admin.connect()
  gate.open = true
  const sink = createSink(() => {})
  const api = createSharedApi({ databaseUrl, clock: time.clock, gate, sink })
  const node = startNode({ name: 'first', databaseUrl, clock: time.clock, gate, sink, api })
  const local = await giveLocalToken(admin)
  for (const organization of organizations) {
    const { key } = organization
    await createOrganization(node.kernel, { key, name: 'N', timezone: 'Europe/Berlin', language: 'de' })
    const answer = await node.ask('/api/v1/config', setUpOf(organization), { token: local, organization: key })
    if (answer.status !== 200) throw new Error(`the simulation's configuration was refused: ${answer.text}`)
  }
  await keepReset(admin, await keepSnapshot(admin))
  gate.open = false
  return {
    databaseUrl,
    gate,
    time,
    admin,
    api,
    reset: async () => void (await admin.query('select snapshot.reset()')),
    async close() {
      await gate.close()
      await admin.end()
      time.restore()
    },
  }
}

/** The token of whoever owns the machine: with it the first configuration is applied. */
async function giveLocalToken(admin: pg.Client): Promise<string> {
  const local = `pk_${'l'.repeat(40)}`
  const values = ['local_token:simulation', hashToken(local).toString('hex')]
  await admin.query('insert into installation (name, value) values ($1, $2)', values)
  return local
}

/** Keeps what the configuration made; returns the tables of organizations, and which of them had rows. */
async function keepSnapshot(admin: pg.Client): Promise<{ filled: string[]; empty: string[] }> {
  // Invitations and what they sent are no part of a history.
  await admin.query(`delete from deliveries; delete from invitations; update api_keys set last_used_at = null;
    create schema snapshot`)
  const { rows } = await admin.query<{ name: string }>(`select distinct relname as name from pg_class
    join pg_attribute on attrelid = pg_class.oid and attname = 'org_id' and not attisdropped
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`)
  const [filled, empty]: [string[], string[]] = [['organizations'], []]
  for (const { name } of rows) {
    const { rowCount } = await admin.query(`select from ${name} limit 1`)
    ;(rowCount === 0 ? empty : filled).push(name)
  }
  for (const name of filled) await admin.query(`create table snapshot.${name} as select * from public.${name}`)
  return { filled, empty }
}

/** A function, so that its plans are kept: most of its statements have nothing to do. */
async function keepReset(admin: pg.Client, { filled, empty }: { filled: string[]; empty: string[] }): Promise<void> {
  const statements = [
    ...[...empty, ...filled].map((name) => `delete from public.${name};`),
    ...filled.map((name) => `insert into public.${name} select * from snapshot.${name};`),
  ]
  await admin.query(`create function snapshot.reset() returns void language plpgsql
    set session_replication_role = replica as $$ begin ${statements.join('\n')} end $$`)
}
