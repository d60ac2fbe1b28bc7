import { formatMoment, type Viewer } from '../app/format.ts'
import type { Translate } from '../app/i18n.ts'
import type { Outcome, Waiting } from './outcome.ts'

/** What became of an answer that was given without a connection. */
export function outcomeText(one: Waiting, outcome: Outcome, now: number, viewer: Viewer, t: Translate): string {
  const time = formatMoment(outcome.at ?? new Date(now).toISOString(), now, viewer)
  const values = { number: one.number, time }
  if (one.verb === 'notes') return t('offline:outcome.notes.done', values)
  if (outcome.kind === 'over') return t('offline:outcome.over', values)
  if (outcome.kind === 'faster') return t(`offline:outcome.${one.verb}.faster`, { ...values, name: outcome.name })
  return t(`offline:outcome.${one.verb}.${outcome.kind}`, values)
}
