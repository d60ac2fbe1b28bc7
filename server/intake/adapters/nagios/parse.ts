import type { JsonObject } from '../json.ts'
import { invalid, vendorAdapter, type Reading } from '../vendor.ts'
import { eventOfNotification, readNotification } from './notification.ts'

/** Notifications of Nagios and what is like it (Naemon), sent by a shell command (wire A06). */
export const nagios = vendorAdapter({ type: 'nagios', read: (body) => [readNagios(body)] })

/** Host and service are the key: the id of a problem is 0 in its recovery. */
export function readNagios(body: JsonObject): Reading {
  const notification = readNotification(body)
  if (typeof notification === 'string') return invalid(notification)
  const { host, service } = notification
  return eventOfNotification(notification, body, service === undefined ? host : `${host}/${service}`)
}
