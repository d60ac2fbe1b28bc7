import type { Language } from '../../../contract/keys.ts'
import type { I18n, Translate } from '../../kernel/i18n.ts'

/** Speaks to one person: in their language, with the times of their zone. */
export interface Speaker {
  say: Translate
  language: Language
  /** Date and time with the zone's name, such as "5 Jan 2026, 03:07 CET". */
  time(at: Temporal.Instant): string
}

const prefix = 'notifications:'

export function speakerFor(i18n: I18n, person: { language: Language; timeZone: string }): Speaker {
  const translate = i18n.in(person.language)
  return {
    language: person.language,
    say: (key, values) => translate(`${prefix}${key}`, values),
    time: (at) => timesOf(person).format(at.epochMilliseconds),
  }
}

/** Making one takes longer than everything else about a message; those that are in use are few. */
const formats = new Map<string, Intl.DateTimeFormat>()
const mostFormats = 500

function timesOf({ language, timeZone }: { language: Language; timeZone: string }): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`
  const known = formats.get(key)
  if (known) return known
  if (formats.size >= mostFormats) formats.clear()
  const format = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  })
  formats.set(key, format)
  return format
}
