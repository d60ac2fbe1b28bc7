import type { Api } from '../../kernel/http/api.ts'
import { createApi } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Logins } from '../logins.ts'
import type { IdentityPorts } from '../types.ts'
import { accountRoutes } from './account.ts'
import { passkeyRoutes } from './passkeys.ts'
import { ownContactRoutes } from './own-contacts.ts'
import { passwordRoutes } from './passwords.ts'
import { peopleRoutes } from './people.ts'
import { profileRoutes, sessionRoutes } from './session.ts'
import { setupRoutes } from './setup.ts'

/** Set-up, sessions, invitations, password reset, the own profile, people, teams and keys; mounted below /api/v1. */
export function identityRoutes(kernel: Kernel, logins: Logins, ports: IdentityPorts): Api {
  const api = createApi()
  setupRoutes(api, kernel, logins)
  sessionRoutes(api, kernel, logins)
  passwordRoutes(api, kernel, logins, ports)
  passkeyRoutes(api, kernel, logins)
  profileRoutes(api, kernel)
  accountRoutes(api, kernel, logins, ports)
  peopleRoutes(api, kernel)
  ownContactRoutes(api, kernel)
  return api
}
