import { allows } from '../../contract/permissions.ts'
import type { Caller } from '../kernel/http/api.ts'
import { Fault } from '../kernel/fault.ts'

/**
 * Who may change who is on call. A responder may take over a duty and give it back again, so for themselves only (R065:
 * nobody volunteers another); a manager decides for everybody.
 */
export function mustBeAllowedToReplace(caller: Caller, userId: string): void {
  if (allows(caller.role, 'oncall.write')) return
  if (allows(caller.role, 'oncall.take') && caller.userId === userId) return
  throw new Fault(
    'forbidden',
    'You can take over a duty yourself and give it back; entering or removing somebody else needs the role manager.',
  )
}
