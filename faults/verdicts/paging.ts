import type { ArrivedPage, FinalAlert, History, Verdict } from '../history.ts'

/** Every alert reached somebody, or somebody answered it without a page. */
export function everyAlertIsPagedOrAnswered({ alerts, pages }: History): Verdict {
  const paged = new Set(pages.filter((page) => page.taken).map((page) => page.alertId))
  const isAnswered = (alert: FinalAlert) => alert.acknowledgedAt !== null || alert.resolvedAt !== null
  const findings = alerts
    .filter((alert) => !paged.has(alert.id) && !isAnswered(alert))
    .map((alert) => `${alert.key}: nobody was paged and nobody answered`)
  const evidence = `${alerts.filter((alert) => paged.has(alert.id)).length} of ${alerts.length} alerts paged`
  return { name: 'every alert is paged or answered', findings, evidence }
}

/** An alert that nobody answered went up the whole chain. */
export function unansweredAlertsClimbTheChain({ alerts, pages, chain }: History): Verdict {
  const taken = new Set(pages.filter((page) => page.taken).map((page) => `${page.alertId} ${page.recipient}`))
  const unanswered = alerts.filter((alert) => alert.acknowledgedAt === null && alert.resolvedAt === null)
  const findings = unanswered.flatMap((alert) => {
    const missing = chain.filter((recipient) => !taken.has(`${alert.id} ${recipient}`))
    return missing.length > 0 ? [`${alert.key}: nobody answered, and ${missing.join(', ')} got no page`] : []
  })
  const evidence = `${unanswered.length} unanswered alerts, ${chain.length} people`
  return { name: 'unanswered alerts climb the whole chain', findings, evidence }
}

/**
 * A delivery is looked at once more right before its call; between that look and its arrival lie a few milliseconds, on a
 * busy machine more. What arrives later than this after an acknowledgement was not on its way when it came.
 */
export const onItsWayMs = 3_000

/** A kill so soon after an arrival can have hindered Pikett from writing down what became of the page. */
const recordingMs = 10_000

/** What can have kept Pikett from writing down what became of a page: a kill, or something that did not work for a while. */
const hindrances = ({ kills, outages }: History): { from: number; to: number }[] => [
  ...kills.map(({ at }) => ({ from: at, to: at })),
  ...outages,
]

/** After the 2xx of an acknowledgement nobody is paged any more, but by what was already on its way, which is told. */
export function nobodyIsPagedAfterAnAnswer(history: History): Verdict {
  const { alerts, pages } = history
  const alertById = new Map(alerts.map((alert) => [alert.id, alert]))
  const stopById = answeredAt(history)
  const late = pages.flatMap((page) => {
    const lateMs = page.at - (stopById.get(page.alertId) ?? Infinity)
    return lateMs > 0 ? [{ page, lateMs }] : []
  })
  const findings = late.flatMap(({ page, lateMs }) => {
    const alert = alertById.get(page.alertId)
    const what = `${alert?.key ?? page.alertId}: ${page.recipient} was paged ${Math.round(lateMs)} ms after the answer`
    if (lateMs > onItsWayMs) return [what]
    const isTold = alert?.lateDeliveryIds.includes(page.deliveryId) === true
    const isHindered = hindrances(history).some(
      ({ from, to }) => to >= page.at - onItsWayMs && from <= page.at + recordingMs,
    )
    if (isTold || isHindered || !page.taken || !page.isTold) return []
    return [`${what}, and the timeline does not tell that it was on its way`]
  })
  const evidence = `${stopById.size} answered alerts, ${late.length - findings.length} pages were on their way`
  return { name: 'nobody is paged after an answer', findings, evidence }
}

/** When the first acknowledgement or resolve of each alert had its 2xx. */
function answeredAt({ alerts, answers, events }: History): Map<string, number> {
  const stopById = new Map<string, number>()
  const note = (alertId: string, at: number) => stopById.set(alertId, Math.min(at, stopById.get(alertId) ?? Infinity))
  for (const answer of answers) if (answer.fate === 'accepted') note(answer.alertId, answer.endedAt)
  for (const event of events) {
    if (event.action === 'trigger' || event.fate !== 'accepted') continue
    for (const alert of alerts) {
      if (alert.key === event.key && alert.createdAt <= event.begunAt) note(alert.id, event.endedAt)
    }
  }
  return stopById
}

/**
 * A page that was taken, and whose receiver could say so, comes again only after a kill or an outage that came before it
 * could be written down: once for each.
 */
export function atMostOneRepeatPerKill(history: History): Verdict {
  const { pages } = history
  const reasons = hindrances(history)
  let repeats = 0
  const findings = [...Map.groupBy(pages, (page) => page.deliveryId)].flatMap(([deliveryId, arrivals]) => {
    const unused = new Set(reasons)
    const inOrder = arrivals.toSorted((a, b) => a.at - b.at)
    return inOrder.slice(1).flatMap((page, index) => {
      const before = inOrder[index]!
      if (!before.taken || !before.isTold) return []
      repeats += 1
      const cause = [...unused].find((one) => explains(one, before, page))
      if (cause !== undefined) unused.delete(cause)
      return cause === undefined ? [`delivery ${deliveryId} was taken by ${page.recipient} and came again`] : []
    })
  })
  const deliveries = new Set(pages.map((page) => page.deliveryId)).size
  const evidence = `${deliveries} deliveries, ${repeats} repeats, ${reasons.length} kills and outages`
  return { name: 'at most one repeat per kill', findings, evidence }
}

/** A page and a kill of the same moment may have happened in either order. */
const sameMomentMs = 1_000

/** It came between a page's arrival and its being written down. */
const explains = ({ from, to }: { from: number; to: number }, before: ArrivedPage, page: ArrivedPage) =>
  to >= before.at - sameMomentMs && from <= before.at + recordingMs && from <= page.at

/** A busy machine sends late, never early; the clocks of a run's processes are one. */
const earlyMs = 500

/**
 * Nobody is paged before those before them had their time, whatever a clock does. Where a message could not be delivered
 * the next one's turn comes at once: runs in which receivers fail are not judged.
 */
export function nobodyIsPagedEarly({ alerts, pages, chain, stepMs, outages }: History): Verdict {
  const isJudged = pages.every((page) => page.taken) && !outages.some((outage) => outage.of === 'receivers')
  const alertById = new Map(alerts.map((alert) => [alert.id, alert]))
  const findings = (isJudged ? pages : []).flatMap((page) => {
    const alert = alertById.get(page.alertId)
    const waitMs = Math.max(0, chain.indexOf(page.recipient)) * stepMs
    const early = alert === undefined ? 0 : alert.createdAt + waitMs - page.at
    return early > earlyMs ? [`${alert!.key}: ${page.recipient} was paged ${Math.round(early)} ms too early`] : []
  })
  const evidence = isJudged ? `${pages.length} pages` : 'not judged: receivers failed'
  return { name: 'nobody is paged before their time', findings, evidence }
}

/** A step pages each of its people once, and each message of a page exists once. */
export function nothingIsPlannedTwice({ alerts }: History): Verdict {
  const findings = alerts.flatMap((alert) => [
    ...twice(alert.pages.map((page) => `round ${page.round}, step ${page.step}, ${page.recipient}`)),
    ...twice(alert.deliveries.map((one) => `page ${one.pageId}, attempt ${one.attempt}`)),
  ])
  const count = alerts.reduce((sum, alert) => sum + alert.pages.length, 0)
  return { name: 'no page is planned twice', findings, evidence: `${count} pages` }
}

const twice = (names: string[]) =>
  [...Map.groupBy(names, (name) => name)].flatMap(([name, same]) =>
    same.length > 1 ? [`${name} was planned ${same.length} times`] : [],
  )

/** Nothing is left between two states: every message was sent, cancelled or given up, every escalation has come to its end. */
export function nothingIsLeftInLimbo({ alerts }: History): Verdict {
  const open = ['planned', 'sending']
  const findings = alerts.flatMap((alert) => [
    ...alert.deliveries
      .filter((delivery) => open.includes(delivery.status))
      .map((delivery) => `${alert.key}: delivery ${delivery.id} is still ${delivery.status}`),
    ...(alert.nextEscalationAt === null ? [] : [`${alert.key}: its escalation still waits for its next step`]),
  ])
  const count = alerts.reduce((sum, alert) => sum + alert.deliveries.length, 0)
  return { name: 'nothing is left in limbo', findings, evidence: `${count} messages, ${alerts.length} escalations` }
}
