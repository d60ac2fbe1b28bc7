import type { Work } from '../../kernel/db/work.ts'
import { Refusal } from '../refusal.ts'
import { findRequest, insertRequest } from '../store/requests.ts'
import type { Call, Reply, RequestStatus } from '../types.ts'

/** How long the outcome of a request is kept. Clients ask within seconds. */
const keptHours = 24

/** Keeps what became of a request, in the transaction of what it did. */
export async function keepRequest(
  work: Work,
  call: Call,
  outcome: Pick<RequestStatus, 'action' | 'success' | 'status' | 'alertId' | 'alias'>,
): Promise<void> {
  const { requestId: id, source } = call
  // Rounded to the hour, so that expired rows are deleted together and not one by one.
  const expiresAt = work.now.add({ hours: keptHours }).round({ smallestUnit: 'hour', roundingMode: 'ceil' })
  await insertRequest(work.trx, {
    ...outcome,
    orgId: work.orgId,
    id,
    sourceId: source.id,
    processedAt: work.now,
    expiresAt,
  })
}

/** What became of a request. One that was accepted has been processed: it is known as soon as the client has our answer. */
export async function requestStatus({ kernel, source, params }: Call): Promise<Reply> {
  const id = params.id?.toLowerCase() ?? ''
  const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
  const found = isUuid
    ? await kernel.work.inOrganization(source.orgId, ({ trx }) => findRequest(trx, source.id, id))
    : undefined
  if (!found) {
    const headers = { 'x-opsgenie-errortype': 'RequestNotProcessed' }
    return { status: 404, headers, body: { message: 'Request not found. It might not be processed yet.' } }
  }
  const { success, action, status, alertId, alias, processedAt, sourceId } = found
  return {
    status: 200,
    body: {
      data: {
        // Zabbix reads the one, the SDKs read the other.
        success,
        isSuccess: success,
        action,
        processedAt: processedAt.toString({ smallestUnit: 'millisecond' }),
        integrationId: sourceId,
        status,
        alertId: alertId ?? '',
        alias,
      },
    },
  }
}

/** The answer to a submission: 202 only after the commit. */
export function answerOf(verdict: { kind: 'stored' | 'overloaded' | 'failed' }): 'stored' {
  if (verdict.kind === 'stored') return 'stored'
  if (verdict.kind === 'overloaded') throw new Refusal(503, 'Pikett is busy. Please retry later.')
  throw new Refusal(500, 'Pikett could not store this request. Its log says why.')
}
