import { hash } from 'node:crypto'
import type { AlertEvent } from '../../contract/intake/event.ts'

type Content = Pick<AlertEvent, 'summary' | 'severity' | 'fields' | 'links' | 'images' | 'tags'>

/**
 * What a sender says about an alert, as 128 bits of its SHA-256 in the form of a UUID: equal content has equal hashes. The
 * order of members counts; a sender who shuffles them is written on the spot, which is slower and as right.
 */
export function contentHash({ summary, severity, fields, links, images, tags = [] }: Content): string {
  const content = [summary, severity, fields, links, images]
  const hex = hash('sha256', JSON.stringify(tags.length === 0 ? content : [...content, tags]), 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}
