import { wrongField } from '../refusal.ts'
import type { Operator, Query, QueryField, TimeField } from '../types.ts'
import { spanOf } from './span.ts'

const fieldByName: Readonly<Record<string, QueryField>> = {
  status: 'status',
  alias: 'alias',
  message: 'message',
  description: 'description',
  priority: 'priority',
  tag: 'tag',
  tags: 'tag',
  entity: 'entity',
  source: 'source',
  owner: 'owner',
  id: 'id',
  alertid: 'id',
}

const timeByName: Readonly<Record<string, TimeField>> = {
  createdat: 'createdAt',
  updatedat: 'updatedAt',
  lastoccurredat: 'lastOccurredAt',
  // As Opsgenie's own documentation spells it.
  lastoccuredat: 'lastOccurredAt',
}

const flagByName = { acknowledged: 'acknowledged', isseen: 'isSeen', snoozed: 'snoozed' } as const

/** One comparison. Throws 422 for a field that cannot be asked for, and for a value that is none of its values. */
export function testOf(name: string, operator: Operator, value: string): Query {
  const plain = name.toLowerCase()
  if (Object.hasOwn(timeByName, plain)) return timeTest(timeByName[plain]!, operator, value)
  if (Object.hasOwn(flagByName, plain)) {
    return { kind: 'flag', field: flagByName[plain as keyof typeof flagByName], value: booleanOf(name, value) }
  }
  if (plain === 'count' || plain === 'tinyid') return numberTest(plain, operator, value)
  if (plain.startsWith('details.') && plain.length > 'details.'.length) {
    return { kind: 'detail', name: name.slice('details.'.length), value }
  }
  if (!Object.hasOwn(fieldByName, plain)) throw wrongField('query', `Alerts can not be searched by ${name}.`)
  const field = fieldByName[plain]!
  if (operator !== '=' && field !== 'priority')
    throw wrongField('query', `${name} can not be compared with ${operator}.`)
  return { kind: 'test', field, operator, value: field === 'status' ? statusOf(value) : value }
}

function statusOf(value: string): string {
  const status = value.toLowerCase()
  if (!['open', 'closed', 'acked', 'unacked'].includes(status)) {
    throw wrongField('query', 'A status is open or closed.')
  }
  return status
}

function timeTest(field: TimeField, operator: Operator, value: string): Query {
  const span = spanOf(value)
  if (!span) throw wrongField('query', `"${value}" is no time: write milliseconds since 1970, 31-12-2026 or ISO 8601.`)
  return { kind: 'time', field, operator, ...span }
}

function numberTest(plain: 'count' | 'tinyid', operator: Operator, value: string): Query {
  if (!/^\d{1,15}$/.test(value)) throw wrongField('query', `"${value}" is no number.`)
  return { kind: 'number', field: plain === 'tinyid' ? 'tinyId' : 'count', operator, value: Number(value) }
}

function booleanOf(name: string, value: string): boolean {
  const text = value.toLowerCase()
  if (text !== 'true' && text !== 'false') throw wrongField('query', `${name} is true or false.`)
  return text === 'true'
}
