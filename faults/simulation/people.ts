import type { Act } from './asking.ts'
import { request } from './asking.ts'
import { organizations } from './ground.ts'
import type { Node } from './node.ts'
import type { Part } from './plays.ts'
import type { Run } from './running.ts'
import type { Asked } from './story.ts'

type Verb = Asked['what']

/** What everybody may say by a link, in this proportion. */
const byLink = ['acknowledge', 'acknowledge', 'acknowledge', 'resolve', 'escalate'] as const

/** What people say in the console besides, by what the history plays. */
const byApi: Record<Part, readonly Verb[]> = {
  snoozes: ['snooze', 'snooze', 'snooze', 'unsnooze'],
  hands: ['reassign', 'reassign', 'responders', 'responders', 'escalate', 'unacknowledge'],
  quiet: [],
  heartbeats: [],
}

/** Somebody answers: to a message that came, or in the console to an alert that is there. */
export async function answer(run: Run, node: Node): Promise<Act | undefined> {
  if (run.chance.happens(0.6)) return inConsole(run, node)
  if (run.heard.length === 0) return undefined
  const call = run.heard[run.chance.between(0, run.heard.length - 1)]!
  const alertId = run.chance.pick(call.alertIds as [string])
  const what = run.chance.pick(byLink)
  const path = new URL(call.actions[what]).pathname
  return request(run, node, { what, via: 'link', by: call.recipient, alertId, path, body: {} })
}

async function inConsole(run: Run, node: Node): Promise<Act | undefined> {
  const alert = await anAlert(run)
  if (alert === undefined) return undefined
  const { id: alertId, organization: of } = alert
  const own = [...run.plays].flatMap((part) => byApi[part])
  const what = own.length > 0 && run.chance.happens(0.6) ? run.chance.pick(own as [Verb]) : run.chance.pick(byLink)
  const path = `/api/v1/alerts/${alertId}/${what}`
  if (run.chance.happens(0.1)) return asStranger(run, node, of, path, what)
  const { token, chain } = organizations.find(({ key }) => key === of)!
  return request(run, node, { what, via: 'api', alertId, path, ...wishOf(run, what, chain), caller: { token } })
}

/** What a verb says besides; `people`: who may be named. */
function wishOf({ chance, moment, plays }: Run, what: Verb, people: readonly string[]): Wish {
  if (what === 'snooze') {
    const untilMs = moment().ms + chance.pick([20_000, 60_000, 100_000, 600_000])
    return { body: { until: Temporal.Instant.fromEpochMilliseconds(untilMs).toString() }, untilMs }
  }
  const isNamed = what === 'escalate' && plays.has('hands') && chance.happens(0.5)
  if (what !== 'reassign' && what !== 'responders' && !isNamed) return { body: {} }
  const to = chance.pick(people as [string])
  return { body: what === 'responders' ? { targets: [`user:${to}`] } : { to: `user:${to}` }, to }
}

type Wish = Pick<Asked, 'untilMs' | 'to'> & { body: object }

/** Somebody of another organization tries, and learns nothing. */
const asStranger = (run: Run, node: Node, organization: string, path: string, what: Verb): Act => ({
  name: `somebody of another organization than ${organization} tries`,
  node,
  async go() {
    const { token, chain } = organizations.find(({ key }) => key !== organization)!
    const { status, text } = await node.ask(path, wishOf(run, what, chain).body, { token })
    // "Come back" tells nothing either.
    if (node.alive && status !== 404 && status !== 503)
      run.story.wrongs.push(`a stranger got ${status}: ${text.slice(0, 200)}`)
  },
})

const lastAlerts = `select alerts.id, organizations.key as organization
  from alerts join sources on sources.id = alerts.source_id join organizations on organizations.id = alerts.org_id
  where sources.type = 'webhook' order by alerts.status = 'resolved', alerts.id desc limit 4`

/** One of those that came last, rather an open one. */
async function anAlert({ ground, chance }: Run): Promise<{ id: string; organization: string } | undefined> {
  const { rows } = await ground.admin.query<{ id: string; organization: string }>({ name: 'alerts', text: lastAlerts })
  return rows.length === 0 ? undefined : chance.pick(rows as [(typeof rows)[number]])
}
