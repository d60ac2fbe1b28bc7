import { hash } from 'node:crypto'
import type { AlertEvent } from '../../contract/intake/event.ts'

type Content = Pick<AlertEvent, 'summary' | 'severity' | 'fields' | 'links' | 'images' | 'tags'>

/** The last hash of each set of fields: adapters that know a repeat hand over the very same objects again. */
const knownByFields = new WeakMap<Content['fields'], { content: Content; hash: string }>()

/**
 * What a sender says about an alert, as 128 bits of its SHA-256 in the form of a UUID: equal content has equal hashes. The
 * order of members counts; a sender who shuffles them is written on the spot, which is slower and as right. Events are values:
 * nobody changes one after it was made.
 */
export function contentHash(content: Content): string {
  const known = knownByFields.get(content.fields)
  if (known && isSame(known.content, content)) return known.hash
  const made = hashOf(content)
  const { summary, severity, fields, links, images, tags } = content
  knownByFields.set(fields, { content: { summary, severity, fields, links, images, tags }, hash: made })
  return made
}

function isSame(one: Content, other: Content): boolean {
  const ofText = one.summary === other.summary && one.severity === other.severity
  return ofText && one.links === other.links && one.images === other.images && one.tags === other.tags
}

function hashOf({ summary, severity, fields, links, images, tags = [] }: Content): string {
  const content = [summary, severity, fields, links, images]
  const hex = hash('sha256', JSON.stringify(tags.length === 0 ? content : [...content, tags]), 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}
