/**
 * Identity: organizations, the people in them, teams, logins, API keys, invitations, contacts' configuration.
 * Owns `organizations`, `users`, `teams`, `team_members`, `api_keys`, `invitations`, `installation`, the `login*` tables, and
 * writes `contacts` and `notification_rules` when a configuration is applied (notifications reads and verifies them).
 * Invariants: a login belongs to one user of one organization; who has left is nobody, at once; only hashes of tokens and
 * codes are kept; whoever comes first over the network does not own the system.
 * Emits nothing. Below every other slice; what it needs from above are ports.
 */
export { listTeamsNow, presentUserIds, teamRosters } from './actions/coverage.ts'
export { prepareLocalToken } from './actions/local-token.ts'
export { createOrganization } from './actions/organizations.ts'
export type { OrganizationDetails } from './actions/organizations.ts'
export { fallbackUsers, findOrganization, findPerson, listUsersNow, userIdsByKey, usersById } from './actions/people.ts'
export { hasSecondFactor } from './actions/required-factor.ts'
export { prepareSetup } from './actions/setup.ts'
export { createUser } from './actions/users.ts'
export type { NewUser } from './actions/users.ts'
export { authenticate, organizationToCreate } from './authenticate.ts'
export { createLogins } from './logins.ts'
export type { Logins } from './logins.ts'
export { identityRoutes } from './routes/index.ts'
export { exportApiKeys, syncApiKeys } from './sync/api-keys.ts'
export { exportOrganization, exportProviders, syncOrganization, syncProviders } from './sync/organization.ts'
export { exportTeams, syncTeams } from './sync/teams.ts'
export { userSync } from './sync/users.ts'
export { selfTestKey } from './types.ts'
export type { AccountMessage, FallbackUser, IdentityPorts, Organization, User } from './types.ts'
