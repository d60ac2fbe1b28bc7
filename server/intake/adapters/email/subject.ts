/** Prefixes of answers and forwarded mails, in the languages of mail programs here. */
const prefix = /^(?:re|aw|wg|fwd?|antw|antwort|sv|tr)(?:\[\d{1,3}\])?\s*:\s*/i

/** A subject without what mail programs put before it. */
export function bareSubject(subject: string): string {
  let bare = subject.trim()
  for (let count = 0; count < 10 && prefix.test(bare); count++) bare = bare.replace(prefix, '')
  return bare
}

const letters = String.raw`(?<![\p{L}\p{N}_])(?:%)(?![\p{L}\p{N}_])`
const wordsOf = (words: string, flags: string) => new RegExp(letters.replace('%', words.replaceAll(' ', '|')), flags)

/** Words that say how it stands and not what it is about. */
const states = wordsOf(
  `ok up down problem recovery recovered resolved cleared firing critical crit warning warn unknown error failed failure
  success successful succeeded unreachable alert alarm behoben wiederhergestellt gelöst entwarnung störung ausfall fehler
  fehlgeschlagen erfolgreich warnung kritisch erledigt acknowledgement`.replaceAll(/\s+/g, ' '),
  'giu',
)

/**
 * Times, dates and counters differ from mail to mail about one thing. Nothing else that has digits is taken away: ports
 * (1/0/24), addresses (10.0.0.5) and numbers of machines tell one thing from another.
 */
const changing = [
  /(?<![\w.-])\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-])/g,
  /(?<![\w.])\d{1,2}\.\d{1,2}\.\d{4}(?![\w.])/g,
  /(?<![\w/])\d{1,2}\/\d{1,2}\/\d{4}(?![\w/])/g,
  /(?<![\w:.])\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?(?![\w:])/gi,
  /\(\d{1,9}\)\s*$/g,
  /(?<!\w)\d{1,6}\s(?:of|von)\s\d{1,6}(?!\w)/gi,
]

const longest = 1_000

/**
 * What a mail is about: its subject without prefixes, state words, counters and times, in lower case, so that the report of
 * a problem and that of its end are the same (wire A16, "Mapping"). "" when nothing is left.
 */
export function topicOf(subject: string): string {
  let topic = bareSubject(subject.slice(0, longest)).replaceAll(states, ' ')
  for (const pattern of changing) topic = topic.replaceAll(pattern, ' ')
  return topic
    .replaceAll(/\[\s*\]|\(\s*\)|\{\s*\}/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '')
    .toLowerCase()
}

/** Capital state words, as monitoring systems write them; "up" and "ok" in a sentence say nothing. */
const shouted = wordsOf('OK UP RECOVERY RECOVERED RESOLVED CLEARED BEHOBEN GELÖST WIEDERHERGESTELLT ENTWARNUNG', 'u')

/** At the beginning, alone or in brackets. */
const leading =
  /^(?:\[[^\]]{1,60}\]\s*){0,2}(?:\[(?:ok|up|resolved|recovered|recovery|cleared|behoben|gelöst|wiederhergestellt|entwarnung)\]|(?:resolved|recovered|recovery|cleared|behoben|gelöst|wiederhergestellt|entwarnung|erledigt)\s*(?:[:–—-]|in\b))/iu

/** At the end: "web-07 ist wieder erreichbar". */
const trailing =
  /(?:\b(?:is|are|ist|sind|wurde)\s+(?:back\s+|wieder\s+)?(?:ok|up|online|resolved|recovered|behoben|gelöst|erreichbar|verfügbar|wiederhergestellt|available|reachable)|[:–—-]\s*(?:resolved|recovered|behoben|gelöst|wiederhergestellt|entwarnung))[\s.!]*$/iu

const denials = wordsOf('not no never nicht kein keine keiner nie un', 'iu')
const troubles = wordsOf(
  `down problem critical crit warning warn unknown error errors failed failure firing fehler fehlgeschlagen kritisch warnung
  störung ausfall unreachable`.replaceAll(/\s+/g, ' '),
  'iu',
)

/**
 * Whether a subject says that all is well again. Where it could mean anything else it does not: a report too many costs
 * sleep, one that is taken for its end the night of the customer.
 */
export function saysWellAgain(subject: string): boolean {
  const bare = bareSubject(subject.slice(0, longest))
  if (denials.test(bare)) return false
  if (leading.test(bare)) return true
  return (shouted.test(bare) || trailing.test(bare)) && !troubles.test(bare)
}
