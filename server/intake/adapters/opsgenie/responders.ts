import { isObject, type JsonObject } from '../json.ts'
import { cut, oneLine, scalarOf } from '../text.ts'

/** Who is asked to answer, as the sender names them: a team, a user, a schedule or an escalation. */
export interface Responder {
  type: string
  /** The name, the username or the id: whichever the sender gave. */
  name: string
}

const mostResponders = 50
const kinds = ['team', 'user', 'escalation', 'schedule']

/** The responders of a create; `teams` is what they were called before. */
export function respondersOf(body: JsonObject): Responder[] {
  const old = listOf(body.teams).map((team) =>
    isObject(team) ? { ...team, type: 'team' } : { name: team, type: 'team' },
  )
  return [...listOf(body.responders), ...old].flatMap((one) => responderOf(one) ?? []).slice(0, mostResponders)
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, mostResponders) : [])

/** One responder, or undefined when it names nobody. */
export function responderOf(value: unknown, type?: string): Responder | undefined {
  if (!isObject(value)) return undefined
  const kind = type ?? scalarOf(value.type)?.trim().toLowerCase() ?? ''
  const name = oneLine(scalarOf(value.name) ?? scalarOf(value.username) ?? scalarOf(value.id) ?? '')
  return kinds.includes(kind) && name !== '' ? { type: kind, name: cut(name, 200) } : undefined
}
