import { parseDuration } from '../../contract/durations.ts'
import type { NewSimulation, SimulationView } from '../../contract/simulations.ts'
import { simulate } from '../../rules/simulation/simulate.ts'
import type { Answer, Situation } from '../../rules/simulation/types.ts'
import { foresee } from '../escalation/index.ts'
import { fallbackUsers, findOrganization, listUsersNow } from '../identity/index.ts'
import type { Work } from '../kernel/db/work.ts'
import { Fault } from '../kernel/fault.ts'
import { reachabilities } from '../notifications/index.ts'
import { leftOut } from './left-out.ts'
import { momentOf } from './moment.ts'
import { present } from './present.ts'
import { invalid, mustFind, subjectOf } from './subject.ts'

const dayHours = 24
const mostHours = 7 * dayHours

/** Simulates one alert with the set-up as it stands now. Reads only. Throws invalid_request. */
export async function runSimulation(work: Work, asked: NewSimulation): Promise<SimulationView> {
  const { trx, now } = work
  const { timezone, language } = await findOrganization(trx)
  const at = momentOf('at', asked.at, timezone) ?? now
  const until = momentOf('until', asked.until, timezone) ?? at.add({ hours: dayHours })
  if (Temporal.Instant.compare(until, at) <= 0) throw invalid('until', 'this is not after the beginning.')
  if (Temporal.Instant.compare(until, at.add({ hours: mostHours })) > 0) {
    throw invalid('until', 'a simulation looks at most a week ahead.')
  }
  const { alert, policy, ...subject } = await subjectOf(work, asked, at)
  const outlook = await foresee(trx, policy, { from: at, to: until })
  if (!outlook) throw new Fault('not_found', 'There is no such escalation policy.')
  const users = await listUsersNow(trx)
  const { byUserId, contactById } = await reachabilities(
    trx,
    users.map((user) => user.id),
  )
  const situation: Situation = {
    ...outlook,
    ...subject,
    at,
    until,
    reachabilityOf: (userId) => byUserId.get(userId) ?? { contacts: [], rules: [] },
    fallbackUserIds: (await fallbackUsers(trx)).map((one) => one.userId),
    answer: await answerOf(work, asked),
  }
  const entries = simulate(situation)
  const words = work.i18n.in(language)
  const missing = await leftOut(work, asked, alert, { at, entries })
  const userById = new Map(users.map((user) => [user.id, user]))
  return {
    ...present({ situation, entries, timezone, contactById, userById }),
    notConsidered: missing.map((kind) => ({ kind, text: words(`cli:simulate.notConsidered.${kind}`) })),
  }
}

async function answerOf(work: Work, { answer, unanswered = 'all' }: NewSimulation): Promise<Answer> {
  if (answer) {
    const { id: userId } = await mustFind(work, 'users', 'answer.person', answer.person)
    return { kind: 'person', userId, afterSeconds: parseDuration(answer.after)! }
  }
  if (unanswered === 'all') return { kind: 'nobody' }
  const userIds = new Set<string>()
  for (const name of unanswered) userIds.add((await mustFind(work, 'users', 'unanswered', name)).id)
  return { kind: 'all_but', userIds }
}
