import { ApiError } from '../api/client.ts'
import { formatMoment, type Viewer } from '../app/format.ts'
import type { Translate } from '../app/i18n.ts'
import type { Outcome, Sent, Waiting } from './outcome.ts'

interface Telling {
  text: string
  tone: 'done' | 'problem'
  /** The alert that shows how things stand, where one is refused that is there. */
  opens?: number
}

/** More than this at once would push each other from the screen; they are told in one. */
const eachMost = 3

/** What became of answers that were given without a connection. */
export function tellings(
  results: readonly Sent[],
  now: number,
  viewer: Viewer,
  t: Translate,
  errorText: (error: unknown) => string,
): Telling[] {
  if (results.length > eachMost) return [together(results, t)]
  return results.map(({ one, result }): Telling => {
    if (result instanceof ApiError) {
      const values = { number: one.number, reason: errorText(result) }
      const text = t(`offline:refused.${one.verb}`, values)
      return { text, tone: 'problem', ...(result.status !== 404 && { opens: one.number }) }
    }
    return { text: outcomeText(one, result, now, viewer, t), tone: result.kind === 'done' ? 'done' : 'problem' }
  })
}

function together(results: readonly Sent[], t: Translate): Telling {
  const refused = results.filter(({ result }) => result instanceof ApiError).length
  const counted = results.filter(({ result }) => !(result instanceof ApiError) && result.kind === 'done').length
  const needless = results.length - refused - counted
  const parts = [
    t('offline:many.done', { count: counted }),
    needless > 0 && t('offline:many.needless', { count: needless }),
    refused > 0 && t('offline:many.refused', { count: refused }),
  ]
  return { text: parts.filter(Boolean).join(' '), tone: counted === results.length ? 'done' : 'problem' }
}

function outcomeText(one: Waiting, outcome: Outcome, now: number, viewer: Viewer, t: Translate): string {
  const time = formatMoment(outcome.at ?? new Date(now).toISOString(), now, viewer)
  const values = { number: one.number, time }
  if (one.verb === 'notes') return t('offline:outcome.notes.done', values)
  if (outcome.kind === 'over') return t('offline:outcome.over', values)
  if (outcome.kind === 'faster') return t(`offline:outcome.${one.verb}.faster`, { ...values, name: outcome.name })
  return t(`offline:outcome.${one.verb}.${outcome.kind}`, values)
}

/** The question about answers that were given so long ago that they may do harm. */
export function askText(all: readonly Waiting[], now: number, viewer: Viewer, t: Translate): string {
  const first = all.reduce((before, one) => (one.at < before.at ? one : before))
  const time = formatMoment(new Date(first.at).toISOString(), now, viewer)
  if (all.length > 1) return t('offline:ask.many', { count: all.length, time })
  return t(`offline:ask.${first.verb}`, { number: first.number, time })
}
