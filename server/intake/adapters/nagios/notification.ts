import type { AlertEvent } from '../../../../contract/intake/event.ts'
import type { Severity } from '../../../../contract/keys.ts'
import { severityOf } from '../../../../rules/intake/severity.ts'
import { addField, addLink, type Fields } from '../fields.ts'
import type { JsonObject } from '../json.ts'
import { lookupOf, type Lookup } from '../names.ts'
import { firstLine, instantOf } from '../text.ts'
import { eventOf, invalid, type Draft, type Reading } from '../vendor.ts'

/** `$HOSTNAME$` when Nagios or Icinga does not know it in this notification. */
const unresolved = /^\$[^\s$]+\$$/

/** How the environment variables of Nagios, Icinga's scripts and Checkmk begin. */
const prefix = /^(NAGIOS|ICINGA|NOTIFY)_+/i

/** What Nagios, Icinga and Checkmk all say in a notification, by one name each. */
export type Notification = {
  type: string
  host: string
  /** `undefined` for a notification about the host itself. */
  service: string | undefined
  state: string
  find: Lookup
}

/** Reads a notification of the Nagios family (wire A06, A07). Says what is missing. */
export function readNotification(body: JsonObject): Notification | string {
  const find = lookupOf(body, unresolved, prefix)
  const host = find('host', 'hostname')
  if (host === undefined) return 'the name of the host is missing: send it as "host"'
  const aboutHost = find('what')?.toUpperCase() === 'HOST'
  const service = aboutHost ? undefined : find('service', 'servicedesc', 'servicename', 'servicedescription')
  const state = find('state', service === undefined ? 'hoststate' : 'servicestate') ?? ''
  const type = find('notificationtype', 'type') ?? ''
  if (type === '' && state === '') return 'send at least "notification_type" or "state"'
  return { type: type.toUpperCase().replaceAll(/[^A-Z]/g, ''), host, service, state: state.toUpperCase(), find }
}

/** The event of a notification; `dedupKey` differs between the products. */
export function eventOfNotification(
  notification: Notification,
  raw: JsonObject,
  dedupKey: string,
  more: { fields?: Fields; links?: AlertEvent['links'] } = {},
): Reading {
  const action = actionOf(notification)
  if (action === undefined) return invalid(`the notification type ${notification.type.slice(0, 40)} is not known`)
  const { find, service } = notification
  const links = [...(more.links ?? [])]
  const kind = service === undefined ? 'host' : 'service'
  addLink(links, find('url', `${kind}actionurl`, 'actionurl'))
  addLink(links, find(`${kind}notesurl`, 'notesurl'), 'Runbook')
  return eventOf({
    ...action,
    dedupKey,
    summary: summaryOf(notification),
    severity: severityOfState(notification),
    fields: { ...fieldsOf(notification), ...more.fields },
    links,
    raw,
    occurredAt: timeOf(find('timestamp', 'timet')),
  })
}

const well: readonly string[] = ['OK', 'UP']

/**
 * What happened. When flapping begins, recoveries are no longer sent; when it ends, no new problem is: so the state at its
 * end decides. `undefined` for a type that nobody knows.
 */
function actionOf({ type, state }: Notification): Pick<Draft, 'action' | 'reason'> | undefined {
  const byState = { action: well.includes(state) ? 'resolve' : 'trigger' } as const
  if (type === '') return byState
  if (type === 'PROBLEM' || type === 'FLAPPINGSTART') return { action: 'trigger' }
  if (type === 'RECOVERY') return { action: 'resolve' }
  if (type === 'ACKNOWLEDGEMENT') return { action: 'acknowledge' }
  if (type.startsWith('FLAPPING')) return state === '' ? { action: 'resolve' } : byState
  if (type.startsWith('DOWNTIME')) return { action: 'ignore', reason: 'downtime' }
  if (type === 'CUSTOM') return { action: 'ignore', reason: 'comment' }
  if (type.startsWith('ALERTHANDLER')) return { action: 'ignore', reason: 'no_change_of_state' }
  if (type === 'TEST') return { action: 'ignore', reason: 'test_notification' }
  return undefined
}

/** Their UNKNOWN means that the check itself failed: an error, not "nobody knows how bad". */
const severityByState: Readonly<Record<string, Severity>> = {
  unknown: 'error',
  unkn: 'error',
  unreachable: 'error',
  unrea: 'error',
}

function severityOfState({ type, state }: Notification): Severity {
  // A service that flaps through OK at this moment is not well.
  if (type === 'FLAPPINGSTART' && (well.includes(state) || state === '')) return 'warning'
  return severityOf(state, severityByState)
}

function summaryOf({ type, host, service, state, find }: Notification): string {
  const hostName = find('hostdisplayname') ?? host
  const serviceName = service === undefined ? undefined : (find('servicedisplayname') ?? service)
  const place = serviceName === undefined ? hostName : `${hostName}/${serviceName}`
  const flaps = type === 'FLAPPINGSTART' ? ' FLAPPING' : ''
  const output = firstLine(find('output', service === undefined ? 'hostoutput' : 'serviceoutput') ?? '')
  return `${place}${state === '' ? '' : ` ${state}`}${flaps}${output === '' ? '' : `: ${output}`}`
}

/** The readable fields, what helps most first. */
function fieldsOf({ type, host, service, state, find }: Notification): Fields {
  const kind = service === undefined ? 'host' : 'service'
  const fields: Fields = {}
  const add = (name: string, value: string | undefined) => addField(fields, name, value ?? '')
  add('notification', type)
  add('host', host)
  add('service', service)
  add('state', state)
  add('output', find('output', `${kind}output`))
  add('longOutput', find('longoutput', `long${kind}output`))
  add('address', find('hostaddress', 'address'))
  add('alias', find('hostalias'))
  add('author', find('author', 'notificationauthor', `${kind}ackauthor`))
  add('comment', find('comment', 'notificationcomment', `${kind}ackcomment`))
  add('stateType', find('statetype', `${kind}statetype`))
  add('previousState', find('laststate', `last${kind}state`))
  add('perfdata', find('perfdata', `${kind}perfdata`))
  add('hostGroups', find('groups', 'hostgroups', 'hostgroupnames'))
  add('serviceGroups', find('servicegroups', 'servicegroupnames'))
  add('problemId', find('problemid', `${kind}problemid`))
  add('time', find('longdatetime', 'datetime', 'shortdatetime'))
  add('contact', find('contact', 'contactname', 'username'))
  return fields
}

/** Seconds since 1970 (`$TIMET$`), or ISO 8601. */
function timeOf(text: string | undefined): Temporal.Instant | undefined {
  if (text === undefined) return undefined
  return /^\d{9,11}$/.test(text) ? Temporal.Instant.fromEpochMilliseconds(Number(text) * 1_000) : instantOf(text)
}
