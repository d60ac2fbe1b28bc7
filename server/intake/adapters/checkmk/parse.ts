import type { AlertEvent } from '../../../../contract/intake/event.ts'
import { withoutSlash } from '../adapter.ts'
import { addField, addLink, type Fields } from '../fields.ts'
import type { JsonObject } from '../json.ts'
import { scalarOf } from '../text.ts'
import { eventOfNotification, readNotification, type Notification } from '../nagios/notification.ts'
import { invalid, vendorAdapter, type Reading } from '../vendor.ts'

/** Checkmk's notification script: the variables NOTIFY_* as JSON, with or without that prefix (wire A07). */
export const checkmk = vendorAdapter({ type: 'checkmk', read: (body) => [read(body)] })

function read(body: JsonObject): Reading {
  const notification = readNotification(body)
  if (typeof notification === 'string') return invalid(notification)
  const { host, service, find } = notification
  // Several sites of one distributed monitoring may know a host of the same name.
  const place = [find('omdsite', 'site'), host, service].filter((part) => part !== undefined)
  const links = linksOf(notification)
  return eventOfNotification(notification, body, place.join('/'), { fields: fieldsOf(notification, body), links })
}

/** Addresses of Checkmk are relative to the site: `/check_mk/index.py?…`. */
function linksOf({ service, find }: Notification): AlertEvent['links'] {
  const links: AlertEvent['links'] = []
  const site = withoutSlash(find('siteurl', 'baseurl') ?? '')
  const address = find(service === undefined ? 'hosturl' : 'serviceurl')
  if (address !== undefined) addLink(links, address.startsWith('/') ? `${site}${address}` : address, 'Checkmk')
  return links
}

const labelName = /^(?:NOTIFY_)?(HOST|SERVICE)(LABEL|TAG)_(.+)$/i

/** Labels and tags say whose the host is and where it stands. */
function fieldsOf({ find }: Notification, body: JsonObject): Fields {
  const fields: Fields = {}
  addField(fields, 'site', find('omdsite', 'site') ?? '')
  for (const name in body) {
    const [, kind = '', , label = ''] = labelName.exec(name) ?? []
    if (label !== '') addField(fields, `${kind.toLowerCase()}.${label}`, scalarOf(body[name]) ?? '')
  }
  return fields
}
