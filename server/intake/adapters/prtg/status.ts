import type { Severity } from '../../../../contract/keys.ts'
import { cut } from '../text.ts'
import type { Draft } from '../vendor.ts'

type Status = Pick<Draft, 'action' | 'reason' | 'severity'>

const down: Status = { action: 'trigger', severity: 'critical' }
const open = (severity: Severity): Status => ({ action: 'trigger', severity })

/** How a status begins, in English and German installations (wire A08); what is more precise comes first. */
const beginnings: readonly [RegExp, Status][] = [
  [/^(up|ok)(?!\p{L})/u, { action: 'resolve', severity: 'info' }],
  [/^(paused|pausiert|angehalten)/u, { action: 'ignore', reason: 'downtime', severity: 'info' }],
  [/^(down|fehler|error|ausgefallen)\s*\((acknowledged|bestätigt)/u, { action: 'acknowledge', severity: 'critical' }],
  [/^(down|fehler|error|ausgefallen)\s*\((partial|teilweise)/u, open('error')],
  [/^(down|fehler|error|ausgefallen)/u, down],
  [/^(warning|warnung)/u, open('warning')],
  [/^(unusual|ungewöhnlich)/u, open('warning')],
  [/^(unknown|unbekannt)/u, open('info')],
  // "ESCALATION REPEAT": the trigger of a notification that repeats while the sensor is down.
  [/^(escalation|eskalation)/u, down],
]

/**
 * What a status of PRTG says. Triggers write more than the status: `Down ended (now: Up)`, `Up (was: Down)`, `Down
 * ESCALATION`; what holds now decides. A word that nobody knows is a problem of unknown severity.
 */
export function statusOf(text: string): Status {
  const words = cut(text.trim(), 200).toLowerCase()
  const [, now = words] = /\((?:now|jetzt):\s*(.*?)\)?$/u.exec(words) ?? []
  return beginnings.find(([beginning]) => beginning.test(now))?.[1] ?? open('unknown')
}
