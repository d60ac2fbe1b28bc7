import { formatNames } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import type { WindowDraft } from './draft.ts'
import { draftOf } from './draft.ts'
import type { MaintenanceWindow } from './queries.ts'
import { repeatSentence } from './sentence.ts'

const day = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)$/

/** When a window is in force, as a sentence on the clock of its own zone, which is named. */
export function useTimesText(): (window: MaintenanceWindow) => string {
  const sentence = useDraftText()
  return (window) => sentence(draftOf(window, window.createdAt.slice(0, 10)))
}

export function useDraftText(): (draft: WindowDraft) => string {
  const { t, language } = useText()
  return ({ start, end, timezone, repeat }) => {
    const [, , , , from = ''] = day.exec(start) ?? []
    const [, , , , to = ''] = day.exec(end) ?? []
    const zone = timezone.replaceAll('_', ' ')
    if (repeat.repeat === 'once') {
      const shown = (text: string) =>
        new Intl.DateTimeFormat(language === 'de' ? 'de' : 'en-GB', {
          dateStyle: 'medium',
          timeStyle: 'short',
          timeZone: 'UTC',
        }).format(Date.parse(`${text}:00Z`))
      if (!from || !to) return ''
      return t('maintenance:times.once', {
        from: shown(start),
        to: start.slice(0, 10) === end.slice(0, 10) ? to : shown(end),
        zone,
      })
    }
    return t('maintenance:times.repeated', { from, to, zone, repeat: repeatSentence(repeat, t, language) })
  }
}

/** What a window covers, by name. */
export function useScopeText(): (window: MaintenanceWindow) => string {
  const { t, language } = useText()
  return ({ everything, sources, services, customers }) => {
    if (everything) return t('maintenance:everything')
    const names = [...customers, ...services, ...sources].map(({ name }) => name)
    return names.length > 4
      ? t('maintenance:andMore', { names: names.slice(0, 3).join(', '), count: names.length - 3 })
      : formatNames(names, language)
  }
}
