import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { auditEntry, LastVerification, Verification } from '../../../contract/audit.ts'
import type { ChannelState, MailTrialResult } from '../../../contract/channels.ts'
import type { SmtpConfig } from '../../../contract/config/organization.ts'
import type { Retention } from '../../../contract/retention.ts'
import type { FactorCoverage } from '../../../contract/sign-in.ts'
import type { HealthView, SelfTestView } from '../../../contract/watch.ts'
import { api } from '../api/client.ts'
import type { Page } from '../api/types.ts'
import { topicKey } from '../app/query.ts'

export type AuditEntry = z.output<typeof auditEntry>

export const channelsQuery = queryOptions({
  queryKey: topicKey('setup', 'channels'),
  queryFn: () => api.get<ChannelState>('/channels'),
})

/** `smtp`: as it stands in the form, saved or not. */
export const tryMail = (smtp: Partial<SmtpConfig> | undefined) =>
  api.post<MailTrialResult>('/channels/email/test', smtp ? { smtp } : {})

const running = 1_000

/** Follows one that runs; no stream tells of it. */
export const selfTestsQuery = queryOptions({
  queryKey: topicKey('setup', 'self-tests'),
  queryFn: () => api.get<Page<SelfTestView>>('/self-tests', { query: { limit: 7 } }),
  refetchInterval: (query) => (query.state.data?.items[0]?.status === 'running' ? running : false),
})

export const beginSelfTest = () => api.post<SelfTestView>('/self-tests')

export const retentionQuery = queryOptions({
  queryKey: topicKey('setup', 'retention'),
  queryFn: () => api.get<Retention>('/retention'),
})

export const healthQuery = queryOptions({
  queryKey: topicKey('setup', 'health'),
  queryFn: () => api.get<HealthView>('/health'),
  refetchInterval: 5_000,
})

export interface ManagedCount {
  noun: string
  managed: number
  total: number
}

export const managedQuery = queryOptions({
  queryKey: topicKey('setup', 'managed'),
  queryFn: () => api.get<{ items: ManagedCount[] }>('/config/managed'),
})

/** What the audit log can be narrowed to. Times are instants. */
export interface AuditFilter {
  actor?: string
  action?: string
  subject?: string
  from?: string
  to?: string
}

/** Reading the log is an entry of its own, so nothing reads it again by itself. */
export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam }) =>
      api.get<Page<AuditEntry>>('/audit', { query: { ...filter, cursor: pageParam, limit: 50 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    staleTime: 60_000,
  })

/** What the last check found, whoever asked for it. */
export const lastVerificationQuery = queryOptions({
  queryKey: ['audit', 'verification'],
  queryFn: () => api.get<LastVerification>('/audit/verification'),
  staleTime: 60_000,
})

export const verifyAudit = () => api.post<Verification>('/audit/verify')

/** Who has no second factor, before one is required of everybody. */
export const factorCoverageQuery = queryOptions({
  queryKey: topicKey('setup', 'second-factors'),
  queryFn: () => api.get<FactorCoverage>('/second-factors'),
})
