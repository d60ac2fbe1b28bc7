// Verdicts over whom chains and people ask.
import { accepted, answers, isByHand, kindOf, possible } from './facts.ts'
import { organizations, stepSeconds } from './ground.ts'
import type { AlertRow, Rows } from './rows.ts'
import type { Asked, Story } from './story.ts'
import { isNotBefore } from './woken.ts'

/** What nobody answered has paged everybody of its chain in the end, as often as its policy says. */
export function everyChainIsClimbed(story: Story, { alerts, pages }: Rows): string[] {
  return alerts.flatMap((alert) => {
    const isHurried = story.asked.some((one) => one.alertId === alert.id && isByHand(one) && possible(one))
    if (alert.status !== 'triggered' || isHurried) return []
    const own = pages.filter((page) => page.alertId === alert.id && page.kind === 'page')
    const epoch = Math.max(...own.map((page) => page.epoch))
    const { chain } = organizations.find(({ key }) => alert.key.startsWith(`${key}/`))!
    const { rounds = 1 } = kindOf(story, alert.key)
    const missing = Array.from({ length: rounds }, (_, round) => chain.map((user, step) => ({ round, step, user })))
      .flat()
      .filter(
        ({ round, step, user }) =>
          !own.some((page) => page.epoch === epoch && page.round === round && page.step === step && page.user === user),
      )
    return missing.map(({ round, step, user }) => `${alert.key}: ${user} was not paged in ${round}/${step}`)
  })
}

/** Other requests about the same alert that were carried out, as far as anybody knows, beside this one or after it. */
const laterOf = ({ asked }: Story, one: Asked) =>
  asked.filter((other) => other !== one && other.alertId === one.alertId && possible(other) && isNotBefore(other, one))

/** Whoever gives it to the same person once more changes nothing. */
const isRepeat = ({ asked }: Story, one: Asked) =>
  asked.some(
    (other) =>
      other !== one &&
      other.alertId === one.alertId &&
      other.what === one.what &&
      other.to === one.to &&
      possible(other),
  )

export function whoIsAskedByHandIsPaged(story: Story, { alerts, pages }: Rows): string[] {
  const byId = new Map(alerts.map((alert) => [alert.id, alert]))
  return story.asked.flatMap((one) => {
    const alert = byId.get(one.alertId ?? '')
    if (alert === undefined || one.to === undefined || !accepted(one)) return []
    const about = `${alert.key}: ${one.to}, of the ${one.what} of step ${one.begun.step},`
    const planned = pages.some(
      (page) => page.alertId === alert.id && page.user === one.to && page.createdMs >= one.begun.ms,
    )
    if (one.isAdded === true && !planned) return [`${about} was said to be paged, and was not`]
    if (one.isAdded === false || isRepeat(story, one) || isSettledBeside(story, one, alert)) return []
    if (!planned) return [`${about} was not paged`]
    const arrived = story.pages.some(
      (page) =>
        page.taken &&
        page.recipient === one.to &&
        page.alertIds.includes(alert.id) &&
        page.looked.step > one.begun.step,
    )
    return arrived ? [] : [`${about} got no message`]
  })
}

/** Whether somebody may have answered it, or given it to others, before the page. */
const isSettledBeside = (story: Story, one: Asked, alert: AlertRow) =>
  alert.resolvedMs !== null ||
  laterOf(story, one).some((other) => answers.has(other.what) || other.what === 'reassign' || other.what === 'escalate')

/** It is no business of the people before any more: they hear of it when whom it was given to had their time. */
export function nobodyIsPagedForWhatWasGivenAway(story: Story): string[] {
  return story.asked.flatMap((one) => {
    if (one.what !== 'reassign' || !accepted(one) || isRepeat(story, one)) return []
    const later = laterOf(story, one)
    return story.pages
      .filter(
        (page) =>
          page.alertIds.includes(one.alertId!) &&
          page.recipient !== one.to &&
          page.looked.step > one.ended!.step &&
          page.looked.ms < one.begun.ms + stepSeconds * 1_000 &&
          !later.some((other) => isByHand(other) && other.begun.step <= page.looked.step),
      )
      .map(
        (page) =>
          `${page.recipient} was paged, looked at in step ${page.looked.step}, for what ${one.to} got in step ${one.ended!.step}`,
      )
  })
}
