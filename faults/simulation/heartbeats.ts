// A job that reports, and the verdicts over it: silence is told, and nothing else is.
import type { Act } from './asking.ts'
import { request } from './asking.ts'
import { accepted, heartbeatKey, possible } from './facts.ts'
import { organizations, pingKeyOf } from './ground.ts'
import type { Node } from './node.ts'
import type { Rows } from './rows.ts'
import type { Run } from './running.ts'
import type { Asked, Story } from './story.ts'
import { isNotBefore } from './woken.ts'

/** After so long without a report the job counts as down. */
const silenceMs = 90_000

/** A job reports that it is done, or that it failed: to any node, also while it has no answer to what it said before. */
export function ping(run: Run, node: Node): Act {
  const of = organizations[run.chance.happens(0.75) ? 0 : 1]
  const what = run.chance.happens(0.85) ? 'ping' : 'fail'
  const path = `/ping/${pingKeyOf(of)}${what === 'fail' ? '/fail' : ''}`
  return request(run, node, { what, via: 'ping', key: heartbeatKey(of.key), path, body: {} })
}

export function silenceIsTold(story: Story, rows: Rows): string[] {
  return organizations.flatMap(({ key: organization }) => {
    const key = heartbeatKey(organization)
    const said = story.asked.filter((one) => one.via === 'ping' && one.key === key && possible(one))
    const own = rows.alerts.filter((alert) => alert.key === key)
    const last = said.find((one) => accepted(one) && !said.some((other) => other !== one && isNotBefore(other, one)))
    const isTold = own.some((alert) => last === undefined || alert.createdMs >= last.begun.ms + silenceMs)
    return [
      ...(last?.what === 'ping' && !isTold
        ? [`${key}: silent since step ${last.ended!.step}, and no alert says so`]
        : []),
      ...own.flatMap((alert) => [
        ...said
          .filter((one) => isTooEarly(alert, one, said))
          .map((one) => `${key}: down, and heard in step ${one.ended!.step}`),
        ...said
          .filter(
            (one) => isUp(one) && one.begun.ms > alert.createdMs && (alert.resolvedMs ?? Infinity) > one.ended!.ms,
          )
          .map((one) => `${key}: up again in step ${one.ended!.step}, and its alert stayed open`),
      ]),
    ]
  })
}

const isUp = (one: Asked) => one.what === 'ping' && accepted(one)

/** Whether the job had reported shortly before the alert, and nothing said that it failed. */
function isTooEarly({ createdMs }: Rows['alerts'][number], one: Asked, said: readonly Asked[]): boolean {
  const hasFailed = said.some(
    ({ what, begun, ended }) => what === 'fail' && begun.ms <= createdMs && (ended?.ms ?? Infinity) >= createdMs,
  )
  return isUp(one) && one.ended!.ms < createdMs && createdMs < one.begun.ms + silenceMs && !hasFailed
}
