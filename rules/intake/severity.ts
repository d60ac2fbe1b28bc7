import type { Severity } from '../../contract/keys.ts'

/**
 * The words that monitoring systems use, by the severity they mean (wire A00, and the German words of German systems).
 * `page` is what Prometheus users call the severity that wakes somebody; `none` is that of its always-firing Watchdog.
 */
const wordsBySeverity: Readonly<Record<Exclude<Severity, 'unknown'>, string>> = {
  critical: `critical crit fatal emergency emerg disaster p1 p0 sev0 s0 blocker severe page panic down highest urgent
    kritisch katastrophe notfall`,
  error: 'error err major high p2 sev1 s1 alert unreachable fehler hoch schwerwiegend',
  warning: 'warning warn average moderate medium p3 sev2 s2 degraded warnung mittel',
  info: `info information informational notice minor low lowest p4 p5 sev3 sev4 s3 s4 debug trace none ok normal
    not_classified up hinweis niedrig gering`,
}

const severityByWord: ReadonlyMap<string, Severity> = new Map(
  Object.entries(wordsBySeverity).flatMap(([severity, words]) =>
    words.split(/\s+/).map((word) => [word, severity as Severity] as const),
  ),
)

/**
 * The canonical severity of a sender's word; `unknown` for a word (or number) that has no meaning everywhere.
 * Upper and lower case, `-`, `_` and spaces make no difference. Bare numbers are unknown: 1 is the worst at some senders
 * and the least at others. `own` are the words of one source, in lower case; they come first.
 */
export function severityOf(word: string, own?: Readonly<Record<string, Severity>>): Severity {
  const text = word.trim().toLowerCase()
  if (own && Object.hasOwn(own, text)) return own[text] ?? 'unknown'
  return (
    severityByWord.get(text.replaceAll(/[\s-]+/g, '_')) ??
    severityByWord.get(text.replaceAll(/[\s_-]+/g, '')) ??
    'unknown'
  )
}
