import { createRoute } from '@hono/zod-openapi'
import { z } from '@hono/zod-openapi'
import { key } from '../../../contract/keys.ts'
import type { Api } from '../../kernel/http/api.ts'
import { callerOf, signedIn } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { getPerson, getTeam, listApiKeys, listOrganizations, listPeople, listTeams } from '../actions/lists.ts'
import { organizationToCreate } from '../authenticate.ts'
import { answer } from './json.ts'
import { apiKeys, organizationKeys, pageByKey, people, person, team, teams } from './schemas.ts'

/** An id (UUID) has the form of a key. */
const keyParam = z.object({ key })

const list = createRoute({
  method: 'get',
  path: '/users',
  tags: ['People'],
  summary: 'Everybody in the organization, by key',
  request: { query: pageByKey },
  responses: answer(people, 'A page of people'),
})
const one = createRoute({
  method: 'get',
  path: '/users/{key}',
  tags: ['People'],
  summary: 'A person',
  request: { params: keyParam },
  responses: answer(person, 'The person'),
})
const teamList = createRoute({
  method: 'get',
  path: '/teams',
  tags: ['People'],
  summary: 'The teams with their members, by key',
  request: { query: pageByKey },
  responses: answer(teams, 'A page of teams'),
})
const oneTeam = createRoute({
  method: 'get',
  path: '/teams/{key}',
  tags: ['People'],
  summary: 'A team',
  request: { params: keyParam },
  responses: answer(team, 'The team'),
})
const keyList = createRoute({
  method: 'get',
  path: '/api-keys',
  tags: ['Set-up'],
  summary: 'The API keys without their tokens, by key',
  request: { query: pageByKey },
  responses: answer(apiKeys, 'A page of API keys'),
})

const organizationList = createRoute({
  method: 'get',
  path: '/organizations',
  tags: ['Set-up'],
  summary: 'Your organization; every organization of the installation for the owner of the machine',
  responses: answer(organizationKeys, 'The organizations by key'),
})

export function peopleRoutes(api: Api, kernel: Kernel): void {
  api.openapi(list, async (context) => {
    const { orgId } = callerOf(context, 'people.read')
    return context.json(await listPeople(kernel, orgId, context.req.valid('query')), 200)
  })
  api.openapi(one, async (context) => {
    const { orgId } = callerOf(context, 'people.read')
    return context.json(await getPerson(kernel, orgId, context.req.valid('param').key), 200)
  })
  api.openapi(teamList, async (context) => {
    const { orgId } = callerOf(context, 'people.read')
    return context.json(await listTeams(kernel, orgId, context.req.valid('query')), 200)
  })
  api.openapi(oneTeam, async (context) => {
    const { orgId } = callerOf(context, 'people.read')
    return context.json(await getTeam(kernel, orgId, context.req.valid('param').key), 200)
  })
  api.openapi(organizationList, async (context) => {
    const caller = organizationToCreate(context) === undefined ? signedIn(context) : undefined
    return context.json({ items: await listOrganizations(kernel, caller), nextCursor: null }, 200)
  })
  api.openapi(keyList, async (context) => {
    const { orgId } = callerOf(context, 'config.read')
    return context.json(await listApiKeys(kernel, orgId, context.req.valid('query')), 200)
  })
}
