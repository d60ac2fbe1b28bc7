import type { PersonReadiness, Readiness, SetupProblems } from '../../contract/readiness.ts'
import { channels } from '../../contract/config/person.ts'
import type { Channel } from '../../contract/config/person.ts'
import { gaps } from '../../rules/oncall/index.ts'
import type { SetupFacts } from '../../rules/readiness/setup.ts'
import { setupProblems } from '../../rules/readiness/setup.ts'
import { policyCovers } from '../escalation/index.ts'
import type { PolicyCover } from '../escalation/index.ts'
import { findOrganization } from '../identity/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Caller } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { currentSchedules } from '../oncall/index.ts'
import type { LoadedSchedule } from '../oncall/index.ts'
import { pagedPeople, scheduleKeys } from './paged.ts'
import { presentPerson, presentSetupProblem } from './present.ts'
import * as store from './store.ts'

/** Gaps are looked for so far ahead. */
const aheadDays = 14

/** Of each kind of problem so many are told; how many there are is told as well. */
const mostOfAKind = 20

/** Which channels leave the house. */
export type RealChannels = (work: Work) => Promise<ReadonlySet<Channel>>

/** Everybody who may be paged, and what stands between them and a page that arrives; those who are not ready first. */
export async function showReadiness(kernel: Kernel, { orgId, language }: Caller, user?: string): Promise<Readiness> {
  return kernel.work.inOrganization(orgId, async (work) => {
    const covers = await policyCovers(work.trx, work.now)
    const all = await readyPeople(kernel, work, language, covers, await currentSchedules(work), user)
    const people = user === undefined ? all : all.filter((one) => one.user.key === user)
    const items = people.toSorted((a, b) => Number(a.ready) - Number(b.ready))
    return { items, ready: items.filter(({ ready }) => ready).length, total: items.length }
  })
}

async function readyPeople(
  kernel: Kernel,
  work: Work,
  language: Caller['language'],
  covers: readonly PolicyCover[],
  schedules: readonly LoadedSchedule[],
  besides?: string,
) {
  const reasons = await pagedPeople(work, covers, schedules)
  const added = besides === undefined ? [] : (await store.listIdsByKey(work.trx, [besides])).values()
  const rows = await store.listPeople(work.trx, [...new Set([...reasons.keys(), ...added])])
  const with_ = { now: work.now, words: kernel.i18n.in(language) }
  return rows.map((row) => presentPerson(row, reasons.get(row.id) ?? [], with_))
}

/** What would hurt at the next alert, as far as it can be computed from what is set up. */
export async function showSetupProblems(
  kernel: Kernel,
  { orgId, language }: Caller,
  realChannels: RealChannels,
): Promise<SetupProblems> {
  return kernel.work.inOrganization(orgId, async (work) => {
    const organization = await findOrganization(work.trx)
    const covers = await policyCovers(work.trx, work.now)
    const schedules = await currentSchedules(work)
    const people = await readyPeople(kernel, work, language, covers, schedules)
    const found = setupProblems({
      ...(await thingsOf(work)),
      demo: organization.demo,
      channels: await channelsOf(work, realChannels),
      policies: covers,
      schedules: schedulesAhead(work, covers, schedules),
      fallback: fallbackOf(people, await store.findFallback(work.trx)),
      notReady: people.filter(({ ready }) => !ready).length,
    })
    const byCode = [...Map.groupBy(found, ({ code }) => code)]
    const shown = new Set(byCode.flatMap(([, problems]) => problems.slice(0, mostOfAKind)))
    const how = { words: kernel.i18n.in(language), language, timeZone: organization.timezone }
    return {
      items: found.filter((problem) => shown.has(problem)).map((problem) => presentSetupProblem(problem, how)),
      counts: Object.fromEntries(byCode.map(([code, problems]) => [code, problems.length])),
    }
  })
}

/** People hold whoever stands in, too; without a person of that name owners and administrators do. */
function fallbackOf(people: readonly PersonReadiness[], id: string | undefined): SetupFacts['fallback'] {
  const found = people.find(({ user }) => user.id === id)
  return found && { key: found.user.key, name: found.user.name, reachable: found.reachable }
}

async function channelsOf(work: Work, realChannels: RealChannels): Promise<SetupFacts['channels']> {
  const real = await realChannels(work)
  const counts = new Map((await store.countContacts(work.trx)).map((row) => [row.channel, Number(row.contacts)]))
  return channels.map((channel) => ({ channel, simulated: !real.has(channel), contacts: counts.get(channel) ?? 0 }))
}

function schedulesAhead(
  { now }: Work,
  covers: readonly PolicyCover[],
  schedules: readonly LoadedSchedule[],
): SetupFacts['schedules'] {
  const named = scheduleKeys(covers)
  const end = now.add({ hours: aheadDays * 24 })
  return schedules
    .filter(({ key }) => named.has(key))
    .map(({ key, name, rules }) => ({ key, name, gaps: gaps(rules, now, end) }))
}

async function thingsOf({
  trx,
  now,
}: Work): Promise<Pick<SetupFacts, 'sources' | 'heartbeats' | 'services' | 'findsServices' | 'formerKeys'>> {
  const sources = await store.listSources(trx)
  const named = new Set(sources.map(({ serviceId }) => serviceId))
  const services = await store.listServices(trx)
  return {
    sources,
    heartbeats: await store.listHeartbeats(trx),
    services: services.map(({ id, key, name }) => ({ key, name, hasSource: named.has(id) })),
    formerKeys: await store.listFormerKeys(trx, now),
    findsServices: sources.some((source) => source.findsServices),
  }
}
