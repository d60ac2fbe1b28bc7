import type { Caller } from './env.ts'

/**
 * Who did something, as the audit log keeps it. `system` is Pikett itself, `file` a configuration at the start, `link` a
 * person through a signed link or an invitation, `unknown` somebody who has not proven who they are.
 */
export interface Actor {
  kind: 'user' | 'api_key' | 'system' | 'file' | 'link' | 'unknown'
  id?: string
  name: string
  /** The network address of the request. */
  ip?: string
}

export const pikettItself: Actor = { kind: 'system', name: 'Pikett' }

export function actorOf({ kind, userId, apiKeyId, name, ip }: Caller): Actor {
  return { kind, id: userId ?? apiKeyId ?? '', name, ...(ip && { ip }) }
}
