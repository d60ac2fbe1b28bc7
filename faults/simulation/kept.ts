// Verdicts over what the tables hold in the end.
import { accepted, isAnswered, isByHand, possible } from './facts.ts'
import { stepSeconds } from './ground.ts'
import type { Rows } from './rows.ts'
import type { Story } from './story.ts'

export function noPageIsPlannedTwice({ asked }: Story, { pages, deliveries }: Rows): string[] {
  // Whoever is asked by hand before the step begins that would page them anyway is paged by both.
  const isAskedFor = (page: Rows['pages'][number]) =>
    asked.some((one) => one.what === 'responders' && one.alertId === page.alertId && one.to === page.user)
  return [
    ...twice(
      pages
        .filter((page) => !isAskedFor(page))
        .map(
          (page) => `${page.kind} of ${page.alertId}, epoch ${page.epoch}, ${page.round}/${page.step}, ${page.user}`,
        ),
    ),
    ...twice(deliveries.map((one) => `attempt ${one.attempt} of page ${one.pageId}`)),
  ]
}

/** A step of a chain follows the one before it after its time, unless somebody asked for it. */
export function nobodyIsPagedTooEarly({ asked }: Story, { alerts, pages }: Rows): string[] {
  const hurried = new Set(asked.filter((one) => isByHand(one) && possible(one)).map((one) => one.alertId))
  return alerts.flatMap(({ id, key }) => {
    if (hurried.has(id)) return []
    const own = pages.filter((page) => page.alertId === id && page.kind === 'page')
    return [...Map.groupBy(own, ({ epoch }) => epoch).values()].flatMap((chain) =>
      chain
        .filter((page) =>
          chain.some((earlier) => isBefore(earlier, page) && page.createdMs < earlier.createdMs + stepSeconds * 1_000),
        )
        .map((page) => `${key}: step ${page.step} began before the one before it had its time`),
    )
  })
}

type Place = Pick<Rows['pages'][number], 'round' | 'step'>

const isBefore = (one: Place, other: Place) =>
  one.round < other.round || (one.round === other.round && one.step < other.step)

const twice = (names: string[]) =>
  [...Map.groupBy(names, (name) => name)].flatMap(([name, same]) =>
    same.length > 1 ? [`${name}: ${same.length} times`] : [],
  )

/** Time has been moved until nothing more happens by itself. */
export function nothingIsLeftInLimbo(_: Story, { alerts, deliveries }: Rows): string[] {
  return [
    ...deliveries
      .filter((one) => one.status === 'planned' || one.status === 'sending')
      .map((one) => `delivery ${one.id} is still ${one.status}`),
    ...alerts.filter((alert) => alert.held).map((alert) => `${alert.key} is held for ever`),
    ...alerts.filter((alert) => alert.nextMs !== null).map((alert) => `${alert.key}: its next step is still due`),
    ...alerts
      .filter((alert) => isAnswered(alert) && alert.status !== 'triggered' && alert.escalation === 'active')
      .map((alert) => `${alert.key} is ${alert.status}, and its escalation goes on`),
  ]
}

export function theTimelineTellsTheRows({ asked }: Story, { alerts, pages, deliveries, entries }: Rows): string[] {
  return alerts.flatMap((alert) => {
    const told = Map.groupBy(
      entries.filter((entry) => entry.alertId === alert.id),
      (entry) => entry.kind,
    )
    const count = (kind: string) => told.get(kind)?.length ?? 0
    const own = pages.filter((page) => page.alertId === alert.id && page.kind === 'page').length
    const sent = deliveries.filter(
      (one) => one.alertId === alert.id && (one.status === 'sent' || one.status === 'delivered'),
    )
    const wanted: [string, number, number][] = [
      ['alert.triggered', count('alert.triggered'), 1],
      ['alert.resolved', count('alert.resolved'), alert.resolvedMs === null ? 0 : 1],
      ['page.created', count('page.created') + count('page.unreachable'), own],
      ['delivery.sent', count('delivery.sent'), sent.length],
    ]
    const findings = wanted
      .filter(([, has, is]) => has !== is)
      .map(([kind, has, is]) => `${alert.key}: ${kind} is told ${has} times, and is ${is}`)
    const snoozed = asked.filter((one) => one.what === 'snooze' && one.alertId === alert.id && possible(one))
    if (count('alert.snoozed') > snoozed.length || (snoozed.some(accepted) && count('alert.snoozed') === 0))
      findings.push(`${alert.key}: ${count('alert.snoozed')} snoozes are told, and there were up to ${snoozed.length}`)
    if (alert.status === 'acknowledged' && count('alert.acknowledged') === 0)
      findings.push(`${alert.key}: nothing tells of its acknowledgement`)
    return findings
  })
}
