import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import type { Page, SandboxDesk, SandboxPerson } from '../api/types.ts'
import { queryClient, topicKey } from '../app/query.ts'

export const peopleQuery = queryOptions({
  queryKey: topicKey('sandbox', 'people'),
  queryFn: () => api.get<Page<SandboxPerson>>('/sandbox/people'),
})

export const deskQuery = (person: string) =>
  queryOptions({
    queryKey: topicKey('sandbox', 'desk', person),
    queryFn: () => api.get<SandboxDesk>(personPath(person)),
  })

export const sendSms = (person: string, text: string) => api.post(`${personPath(person)}/sms`, { text })

export type CallVerb = { verb: 'answer' | 'hangup' } | { verb: 'keys'; digit: string }

export const doOnCall = (callId: string, action: CallVerb) =>
  api.post(
    `/sandbox/calls/${encodeURIComponent(callId)}/${action.verb}`,
    action.verb === 'keys' ? { digit: action.digit } : {},
  )

export function readSandboxAgain(): void {
  void queryClient.invalidateQueries({ queryKey: topicKey('sandbox') })
}

const personPath = (person: string) => `/sandbox/people/${encodeURIComponent(person)}`
