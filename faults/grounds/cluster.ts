import type { ChildProcess } from 'node:child_process'
import { createConnection } from 'node:net'
import { chownSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { accountFor } from '../../server/kernel/postgres/account.ts'
import { isAlive, processesIn, signal } from '../../server/kernel/postgres/processes.ts'
import { createWay } from '../../server/testing/cable.ts'
import type { CableState } from '../../server/testing/cable.ts'
import { ask, post } from '../ask.ts'
import { untilSo } from '../moment.ts'
import { freePort } from '../ports.ts'
import { path, pythonPath } from '../programs.ts'
import { sharedSecrets } from './external.ts'
import type { Ground } from './ground.ts'
import { passwords, settingsOf } from './patroni.ts'

type Account = Awaited<ReturnType<typeof accountFor>>
type Way = Awaited<ReturnType<typeof createWay>>

/** One server with its guard: every way to it and from it to the others' opinion can be cut. */
interface Member {
  name: string
  folder: string
  /** To PostgreSQL, to Patroni's own interface, and from Patroni to etcd. */
  ways: { database: Way; guard: Way; etcd: Way }
  guardUrl: string
  process?: ChildProcess
}

/** A failover takes Patroni's time to live (20 s) and what a busy machine adds to it. */
const settledWithinMs = 120_000

/** Two PostgreSQL servers with a synchronous standby, guarded by Patroni, which keeps its opinion in etcd. */
export async function clusterGround(folder: string): Promise<Ground> {
  const account = await accountFor(path('postgresql'), folder)
  const etcd = await startEtcd(folder, account)
  const members = await Promise.all(['one', 'two'].map((name) => createMember(folder, name, etcd.port, account)))
  const start = (member: Member) => startPatroni(member, account)
  const settled = () => isSettled(members)
  const close = async () => {
    members.forEach(kill)
    etcd.process.kill('SIGKILL')
    for (const { ways } of members) for (const way of Object.values(ways)) way.close()
    await untilSo(() => members.every((one) => processesIn(dataOf(one)).length === 0), { withinMs: 10_000 })
  }
  members.forEach(start)
  try {
    await settled()
    await createDatabase(await leader(members))
  } catch (error) {
    await close()
    throw error
  }
  const hosts = members.map(({ ways }) => `127.0.0.1:${ways.database.port}`).join(',')
  const url = `postgres://pikett:${passwords.pikett}@${hosts}/pikett?target_session_attrs=read-write`
  return {
    dataDirOf: (index) => join(folder, `node${index + 1}`),
    envOf: () => ({ PIKETT_DATABASE_URL: url, ...sharedSecrets }),
    database: {
      stop: () => Promise.reject(new Error('this database is never stopped as a whole')),
      // The machine with the server that takes writes is gone, its guard with it.
      kill: async () => kill(await leader(members)),
      async start() {
        for (const member of members) if (!isAlive(member.process?.pid ?? 0)) start(member)
        await settled()
      },
      switchOver: () => switchOver(members),
      isolate: (state) => isolate(members, state),
      setCable: () => {
        throw new Error('nodes have no way of their own to this database')
      },
    },
    close,
  }
}

const dataOf = (member: Member) => join(member.folder, 'data')

function give(folder: string, { owner }: Account): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (owner) chownSync(folder, owner.uid, owner.gid)
}

async function startEtcd(folder: string, account: Account): Promise<{ port: number; process: ChildProcess }> {
  const [port, peerPort, data] = [await freePort(), await freePort(), join(folder, 'etcd')]
  give(data, account)
  const [client, peer] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${peerPort}`]
  const args = [`--data-dir=${data}/data`, `--listen-client-urls=${client}`, `--advertise-client-urls=${client}`]
  const peers = [`--listen-peer-urls=${peer}`, `--initial-advertise-peer-urls=${peer}`]
  const words = [...args, ...peers, `--initial-cluster=default=${peer}`]
  const process = account.start(path('etcd'), words, { endsWithUs: true, stdio: 'ignore' })
  await untilSo(async () => (await ask(`${client}/health`)).fate === 'accepted', { withinMs: 30_000 })
  return { port, process }
}

async function createMember(folder: string, name: string, etcdPort: number, account: Account): Promise<Member> {
  const [databasePort, guardPort] = [await freePort(), await freePort()]
  const to = (port: number) => () => createConnection({ host: '127.0.0.1', port })
  const ways = {
    database: await createWay(to(databasePort)),
    guard: await createWay(to(guardPort)),
    etcd: await createWay(to(etcdPort)),
  }
  const own = join(folder, name)
  give(own, account)
  const bin = dirname(realpathSync(path('postgresql')))
  const settings = settingsOf({ name, folder: own, bin, ways, databasePort, guardPort })
  writeFileSync(join(own, 'patroni.yml'), JSON.stringify(settings, null, 1), { mode: 0o644 })
  // We look past the cable: what we ask is not what is tested.
  return { name, folder: own, ways, guardUrl: `http://127.0.0.1:${guardPort}` }
}

function startPatroni(member: Member, account: Account): void {
  const words = [`PYTHONPATH=${pythonPath()}`, `LC_ALL=C.UTF-8`, '/usr/bin/python3', path('patroni')]
  const args = [...words, join(member.folder, 'patroni.yml')]
  member.process = account.start('/usr/bin/env', args, { endsWithUs: true, stdio: 'ignore' })
}

function kill(member: Member): void {
  const pid = member.process?.pid
  if (pid !== undefined && isAlive(pid)) signal(pid, 'SIGKILL')
  for (const one of processesIn(dataOf(member))) signal(one, 'SIGKILL')
}

interface Seen {
  role: string
  state: string
}

/** What its guard says of a server; undefined when it says nothing. */
async function look({ guardUrl }: Member): Promise<Seen | undefined> {
  const { text } = await ask(`${guardUrl}/patroni`)
  try {
    return JSON.parse(text) as Seen
  } catch {
    return undefined
  }
}

const takesWrites = (seen: Seen | undefined) => seen?.state === 'running' && ['master', 'primary'].includes(seen.role)

async function leader(members: readonly Member[]): Promise<Member> {
  let found: Member | undefined
  const isFound = async () => {
    for (const member of members) if (takesWrites(await look(member))) found = member
    return found !== undefined
  }
  if (!(await untilSo(isFound, { withinMs: settledWithinMs, everyMs: 500 }))) throw new Error('no server takes writes')
  return found!
}

/** One server takes writes, the other one confirms each of them. */
async function isSettled(members: readonly Member[]): Promise<void> {
  const isSo = async () => {
    for (const { guardUrl } of members) {
      if ((await ask(`${guardUrl}/sync`)).fate === 'accepted') return true
    }
    return false
  }
  const within = { withinMs: settledWithinMs, everyMs: 500 }
  if (!(await untilSo(isSo, within))) throw new Error('the cluster has no synchronous standby')
}

async function switchOver(members: readonly Member[]): Promise<void> {
  await isSettled(members)
  const from = await leader(members)
  const to = members.find((member) => member !== from)!
  const asked = await post(`${from.guardUrl}/switchover`, { leader: from.name, candidate: to.name })
  if (asked.fate !== 'accepted') throw new Error(`no switchover: ${asked.said} ${asked.text}`)
  const isDone = async () => takesWrites(await look(to))
  if (!(await untilSo(isDone, { withinMs: settledWithinMs, everyMs: 500 }))) throw new Error('no switchover came')
}

/** `silent`: resolves when the other server takes writes. `open`: when both work together again. */
async function isolate(members: readonly Member[], state: CableState): Promise<void> {
  if (state === 'open') {
    for (const { ways } of members) for (const way of Object.values(ways)) way.set('open')
    await pause(1_000)
    return isSettled(members)
  }
  await isSettled(members)
  const from = await leader(members)
  const to = members.find((member) => member !== from)!
  for (const way of Object.values(from.ways)) way.set(state)
  const isDone = async () => takesWrites(await look(to))
  if (!(await untilSo(isDone, { withinMs: settledWithinMs, everyMs: 500 }))) throw new Error('nobody took over')
}

async function createDatabase({ ways }: Member): Promise<void> {
  const base = `postgres://postgres:${passwords.postgres}@127.0.0.1:${ways.database.port}`
  const client = new pg.Client({ connectionString: `${base}/postgres` })
  await client.connect()
  await client.query(`create role pikett login createrole password '${passwords.pikett}'`)
  await client.query('create database pikett owner pikett')
  await client.end()
}
