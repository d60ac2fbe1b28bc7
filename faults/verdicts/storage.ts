import type { FinalAlert, History, SentEvent, Verdict } from '../history.ts'

const accepted = (event: { fate: string }) => event.fate === 'accepted'
const possible = (event: { fate: string }) => event.fate !== 'refused'

/** Times of two processes and of the database may differ by this much. */
const clocksMs = 1_000

/** Counts of repeats follow within a second, on a busy machine later; what a kill meets before that is lost. */
const countedWithinMs = 5_000

/**
 * Every trigger that got its 2xx met an open alert of its key, or opened one; nothing is counted that nobody sent. It is also
 * counted, except where a kill or an outage followed: what changes nothing but a count may be lost then, and nothing else
 * (docs/decisions/0010-quiet-repeats.md).
 */
export function acceptedTriggersAreThere({ events, alerts, kills, outages }: History): Verdict {
  const triggers = events.filter((event) => event.action === 'trigger')
  const alertsByKey = Map.groupBy(alerts, (alert) => alert.key)
  const losses = [...kills.map(({ at }) => ({ from: at, to: at })), ...outages]
  const mayBeUncounted = ({ endedAt }: SentEvent) =>
    losses.some(({ from, to }) => endedAt <= to + clocksMs && from - endedAt < countedWithinMs)
  const findings = [...Map.groupBy(triggers, (event) => event.key)].flatMap(([key, sent]) => {
    const own = alertsByKey.get(key) ?? []
    const counted = own.reduce((sum, alert) => sum + alert.count, 0)
    const taken = sent.filter(accepted)
    const lost = taken.filter((event) => !own.some((alert) => wasOpenDuring(alert, event)))
    const [least, most] = [taken.filter((event) => !mayBeUncounted(event)).length, sent.filter(possible).length]
    return [
      ...(lost.length > 0 ? [`${key}: ${lost.length} of ${taken.length} accepted triggers met no alert`] : []),
      ...(counted < least ? [`${key}: ${least} triggers must be counted, ${counted} are`] : []),
      ...(counted > most ? [`${key}: at most ${most} triggers can have arrived, ${counted} are there`] : []),
    ]
  })
  const strangers = alerts.filter((alert) => !triggers.some((event) => event.key === alert.key))
  findings.push(...strangers.map((alert) => `${alert.key}: an alert that nobody sent`))
  const count = triggers.filter(accepted).length
  return { name: 'accepted triggers are there', findings, evidence: `${count} accepted, ${alerts.length} alerts` }
}

const wasOpenDuring = ({ createdAt, resolvedAt }: FinalAlert, { begunAt, endedAt }: SentEvent) =>
  createdAt <= endedAt + clocksMs && (resolvedAt ?? Infinity) >= begunAt - clocksMs

/**
 * A problem that came back after its end is open, also when another node took the end: the last that its sender said and
 * that was accepted counts, unless the sender said something since of which nobody knows what became.
 */
export function whatCameBackIsOpen({ events, alerts }: History): Verdict {
  let looked = 0
  const findings = [...Map.groupBy(events, (event) => event.key)].flatMap(([key, said]) => {
    const last = said.toSorted((a, b) => a.begunAt - b.begunAt).at(-1)!
    const ended = said.some((event) => event.action === 'resolve' && accepted(event))
    if (!ended || last.action !== 'trigger' || !accepted(last)) return []
    looked += 1
    const isOpen = alerts.some((alert) => alert.key === key && alert.resolvedAt === null)
    return isOpen ? [] : [`${key}: it came back after its end, and no alert is open`]
  })
  return { name: 'what came back is open', findings, evidence: `${looked} problems came back` }
}

/** Every valid request is taken, or the sender is told to come back: a 4xx would make it give up. */
export function validRequestsAreNotRefused({ events, answers }: History): Verdict {
  const all = [...events.map((one) => ({ ...one, what: `${one.action} ${one.key}` })), ...named(answers)]
  const findings = all.filter((one) => one.fate === 'refused').map((one) => `${one.what}: ${one.said}`)
  const unknown = all.filter((one) => one.fate === 'unknown').length
  return {
    name: 'no valid request is refused',
    findings,
    evidence: `${all.length} requests, ${unknown} without a decision`,
  }
}

const named = (answers: History['answers']) =>
  answers.map((one) => ({ ...one, what: `acknowledge ${one.alertId} by ${one.via}` }))

/** Every acknowledgement and resolve that got its 2xx shows in the alerts that it was about. */
export function acceptedAnswersAreThere({ events, answers, alerts, ownIds }: History): Verdict {
  const alertById = new Map(alerts.map((alert) => [alert.id, alert]))
  const findings: string[] = []
  const given = answers.filter((one) => accepted(one) && !ownIds.includes(one.alertId))
  for (const { alertId, via } of given) {
    const alert = alertById.get(alertId)
    if (!alert) findings.push(`alert ${alertId} was acknowledged by ${via} and is not there`)
    else if (!isAnswered(alert)) findings.push(`${alert.key}: acknowledged by ${via}, but it is ${alert.status}`)
  }
  const sent = events.filter((event) => event.action !== 'trigger' && accepted(event))
  for (const event of sent) {
    for (const alert of openAt(alerts, event)) {
      const done = event.action === 'resolve' ? alert.resolvedAt !== null : isAnswered(alert)
      if (!done) findings.push(`${alert.key}: ${event.action} was accepted, but the alert is ${alert.status}`)
    }
  }
  const evidence = `${given.length} answers, ${sent.length} events`
  return { name: 'accepted acknowledgements and resolves are there', findings, evidence }
}

/** Alerts of the event's key that existed when it was sent. */
const openAt = (alerts: readonly FinalAlert[], event: SentEvent) =>
  alerts.filter((alert) => alert.key === event.key && alert.createdAt <= event.begunAt)

const isAnswered = (alert: FinalAlert) => alert.acknowledgedAt !== null || alert.resolvedAt !== null

/** No alert is acknowledged or resolved that nobody acknowledged or resolved: that would silence it. */
export function nothingIsAnsweredByNobody({ events, answers, alerts }: History): Verdict {
  const answered = alerts.filter(isAnswered)
  const findings = answered.flatMap((alert) => {
    const own = events.filter((event) => event.key === alert.key && possible(event) && event.endedAt >= alert.createdAt)
    const isResolvable = own.some((event) => event.action === 'resolve')
    if (alert.resolvedAt !== null && !isResolvable) return [`${alert.key} is resolved, and nobody did`]
    const isAcknowledgeable =
      own.some((event) => event.action === 'acknowledge') || answers.some((one) => one.alertId === alert.id)
    return alert.acknowledgedAt !== null && !isAcknowledgeable ? [`${alert.key} is acknowledged, and nobody did`] : []
  })
  return { name: 'nothing is answered by nobody', findings, evidence: `${answered.length} answered alerts` }
}

/** One open alert per key at every moment, and no more alerts than there were reasons to open one. */
export function oneOpenAlertPerKey({ events, alerts }: History): Verdict {
  const findings = [...Map.groupBy(alerts, (alert) => alert.key)].flatMap(([key, own]) => {
    const inOrder = own.toSorted((a, b) => a.createdAt - b.createdAt)
    const overlaps = inOrder
      .slice(1)
      .filter((alert, index) => alert.createdAt < (inOrder[index]!.resolvedAt ?? Infinity))
    const resolves = events.filter((event) => event.key === key && event.action === 'resolve' && possible(event)).length
    return [
      ...(overlaps.length > 0 ? [`${key}: ${overlaps.length + 1} alerts were open at the same time`] : []),
      ...(own.length > resolves + 1 ? [`${key}: ${own.length} alerts after ${resolves} resolves`] : []),
    ]
  })
  const open = alerts.filter((alert) => alert.status !== 'resolved').length
  return { name: 'one open alert per key', findings, evidence: `${alerts.length} alerts, ${open} open` }
}
