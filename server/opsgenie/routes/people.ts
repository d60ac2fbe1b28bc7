import { getAccount, getTeam, getUser, listTeams, listUsers } from '../actions/people.ts'
import type { Route } from '../types.ts'

export const peopleRoutes: readonly Route[] = [
  { method: 'GET', path: '/account', handle: getAccount },
  { method: 'GET', path: '/users', right: 'people', handle: listUsers },
  { method: 'GET', path: '/users/:id', right: 'people', handle: getUser },
  { method: 'GET', path: '/teams', right: 'people', handle: listTeams },
  { method: 'GET', path: '/teams/:id', right: 'people', handle: getTeam },
]
