import type { Answerer } from '../../alerts/index.ts'
import type { Actor } from '../../kernel/http/actor.ts'
import type { Call } from '../types.ts'

/** Who acts: the source, under the name that the client gives for it. No name of a client makes a person of it. */
export function answererOf({ source }: Pick<Call, 'source'>, user: string): Answerer {
  return { actor: { kind: 'source', id: source.id, name: user === '' ? source.name : user }, via: 'source' }
}

/** For the audit log: the key of the source, which is a key like any other. */
export function actorOf({ source, peer }: Pick<Call, 'source' | 'peer'>): Actor {
  return { kind: 'api_key', id: source.id, name: source.name, ...(peer !== '' && { ip: peer }) }
}
