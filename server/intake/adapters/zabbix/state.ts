import type { Lookup } from '../names.ts'
import type { Draft } from '../vendor.ts'

type Action = Pick<Draft, 'action' | 'reason'>

const trigger: Action = { action: 'trigger' }
const resolve: Action = { action: 'resolve' }
const comment: Action = { action: 'ignore', reason: 'comment' }

/**
 * What a message of Zabbix means, by the table of its own media types (wire A05). `undefined` when it does not say whether
 * the problem began or ended.
 */
export function stateOf(find: Lookup): Action | undefined {
  const source = find('eventsource') ?? '0'
  // Discovery and autoregistration have no recovery: they are told once.
  if (source === '1' || source === '2') return trigger
  const value = find('eventvalue', 'triggervalue')
  if (value === undefined) return stateInWords(find)
  const isUpdate = find('eventupdatestatus') === '1'
  if (value === '0') return isUpdate ? comment : resolve
  return isUpdate ? updateOf(find) : trigger
}

/** A problem that goes on: acknowledged, commented, of another severity, or no longer acknowledged. */
function updateOf(find: Lookup): Action {
  const did = find('eventupdateaction')?.toLowerCase() ?? ''
  if (did.includes('unacknowledged') || did.includes('severity')) return trigger
  if (did.includes('acknowledged') || find('eventackstatus')?.toLowerCase() === 'yes') return { action: 'acknowledge' }
  return comment
}

/** How scripts that know no macros say it: `state` is `ok` or `alerting`; and the default subjects of Zabbix. */
function stateInWords(find: Lookup): Action | undefined {
  const state = find('state', 'triggerstatus', 'status')?.trim().toLowerCase()
  if (state !== undefined) return ['ok', 'resolved', 'recovery', 'recovered'].includes(state) ? resolve : trigger
  const subject = find('alertsubject', 'title', 'subject')
  if (subject === undefined) return undefined
  if (/^\s*(resolved|recover(y|ed)|ok)\b/i.test(subject)) return resolve
  return /^\s*updated problem\b/i.test(subject) ? comment : trigger
}
