import i18next from 'i18next'
import type { TextKey } from '../app/i18n.ts'
import type { Spoken, Waiting } from './outcome.ts'

/** What became of an answer, in every way it may go, for a notification that is shown while no window is open. */
export function inWords({ verb, number }: Omit<Waiting, 'user'>, zone: string): { spoken?: Spoken } {
  // The texts come after the first page; without them nothing is told before a window is open again.
  if (!i18next.exists('offline:notice.title')) return {}
  const say = (key: TextKey) => i18next.t(key, { number, time: '{{time}}', name: '{{name}}' })
  const became =
    verb === 'notes'
      ? { done: say('offline:outcome.notes.done') }
      : {
          done: say(`offline:outcome.${verb}.done`),
          faster: say(`offline:outcome.${verb}.faster`),
          before: say(`offline:outcome.${verb}.before`),
          over: say('offline:outcome.over'),
        }
  const refused = say(`offline:notice.refused.${verb}`)
  const [overdue, signedOut] = [say('offline:notice.overdue'), say('offline:notice.signedOut')]
  const title = say('offline:notice.title')
  return { spoken: { ...became, refused, overdue, signedOut, title, language: i18next.language, zone } }
}
