import type { AlertEvent } from '../../../../contract/intake/event.ts'
import { addField, addLink, type Fields } from '../fields.ts'
import type { JsonObject } from '../json.ts'
import { lookupOf, textsOf, type Lookup } from '../names.ts'
import { firstLine } from '../text.ts'
import { eventOf, invalid, vendorAdapter, type Reading } from '../vendor.ts'
import { statusOf } from './status.ts'

/** PRTG's notification "Execute HTTP Action": a form (or JSON) with the placeholders that the guide names (wire A08). */
export const prtg = vendorAdapter({ type: 'prtg', read: (body) => [read(body)] })

/** A placeholder that PRTG did not replace: `%sensorid`. */
const unresolved = /^%[a-z]+%?$/i

function read(body: JsonObject): Reading {
  const find = lookupOf(body, unresolved)
  const isTest = Object.values(body).some((value) => typeof value === 'string' && /^%sensorid%?$/i.test(value))
  const device = find('device', 'server', 'host')
  const sensor = find('sensor', 'name', 'shortname')
  const key = find('key', 'sensorid', 'alertuid') ?? (device && sensor && `${device}/${sensor}`)
  if (isTest) return testOf(body)
  if (key === undefined) return invalid('the number of the sensor is missing: send key=%sensorid')
  const text = find('status', 'state')
  if (text === undefined) return invalid('the status of the sensor is missing: send status=%status')
  return eventOf({
    ...statusOf(text),
    dedupKey: key,
    summary: summaryOf(device, sensor ?? key, find),
    fields: fieldsOf(body),
    links: linksOf(find),
    raw: body,
  })
}

/** The test button of a notification template has no sensor to speak of. */
function testOf(body: JsonObject): Reading {
  return eventOf({
    action: 'ignore',
    reason: 'test_notification',
    dedupKey: 'test',
    summary: 'PRTG',
    severity: 'info',
    fields: fieldsOf(body),
    raw: body,
  })
}

function summaryOf(device: string | undefined, sensor: string, find: Lookup): string {
  const place = device === undefined ? sensor : `${device}/${sensor}`
  const message = firstLine(find('message', 'lastmessage') ?? '')
  return message === '' ? `${place} ${find('status', 'state') ?? ''}` : `${place}: ${message}`
}

/** What PRTG calls priority are the stars of a sensor: how important it is, not how bad the problem. */
function fieldsOf(body: JsonObject): Fields {
  const fields: Fields = {}
  for (const [name, text] of textsOf(body, unresolved)) addField(fields, name === 'priority' ? 'stars' : name, text)
  return fields
}

function linksOf(find: Lookup): AlertEvent['links'] {
  const links: AlertEvent['links'] = []
  addLink(links, find('link', 'linksensor'), 'PRTG')
  addLink(links, find('linkdevice'), 'Device')
  return links
}
