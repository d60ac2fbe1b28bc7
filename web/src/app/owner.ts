import type { Session } from '../api/types.ts'

export const ownerKey = 'pikett.owner'

/** Whose state this browser keeps: one person in one organization. */
export const ownerOf = (session: Pick<Session, 'user' | 'organization'>): string =>
  `${session.user.id} ${session.organization.key}`

export function readOwner(): string | null {
  try {
    return localStorage.getItem(ownerKey)
  } catch {
    return null
  }
}
