// Verdicts over what people answered.
import { accepted, answers, isAnswered, isOfHeartbeat, kindOf, possible } from './facts.ts'
import type { AlertRow, Rows } from './rows.ts'
import type { ArrivedPage, Asked, Story } from './story.ts'
import { atLast, isNotBefore, mayBeCalledIn, mayBeWoken } from './woken.ts'

export function acceptedAnswersAreThere(story: Story, { alerts }: Rows): string[] {
  const byId = new Map(alerts.map((alert) => [alert.id, alert]))
  return story.asked.flatMap((one) => {
    if (one.alertId === undefined || !accepted(one)) return []
    const alert = byId.get(one.alertId)
    const about = `the ${one.what} of step ${one.begun.step} was accepted`
    if (alert === undefined) return [`${about}, and its alert is not there`]
    if (one.what === 'resolve' && alert.resolvedMs === null) return [`${about}, and ${alert.key} is not resolved`]
    if (one.what !== 'acknowledge' || isAnswered(alert)) return []
    return mayBeWoken(story.asked, one, atLast, kindOf(story, alert.key))
      ? []
      : [`${about}, and ${alert.key} is not acknowledged`]
  })
}

export function nothingIsAnsweredByNobody({ asked }: Story, { alerts }: Rows): string[] {
  return alerts.flatMap((alert) => {
    const own = asked.filter((one) => possible(one) && (one.alertId === alert.id || one.key === alert.key))
    const wasAsked = (what: string) => own.some((one) => one.what === what)
    const isUp = isOfHeartbeat(alert) && wasAsked('ping')
    if (alert.resolvedMs !== null && !wasAsked('resolve') && !isUp) return [`${alert.key} is resolved, and nobody did`]
    return alert.status === 'acknowledged' && !wasAsked('acknowledge')
      ? [`${alert.key} is acknowledged, and nobody did`]
      : []
  })
}

/**
 * The exact law: a sender that looked after the answer had its 2xx must not have called any more, until something that is known
 * takes the answer back.
 */
export function nobodyIsPagedAfterAnAnswer(story: Story, rows: Rows): string[] {
  const keyById = new Map(rows.alerts.map((alert) => [alert.id, alert.key]))
  const kindOfPage = kindsOfPages(rows)
  return story.pages.flatMap((page) =>
    page.alertIds.flatMap((id) => {
      const key = keyById.get(id) ?? ''
      const isReminder = kindOfPage(page) === 'reminder'
      const answer = story.asked.find(
        (one) =>
          one.alertId === id &&
          answers.has(one.what) &&
          accepted(one) &&
          one.ended!.step < page.looked.step &&
          !mayBeWoken(story.asked, one, page.looked, kindOf(story, key)) &&
          !mayBeCalledIn(story.asked, one, page.recipient, page.looked) &&
          !(isReminder && isReminded(story, page, key, one)),
      )
      if (answer === undefined) return []
      const looked = `looked at in step ${page.looked.step}`
      return [`${key}: ${page.recipient} was paged, ${looked}, after the ${answer.what} of step ${answer.ended!.step}`]
    }),
  )
}

function kindsOfPages({ pages, deliveries }: Rows): (page: ArrivedPage) => string | undefined {
  const kindById = new Map(pages.map((page) => [page.id, page.kind]))
  const pageById = new Map(deliveries.map((one) => [one.id, one.pageId]))
  return ({ deliveryId }) => kindById.get(pageById.get(deliveryId) ?? '')
}

/** Whether this person has acknowledged, and it was time to ask whether they are still on it. */
const isReminded = ({ asked, kinds }: Story, page: ArrivedPage, key: string, answer: Asked) =>
  asked.some(
    (one) =>
      hasAcknowledged(one, answer.alertId!, page.recipient) &&
      one.begun.ms + (kindOf({ kinds }, key).reminderAfterMs ?? Infinity) <= page.looked.ms &&
      (answer.what === 'acknowledge' || isNotBefore(one, answer)),
  )

const hasAcknowledged = (one: Asked, alertId: string, by: string) =>
  one.what === 'acknowledge' && one.alertId === alertId && one.by === by && possible(one)

/** What was snoozed, or acknowledged only for a while, is triggered in the end and has paged again, unless somebody answered it anew. */
export function whatWasPutOffComesBack(story: Story, rows: Rows): string[] {
  const byId = new Map(rows.alerts.map((alert) => [alert.id, alert]))
  const kindOfPage = kindsOfPages(rows)
  return story.asked.flatMap((one) => {
    const alert = byId.get(one.alertId ?? '')
    if (!accepted(one) || alert === undefined || alert.resolvedMs !== null) return []
    if (!isForAWhile(story, one, alert)) return []
    if (story.asked.some((other) => other !== one && isAnswerTo(other, alert) && isNotBefore(other, one))) return []
    const about = `${alert.key}: put off by the ${one.what} of step ${one.begun.step}`
    if (alert.status !== 'triggered') return [`${about}, and it is ${alert.status} in the end`]
    const hasPaged = story.pages.some(
      (page) =>
        page.taken &&
        page.alertIds.includes(alert.id) &&
        kindOfPage(page) !== 'reminder' &&
        page.looked.step > one.begun.step,
    )
    return hasPaged ? [] : [`${about}, and it paged nobody any more`]
  })
}

const isForAWhile = (story: Story, { what }: Asked, alert: AlertRow) =>
  what === 'snooze' || (what === 'acknowledge' && kindOf(story, alert.key).acknowledgementMs !== undefined)

const isAnswerTo = (one: Asked, alert: AlertRow) => one.alertId === alert.id && answers.has(one.what) && possible(one)

/** Whoever acknowledged for a while is asked before it ends, and nobody else. */
export function remindersAskWhoAcknowledged(story: Story, { alerts, pages }: Rows): string[] {
  const reminders = pages.filter((page) => page.kind === 'reminder')
  const keyById = new Map(alerts.map((alert) => [alert.id, alert.key]))
  const afterMs = (alertId: string) => kindOf(story, keyById.get(alertId) ?? '').reminderAfterMs ?? Infinity
  const vain = reminders.filter(
    ({ alertId, user, createdMs }) =>
      !story.asked.some((one) => hasAcknowledged(one, alertId, user) && one.begun.ms + afterMs(alertId) <= createdMs),
  )
  const missed = story.asked.filter(
    (one) =>
      isOnlyAnswer(story, one) &&
      one.by !== undefined &&
      // From then on every loop had its turn before time moved on.
      one.begun.ms + afterMs(one.alertId!) >= story.settledMs &&
      alerts.some(({ id, resolvedMs }) => id === one.alertId && resolvedMs === null) &&
      afterMs(one.alertId!) !== Infinity &&
      !reminders.some((page) => page.alertId === one.alertId && page.user === one.by),
  )
  return [
    ...vain.map(({ alertId, user }) => `${keyById.get(alertId)}: ${user} was asked, and had not acknowledged by then`),
    ...missed.map((one) => `${keyById.get(one.alertId!)}: ${one.by} acknowledged for a while and was not asked`),
  ]
}

const isOnlyAnswer = ({ asked }: Story, one: Asked) =>
  one.what === 'acknowledge' &&
  accepted(one) &&
  !asked.some((other) => other !== one && other.alertId === one.alertId && possible(other))
