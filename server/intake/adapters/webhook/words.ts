import type { JsonObject } from '../json.ts'
import { scalarOf } from '../text.ts'

/** What has happened, by a word of the sender. */
export type Happening = 'trigger' | 'acknowledge' | 'resolve' | 'ignore'

/**
 * The usual names of the members that matter, best first. Compared without case, `_`, `-`, `.` and spaces: `dedup_key`,
 * `dedupKey` and `Dedup-Key` are one name.
 */
const usualNames = {
  summary: ['summary', 'title', 'subject', 'message', 'msg', 'text', 'alertname', 'name', 'description'],
  status: ['status', 'state', 'eventaction', 'eventtype', 'alertstatus', 'alertstate', 'action'],
  severity: ['severity', 'priority', 'level', 'urgency', 'criticality', 'loglevel'],
  dedupKey: ['dedupkey', 'deduplicationkey', 'key', 'alias', 'fingerprint', 'incidentkey', 'alertkey', 'alertid', 'id'],
  occurredAt: ['occurredat', 'timestamp', 'time', 'startsat', 'date'],
  link: ['link', 'url', 'href', 'clienturl', 'generatorurl'],
  runbook: ['runbookurl', 'runbook'],
  dashboard: ['dashboardurl', 'dashboard'],
} as const
export type UsualName = keyof typeof usualNames

/** The members of an event by their plain name; of two that read the same the first one counts. */
export function plainNames(body: JsonObject): ReadonlyMap<string, unknown> {
  const valueByName = new Map<string, unknown>()
  for (const [name, value] of Object.entries(body).slice(0, 1_000)) {
    const plain = name
      .slice(0, 100)
      .toLowerCase()
      .replaceAll(/[\s_.-]/g, '')
    if (!valueByName.has(plain)) valueByName.set(plain, value)
  }
  return valueByName
}

/** The first usual member that holds a text or a number, with its name. */
export function findUsual(
  valueByName: ReadonlyMap<string, unknown>,
  what: UsualName,
): { name: string; text: string } | undefined {
  for (const name of usualNames[what]) {
    const text = scalarOf(valueByName.get(name))
    if (text !== undefined) return { name, text }
  }
  return undefined
}

const wordsByHappening: Readonly<Record<'acknowledge' | 'resolve', string>> = {
  acknowledge: 'acknowledge acknowledged acknowledgement ack acked accept accepted bestätigt',
  resolve: `resolve resolved ok okay up recovered recovery recover closed close normal cleared clear green healthy success
    successful succeeded inactive fixed solved operational available online passed passing behoben gelöst erledigt
    wiederhergestellt`,
}

const happeningByWord: ReadonlyMap<string, Happening> = new Map(
  Object.entries(wordsByHappening).flatMap(([happening, words]) =>
    words.split(/\s+/).map((word) => [word, happening as Happening] as const),
  ),
)

/**
 * Levels that say that all is well again, for events that have no status. Fewer words than for a status: the priority of
 * a real problem may well be "normal".
 */
const wellAgain: readonly string[] = ['ok', 'resolved', 'recovered', 'recovery', 'clear', 'cleared']

export function happeningOfLevel(level: string): Happening {
  return wellAgain.includes(level.trim().toLowerCase()) ? 'resolve' : 'trigger'
}

/** What a word says has happened. Any word that nobody knows is a trigger: a page too many is better than one too few. */
export function happeningOf(word: string, own?: Readonly<Record<string, Happening>>): Happening {
  const text = word.trim().toLowerCase()
  if (own && Object.hasOwn(own, text)) return own[text] ?? 'trigger'
  return happeningByWord.get(text) ?? 'trigger'
}
