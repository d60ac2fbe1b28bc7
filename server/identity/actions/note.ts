import { audit } from '../../audit/index.ts'
import type { Actor } from '../../kernel/http/actor.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { findUser, updateUser } from '../store/users.ts'

/** Whose account it is, and what is known of whoever acted. */
export interface Noted {
  orgId: string
  userId: string
  by: Pick<Actor, 'kind' | 'ip'>
  data?: Record<string, unknown>
}

/** Notes in the audit log what happened around a sign-in, in a transaction of its own. */
export async function noteAccount(kernel: Kernel, action: string, { orgId, userId, by, data }: Noted): Promise<void> {
  await kernel.work.inOrganization(orgId, async (work) => {
    const user = await findUser(work.trx, userId)
    if (!user) return
    if (action === 'session.began') await updateUser(work.trx, userId, { lastSignInAt: work.now })
    const { id, key, name } = user
    const actor: Actor = by.kind === 'unknown' ? { ...by, name: '' } : { ...by, id, name }
    audit(work, { action, actor, subject: { kind: 'user', id, key, name }, ...(data && { data }) })
  })
}
