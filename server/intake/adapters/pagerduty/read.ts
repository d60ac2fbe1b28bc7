import type { EventImage, EventLink } from '../../../../contract/intake/event.ts'
import { addField, addFields, addImage, addLink, limitFields, type Fields } from '../fields.ts'
import { isObject, type JsonObject } from '../json.ts'
import { oneLine, textOf } from '../text.ts'

/** A member that must be a text that says something; says what is wrong otherwise, in PagerDuty's words. */
export function required(object: JsonObject, name: string, errors: string[], prefix = ''): string {
  const value = object[name]
  const text = textOf(value)
  if (text !== undefined) return text
  const blank = value === undefined || value === null || typeof value === 'string'
  errors.push(blank ? `'${prefix}${name}' is missing or blank` : `'${prefix}${name}' must be a string`)
  return ''
}

/** The object of that name; anything else counts as an empty one (acknowledge and resolve come with null or nothing). */
export function objectAt(object: JsonObject, name: string): JsonObject {
  const value = object[name]
  return isObject(value) ? value : {}
}

export function listAt(object: JsonObject, name: string): JsonObject[] {
  const value = object[name]
  return Array.isArray(value) ? value.slice(0, 100).filter(isObject) : []
}

/** The readable fields of an event: what PagerDuty names first, then the details of the sender. */
export function fieldsOf(named: JsonObject, names: readonly string[], details: unknown): Fields {
  const fields: Fields = {}
  for (const name of names) {
    const text = textOf(named[name])
    if (text !== undefined) addField(fields, name, text)
  }
  addFields(fields, isObject(details) ? '' : 'details', details)
  return limitFields(fields)
}

export function linksOf(body: JsonObject, links: readonly JsonObject[]): EventLink[] {
  const found: EventLink[] = []
  for (const link of links) addLink(found, link.href, link.text)
  addLink(found, body.client_url, oneLine(textOf(body.client) ?? ''))
  return found
}

export function imagesOf(images: readonly JsonObject[]): EventImage[] {
  const found: EventImage[] = []
  for (const image of images) addImage(found, image.src, image.href, image.alt)
  return found
}

/** The event as it is kept: without the key, which is the secret of the source. */
export function withoutKey(body: JsonObject): JsonObject {
  const { routing_key: _routingKey, service_key: _serviceKey, ...rest } = body
  return rest
}
