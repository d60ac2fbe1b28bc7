import {
  acceptedAnswersAreThere,
  nobodyIsPagedAfterAnAnswer,
  nothingIsAnsweredByNobody,
  remindersAskWhoAcknowledged,
  whatWasPutOffComesBack,
} from './answers.ts'
import { accepted, isAnswered, isEvent, isOfHeartbeat, possible } from './facts.ts'
import { organizations } from './ground.ts'
import { everyChainIsClimbed, nobodyIsPagedForWhatWasGivenAway, whoIsAskedByHandIsPaged } from './chains.ts'
import { nobodyIsPagedBeforeItLasts, workIsNotDisturbed } from './quiet.ts'
import { silenceIsTold } from './heartbeats.ts'
import { nobodyIsPagedTooEarly, noPageIsPlannedTwice, nothingIsLeftInLimbo, theTimelineTellsTheRows } from './kept.ts'
import type { AlertRow, Rows } from './rows.ts'
import type { Asked, Story } from './story.ts'

/** A judgement over one history: what is wrong, in words. */
type Judge = (story: Story, rows: Rows) => string[]

/** Judges a history. Pure: the same history gives the same findings. */
export function judge(story: Story, rows: Rows): string[] {
  return Object.entries(judges).flatMap(([name, one]) => one(story, rows).map((finding) => `${name}: ${finding}`))
}

const judges: Record<string, Judge> = {
  'nothing went wrong on the way': (story) => story.wrongs,
  'accepted triggers are there': acceptedTriggersAreThere,
  'what was said last holds': whatWasSaidLastHolds,
  'accepted answers are there': acceptedAnswersAreThere,
  'nothing is answered by nobody': nothingIsAnsweredByNobody,
  'one open alert per key': oneOpenAlertPerKey,
  'every alert is paged or answered': everyAlertIsPagedOrAnswered,
  'nobody is paged after an answer': nobodyIsPagedAfterAnAnswer,
  'what was put off comes back': whatWasPutOffComesBack,
  'whoever acknowledged for a while is asked': remindersAskWhoAcknowledged,
  'nothing of an organization reaches another': nothingReachesAnother,
  'at most one repeat per crash': atMostOneRepeatPerCrash,
  'no page is planned twice': noPageIsPlannedTwice,
  'nobody is paged before those before had their time': nobodyIsPagedTooEarly,
  'what begins in work pages after it': workIsNotDisturbed,
  'nobody is paged before it lasts': nobodyIsPagedBeforeItLasts,
  'silence is told, and nothing else': silenceIsTold,
  'every chain is climbed': everyChainIsClimbed,
  'who is asked by hand is paged': whoIsAskedByHandIsPaged,
  'nobody is paged for what was given to another': nobodyIsPagedForWhatWasGivenAway,
  'nothing is left in limbo': nothingIsLeftInLimbo,
  'the timeline tells what the rows hold': theTimelineTellsTheRows,
  'the audit chain is whole': (_, { auditProblem }) => (auditProblem === undefined ? [] : [auditProblem]),
}

/** From then on what gathers in memory counts as lost with the connection that it was written on (server/intake/limits.ts). */
const longSilenceMs = 30_000

function acceptedTriggersAreThere({ asked, crashes, silentMs }: Story, rows: Rows): string[] {
  const alerts = rows.alerts.filter((alert) => !isOfHeartbeat(alert))
  const events = asked.filter((one) => one.via === 'event')
  const keys = [...new Set([...events.flatMap((one) => one.key ?? []), ...alerts.map((alert) => alert.key)])]
  return keys.flatMap((key) => {
    const triggers = asked.filter((one) => isEvent(one, key) && one.what === 'trigger')
    const own = alerts.filter((alert) => alert.key === key)
    const lost = triggers.filter((one) => accepted(one) && !own.some((alert) => wasOpenDuring(asked, alert, one)))
    const counted = own.reduce((sum, alert) => sum + alert.count, 0)
    const most = triggers.filter(possible).length
    const least = crashes.length === 0 && silentMs < longSilenceMs ? triggers.filter(accepted).length : 0
    return [
      ...lost.map((one) => `${key}: the trigger of step ${one.begun.step} was accepted and met no alert`),
      ...(counted > most ? [`${key}: ${counted} are counted, ${most} were sent`] : []),
      ...(counted < least ? [`${key}: ${counted} are counted, ${least} were accepted and nothing crashed`] : []),
    ]
  })
}

/** An end bears the time at which its transaction began; until its answer the alert may have been open for others. */
const wasOpenDuring = (asked: readonly Asked[], alert: AlertRow, { begun, ended }: Asked) =>
  alert.createdMs <= ended!.ms &&
  ((alert.resolvedMs ?? Infinity) >= begun.ms || asked.some((one) => isEndedBy(alert, one, begun.step)))

/** Whether a person's end of the alert was under way at this step or later. */
const isEndedBy = (alert: AlertRow, one: Asked, step: number) =>
  one.what === 'resolve' && one.alertId === alert.id && possible(one) && (one.ended?.step ?? Infinity) > step

/**
 * Senders speak one thing at a time about a problem: the last one counts, unless somebody answered at the same time or later.
 * What got "come back" before, or no answer because its node crashed, is not carried out afterwards.
 */
function whatWasSaidLastHolds({ asked }: Story, { alerts }: Rows): string[] {
  return [
    ...Map.groupBy(
      asked.filter((one) => one.via === 'event'),
      (one) => one.key!,
    ),
  ].flatMap(([key, said]) => {
    const last = said.at(-1)!
    if (!accepted(last)) return []
    const own = alerts.filter((alert) => alert.key === key)
    const isOpen = own.some((alert) => alert.resolvedMs === null)
    if (last.what === 'resolve') return isOpen ? [`${key}: its sender ended it, and an alert is open`] : []
    const endedByPerson = own.some((alert) => asked.some((one) => isEndedBy(alert, one, last.begun.step)))
    return isOpen || endedByPerson ? [] : [`${key}: it began last, and no alert is open`]
  })
}

function oneOpenAlertPerKey(_: Story, { alerts }: Rows): string[] {
  return [...Map.groupBy(alerts, (alert) => alert.key)].flatMap(([key, own]) => {
    // Of two that began in the same millisecond the one that ended was first.
    const inOrder = own.toSorted(
      (a, b) => a.createdMs - b.createdMs || (a.resolvedMs ?? Infinity) - (b.resolvedMs ?? Infinity),
    )
    const overlaps = inOrder
      .slice(1)
      .filter((alert, index) => alert.createdMs < (inOrder[index]!.resolvedMs ?? Infinity))
    return overlaps.length > 0 ? [`${key}: ${overlaps.length + 1} alerts were open at the same time`] : []
  })
}

function everyAlertIsPagedOrAnswered({ pages }: Story, { alerts }: Rows): string[] {
  return alerts
    .filter((alert) => !isAnswered(alert))
    .filter(
      (alert) =>
        new Set(pages.filter((page) => page.taken && page.alertIds.includes(alert.id)).map((page) => page.recipient))
          .size === 0,
    )
    .map((alert) => `${alert.key}: nobody was paged and nobody answered`)
}

function nothingReachesAnother({ pages }: Story, { alerts }: Rows): string[] {
  const keyById = new Map(alerts.map((alert) => [alert.id, alert.key]))
  return pages.flatMap(({ recipient, alertIds, step }) => {
    const own = organizations.find(({ chain }) => chain.includes(recipient))?.key
    const foreign = alertIds.flatMap((id) => keyById.get(id) ?? []).filter((key) => !key.startsWith(`${own}/`))
    return foreign.map((key) => `${recipient} was told of ${key} in step ${step}`)
  })
}

function atMostOneRepeatPerCrash({ pages, crashes }: Story): string[] {
  return [...Map.groupBy(pages, (page) => page.deliveryId)].flatMap(([id, arrivals]) => {
    const unused = new Set(crashes)
    return arrivals.slice(1).flatMap((page, index) => {
      const before = arrivals[index]!
      if (!before.taken || !before.told) return []
      const cause = [...unused].find((one) => one.step >= before.step && one.step <= page.step)
      if (cause === undefined)
        return [`delivery …${id.slice(-4)} was taken in step ${before.step} and came again in ${page.step}`]
      unused.delete(cause)
      return []
    })
  })
}
