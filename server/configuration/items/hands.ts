import type { OrganizationConfig } from '../../../contract/config/organization.ts'
import type { ItemByNoun } from '../../../contract/config/items.ts'
import type { Caller } from '../../kernel/http/api.ts'
import type { Finding } from '../types.ts'
import type { Noun } from './secrets.ts'

/** What becomes of an item; undefined where it is not there before, or not any more. */
export interface Turn {
  before: object | undefined
  after: object | undefined
}

/** The person who asks, if it is one. */
export interface Hand extends Pick<Caller, 'role'> {
  userKey: string | undefined
  /** Whether a person has a second factor; true for programs, which need none. */
  hasFactor: boolean
}

type Change = { [Name in keyof Turn]: Partial<ItemByNoun['users']> | undefined }

/**
 * What somebody may not do to people and API keys although the role allows to change the set-up: nobody changes the own role
 * or removes themselves, so that nobody locks themselves out; and only owners make, change and remove owners.
 */
export function judgeHands(hand: Hand, noun: Noun, turn: Turn): Finding[] {
  if (noun === 'users') return [...judgeSelf(hand, turn), ...judgeOwner(hand, turn)]
  if (noun === 'apiKeys') return judgeKey(hand, turn)
  if (noun === 'organization') return judgeRequired(hand.hasFactor, turn.before, turn.after)
  return []
}

/** Whoever requires a second factor of everybody must have one, or locks themselves out first. */
export function judgeRequired(
  hasFactor: boolean,
  before: Partial<OrganizationConfig> | undefined,
  after: Partial<OrganizationConfig> | undefined,
): Finding[] {
  if (hasFactor || before?.requireSecondFactor === true || after?.requireSecondFactor !== true) return []
  const message = 'You have no second factor yourself. Set one up under Profile > Security first.'
  return [{ path: ['requireSecondFactor'], message }]
}

function judgeSelf({ userKey }: Hand, { before, after }: Change): Finding[] {
  if (userKey === undefined || before?.key !== userKey) return []
  if (after === undefined) return [{ path: [], message: 'You cannot remove yourself. Another administrator can.' }]
  if (after.role === before.role) return []
  return [{ path: ['role'], message: 'You cannot change your own role. Another administrator can.' }]
}

function judgeOwner({ role }: Hand, { before, after }: Change): Finding[] {
  if (role === 'owner') return []
  if (before?.role !== 'owner') {
    return after?.role === 'owner' ? [{ path: ['role'], message: 'Only an owner can make somebody an owner.' }] : []
  }
  if (after === undefined) return [{ path: [], message: 'Only an owner can remove an owner.' }]
  const message = 'Only an owner can change the role, the e-mail address or the password of an owner.'
  const differs = (['role', 'email', 'password'] as const).filter((name) => after[name] !== before[name])
  return differs.map((name) => ({ path: [name], message }))
}

function judgeKey({ role }: Hand, { before, after }: Change): Finding[] {
  if (role === 'owner') return []
  if (before?.role === 'owner')
    return [{ path: [], message: 'Only an owner can change or remove the key of an owner.' }]
  return after?.role === 'owner' ? [{ path: ['role'], message: 'Only an owner can make a key of an owner.' }] : []
}
