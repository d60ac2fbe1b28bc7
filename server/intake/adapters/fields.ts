import type { EventImage, EventLink } from '../../../contract/intake/event.ts'
import { isObject } from './json.ts'
import { cut, oneLine, scalarOf, textOf } from './text.ts'

/** The readable fields of an event: at most this many; the raw event keeps all of them. */
const maxFields = 100
const maxName = 200
const maxValue = 8_000
const maxDepth = 6
const maxLinks = 20

export type Fields = Record<string, string>

/** Adds one field; a name that is taken gets the prefix, and "" is not worth a line. */
export function addField(fields: Fields, name: string, value: string, prefix = 'details'): void {
  if (value === '' || name === '' || name === '__proto__') return
  const short = cut(name, maxName)
  const free = Object.hasOwn(fields, short) ? cut(`${prefix}.${name}`, maxName) : short
  if (!Object.hasOwn(fields, free)) fields[free] = cut(value, maxValue)
}

/** Adds a JSON value of any shape: members and elements become `a.b` and `a.0`, deep ones their JSON. */
export function addFields(fields: Fields, name: string, value: unknown, budget = { left: maxFields }, depth = 0): void {
  if (value === null || value === undefined) return
  if (typeof value !== 'object' || depth >= maxDepth) {
    budget.left--
    addField(fields, name, valueText(value))
    return
  }
  const addMember = (member: string | number, inner: unknown) =>
    addFields(fields, name === '' ? String(member) : `${name}.${member}`, inner, budget, depth + 1)
  // Stops at the budget: a list of a million elements is not looked at to its end.
  if (Array.isArray(value)) for (let at = 0; at < value.length && budget.left > 0; at++) addMember(at, value[at])
  else if (isObject(value)) for (const member in value) if (budget.left > 0) addMember(member, value[member])
}

/** A JSON value as text: texts as they are, everything else as its JSON. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : cut(JSON.stringify(value) ?? '', maxValue)
}

/** The first hundred: what came first is what the sender found most important. */
export function limitFields(fields: Fields): Fields {
  const entries = Object.entries(fields)
  return entries.length <= maxFields ? fields : Object.fromEntries(entries.slice(0, maxFields))
}

/** An http(s) address of sensible length, or `undefined`. Everything else (javascript:, data:) would be run by a click. */
function webAddress(value: unknown): string | undefined {
  const text = textOf(value)?.trim()
  if (text === undefined || text.length > 2048 || !/^https?:\/\//i.test(text)) return undefined
  return URL.canParse(text) ? text : undefined
}

/** Adds a link when it is one and not there yet. */
export function addLink(links: EventLink[], href: unknown, text?: unknown): void {
  const address = webAddress(href)
  if (address === undefined || links.length >= maxLinks || links.some((link) => link.href === address)) return
  const label = oneLine(scalarOf(text) ?? '')
  links.push(label === '' ? { href: address } : { href: address, text: cut(label, 200) })
}

/** Adds a picture when its address is one. */
export function addImage(images: EventImage[], src: unknown, href: unknown, alt: unknown): void {
  const address = webAddress(src)
  if (address === undefined || images.length >= maxLinks) return
  const target = webAddress(href)
  const label = oneLine(scalarOf(alt) ?? '')
  images.push({
    src: address,
    ...(target === undefined ? {} : { href: target }),
    ...(label === '' ? {} : { alt: cut(label, 200) }),
  })
}
