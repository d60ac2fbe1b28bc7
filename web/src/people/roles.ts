import type { Role } from '../../../contract/keys.ts'

/** From the most to the least. The contract has them too, with its schemas, which are not downloaded. */
export const roles: readonly Role[] = ['owner', 'admin', 'manager', 'responder', 'stakeholder']
