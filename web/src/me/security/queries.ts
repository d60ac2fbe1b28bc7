import { queryOptions } from '@tanstack/react-query'
import type { PasskeyView, SecondFactorView, SignInSession } from '../../../../contract/sign-in.ts'
import { api } from '../../api/client.ts'
import type { Page } from '../../api/types.ts'
import { topicKey } from '../../app/query.ts'

export const passkeysQuery = queryOptions({
  queryKey: topicKey('me', 'passkeys'),
  queryFn: () => api.get<Page<PasskeyView>>('/me/passkeys'),
})

export const secondFactorQuery = queryOptions({
  queryKey: topicKey('me', 'second-factor'),
  queryFn: () => api.get<SecondFactorView>('/me/second-factor'),
})

export const sessionsQuery = queryOptions({
  queryKey: topicKey('me', 'sessions'),
  queryFn: () => api.get<Page<SignInSession>>('/me/sessions'),
})
