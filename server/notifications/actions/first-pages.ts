import { windowSeconds } from '../../../rules/notifications/limits.ts'
import type { Work } from '../../kernel/db/work.ts'
import { listSubjects } from '../store/subjects.ts'
import type { PageRequest } from '../types.ts'

/** What pages are about, and which of them are the first of their service for their person. */
export interface Subjects {
  subjectOf(alertId: string): string | null
  /** Whether the person was not paged for this service within ten minutes. True once: the next of a batch is no first. */
  takeFirst(request: PageRequest): boolean
}

/** One statement, however many requests. */
export async function loadSubjects(work: Work, requests: readonly PageRequest[]): Promise<Subjects> {
  const rows = await listSubjects(work.trx, requests, work.now.subtract({ seconds: windowSeconds }))
  const subjectById = new Map(rows.map((row) => [row.alertId, row.subjectId]))
  const taken = new Set(rows.flatMap((row) => (row.isPaged ? [keyOf(row.userId, row.subjectId)] : [])))
  return {
    subjectOf: (alertId) => subjectById.get(alertId) ?? null,
    takeFirst(request) {
      const subjectId = subjectById.get(request.alertId)
      if (subjectId === undefined || !canBeFirst(request)) return false
      const key = keyOf(request.userId, subjectId)
      if (taken.has(key)) return false
      taken.add(key)
      return true
    },
  }
}

const canBeFirst = ({ kind = 'page', priority }: PageRequest) => kind === 'page' && priority === 'high'

const keyOf = (userId: string, subjectId: string) => `${userId} ${subjectId}`
