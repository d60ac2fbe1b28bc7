import type { IntakeRequest } from '../adapter.ts'
import { addField, limitFields, type Fields } from '../fields.ts'
import type { ItemsResult } from '../items.ts'
import { readJson, type JsonObject } from '../json.ts'
import { severityOf } from '../../../../rules/intake/severity.ts'
import { dedupKeyOf, firstLine, scalarOf } from '../text.ts'
import { vendorAdapter, type Reading } from '../vendor.ts'
import { readLoosely } from './loose.ts'

/**
 * Datto RMM's webhooks. What they send is a template of ours with variables filled in (wire A15): one for the alert and one
 * for its end.
 */
export const datto = vendorAdapter({ type: 'datto', itemsOf, read: (body) => [eventOf(body)] })

/** Datto fills variables in as they are: a quote or a backslash in a message breaks the JSON, and must not cost the alert. */
function itemsOf({ body }: IntakeRequest): ItemsResult {
  const json = readJson(body)
  if (json.ok) return { ok: true, items: Array.isArray(json.value) ? json.value : [json.value] }
  const loose = json.problem.reason === 'broken_json' ? readLoosely(body) : undefined
  return loose === undefined ? { ok: false, status: 400, ...json.problem } : { ok: true, items: [loose] }
}

const resolved = new Set(['ok', 'resolved', 'resolve', 'normal', 'closed'])

function eventOf(body: JsonObject): Reading {
  for (const name of ['state', 'uid', 'priority']) {
    if (typeof body[name] === 'object' && body[name] !== null) {
      return { reason: 'wrong_type', detail: `${name} must be a string` }
    }
  }
  const uid = filled(body.uid)
  if (uid === undefined) {
    const unfilled = scalarOf(body.uid)
    const detail =
      unfilled === undefined
        ? 'uid is missing: use the template of the set-up guide'
        : `Datto did not fill in ${unfilled.slice(0, 60)}: check the name of the variable`
    return { reason: 'invalid_event', detail }
  }
  const isOver = resolved.has((filled(body.state) ?? '').toLowerCase())
  const host = filled(body.host)
  const message = firstLine(filled(body.message) ?? filled(body.type) ?? '')
  return {
    action: isOver ? 'resolve' : 'trigger',
    dedupKey: dedupKeyOf(uid),
    summary: firstLine([host, message].filter(Boolean).join(': ')) || `Datto RMM ${firstLine(uid)}`.slice(0, 300),
    severity: severityOf(filled(body.priority) ?? ''),
    fields: fieldsOf(body),
    links: [],
    images: [],
    raw: body,
  }
}

/** The text of a member; a variable that Datto does not know stays in its brackets and says nothing. */
function filled(value: unknown): string | undefined {
  const text = scalarOf(value)?.trim()
  return text === undefined || /^\[[a-z_]+\]$/.test(text) ? undefined : text
}

const nameByMember: Readonly<Record<string, string>> = { site: 'customer', host: 'device' }

/** Everything that the template holds, so that variables which people add are shown as well. */
function fieldsOf(body: JsonObject): Fields {
  const fields: Fields = {}
  for (const [member, value] of Object.entries(body).slice(0, 200)) {
    const name = Object.hasOwn(nameByMember, member) ? nameByMember[member]! : member
    if (member !== 'state' && member !== 'uid') addField(fields, name, filled(value) ?? '')
  }
  return limitFields(fields)
}
