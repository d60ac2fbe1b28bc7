import type { Language } from '../../../contract/keys.ts'
import { queryOptions } from '@tanstack/react-query'
import type { ContactHistory, ReachView } from '../../../contract/people.ts'
import type { Readiness } from '../../../contract/readiness.ts'
import type { SignInState } from '../../../contract/sign-in.ts'
import { api } from '../api/client.ts'
import { readAll } from '../api/names.ts'
import type { Named, Page, Session } from '../api/types.ts'
import { topicKey } from '../app/query.ts'

export interface Person extends Named {
  email: string
  role: Session['user']['role']
  language: Session['user']['language']
  timezone: string
  canSignIn: boolean
  lastSignInAt: string | null
  managed: boolean
  invitation: { sentAt: string; expiresAt: string } | null
}

export interface Team extends Named {
  members: Named[]
}

export const everybodyQuery = queryOptions({
  queryKey: topicKey('setup', 'people'),
  queryFn: () => readAll<Person>('/users'),
})

const pathOf = (key: string) => `/users/${encodeURIComponent(key)}`

export const personQuery = (key: string) =>
  queryOptions({ queryKey: topicKey('setup', 'person', key), queryFn: () => api.get<Person>(pathOf(key)) })

export const reachQuery = (key: string) =>
  queryOptions({ queryKey: topicKey('setup', 'reach', key), queryFn: () => api.get<ReachView>(`${pathOf(key)}/reach`) })

export const contactHistoryQuery = (key: string) =>
  queryOptions({
    queryKey: topicKey('messages', 'contacts', key),
    queryFn: () => api.get<Page<ContactHistory>>(`${pathOf(key)}/deliveries`),
  })

export const signInQuery = (key: string) =>
  queryOptions({
    queryKey: topicKey('setup', 'sign-in', key),
    queryFn: () => api.get<SignInState>(`${pathOf(key)}/sign-in`),
  })

/** The words come from the server, in the language of the console. A test that got through changes it without a change of the set-up. */
export const readinessQuery = (language: Language) =>
  queryOptions({
    queryKey: topicKey('messages', 'readiness', language),
    queryFn: () => api.get<Readiness>('/readiness', { query: { language } }),
  })

/** The same of one person, whether anything pages them or not. */
export const readinessOfQuery = (user: string, language: Language) =>
  queryOptions({
    queryKey: topicKey('messages', 'readiness', language, user),
    queryFn: () => api.get<Readiness>('/readiness', { query: { user, language } }),
  })

export const allTeamsQuery = queryOptions({
  queryKey: topicKey('setup', 'teams'),
  queryFn: () => readAll<Team>('/teams'),
})
