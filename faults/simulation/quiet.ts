// Verdicts over alerts that wait: for the end of some work, or for whether they last.
import { isByHand, isEvent, kindOf, possible } from './facts.ts'
import type { AlertRow, Rows } from './rows.ts'
import type { Asked, Moment, Story, Window } from './story.ts'

/** What began in a window pages nobody before its end, unless somebody asks for people or ends the window. */
export function workIsNotDisturbed(story: Story, { alerts }: Rows): string[] {
  return alerts.flatMap((alert) =>
    story.windows
      .filter((window) => beganIn(story, alert, window))
      .flatMap((window) => {
        const overMs = window.begun.ms + window.lastsMs
        const isFree = ({ step, ms }: Moment) =>
          ms >= overMs || window.endings.some((end) => end.step <= step) || isAskedFor(story, alert, step)
        return pagesOf(story, alert)
          .filter((page) => !isFree(page.looked))
          .map(
            (page) =>
              `${alert.key}: ${page.recipient} was paged in ${window.key}, looked at in step ${page.looked.step}`,
          )
      }),
  )
}

/** Whether the window was there before anything that may have begun the alert, and was not over yet. */
function beganIn(story: Story, alert: AlertRow, window: Window): boolean {
  const { organization, sources, begun, lastsMs, ended } = window
  const covers = alert.key.startsWith(`${organization}/`) && (sources?.includes(story.kinds[alert.key]!) ?? true)
  if (!window.isMade || !covers || alert.createdMs >= begun.ms + lastsMs) return false
  const causes = causesOf(story, alert)
  // Nobody says when a heartbeat is down: then times must do.
  return causes.length === 0 ? ended!.ms < alert.createdMs : causes.every((one) => one.begun.step > ended!.step)
}

/** What may have begun the alert. */
const causesOf = ({ asked }: Story, { key, createdMs }: AlertRow) =>
  asked.filter(
    (one) =>
      isEvent(one, key) &&
      one.what === 'trigger' &&
      possible(one) &&
      one.begun.ms <= createdMs &&
      (one.ended?.ms ?? Infinity) >= createdMs,
  )

const pagesOf = ({ pages }: Story, { id }: AlertRow) => pages.filter((page) => page.alertIds.includes(id))

const isAskedFor = ({ asked }: Story, { id }: AlertRow, step: number, isAsking: (one: Asked) => boolean = isByHand) =>
  asked.some((one) => one.alertId === id && isAsking(one) && possible(one) && one.begun.step <= step)

/** The end of a snooze does not wait for how long the alert has lasted. */
const endsWaiting = (one: Asked) => isByHand(one) || one.what === 'snooze'

/** What is to page only if it lasts pages nobody before that. */
export function nobodyIsPagedBeforeItLasts(story: Story, { alerts }: Rows): string[] {
  return alerts.flatMap((alert) => {
    const { waitMs = 0 } = kindOf(story, alert.key)
    // A rule of a source counts from when the event came.
    const sinceMs = Math.min(alert.createdMs, ...causesOf(story, alert).map((one) => one.begun.ms))
    return pagesOf(story, alert)
      .filter(({ looked }) => looked.ms < sinceMs + waitMs && !isAskedFor(story, alert, looked.step, endsWaiting))
      .map((page) => `${alert.key}: ${page.recipient} was paged ${page.looked.ms - alert.createdMs} ms after it began`)
  })
}
