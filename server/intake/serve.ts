import type { SourceType } from '../../contract/config/source.ts'
import type { Log } from '../kernel/log.ts'
import type { IntakeResponse } from './adapters/adapter.ts'
import { isAway } from '../kernel/db/away.ts'
import { readBody } from './body.ts'
import type { BodyResult } from './body.ts'
import type { Budget } from './budget.ts'
import type { Limits } from './limits.ts'
import { LookupOverload } from './lookup.ts'
import type { IntakeMetrics } from './metrics.ts'
import type { Arrival } from './request.ts'

/** An interface beside the adapters, whose requests are more than events (Opsgenie's API). It answers for itself. */
export interface OwnInterface {
  type: SourceType
  maxBodyBytes: number
  answer(body: BodyResult): Promise<IntakeResponse>
  /** Too much at once, or the database is away: the answer after which the client tries again. */
  overload(): IntakeResponse
  failed(): IntakeResponse
}

/** Reads a request within the limits of all senders, and has an answer also for what nobody expected. Never rejects. */
export type Serve = (arrival: Arrival, own: OwnInterface) => Promise<IntakeResponse>

interface ServeParts {
  log: Log
  budget: Budget
  metrics: IntakeMetrics
  limits: Limits
}

export function createServe({ log, budget, metrics, limits }: ServeParts): Serve {
  return async (arrival, own) => {
    const holding = budget.open()
    let response: IntakeResponse
    try {
      const { headers, method } = arrival
      const stream = method === 'GET' || method === 'HEAD' ? undefined : arrival.body
      const bodyLimits = { maxBytes: own.maxBodyBytes, timeoutMs: limits.bodyMs }
      const body = await readBody(stream, headers, bodyLimits, holding)
      response = !body.ok && body.problem === 'no_room' ? own.overload() : await own.answer(body)
    } catch (error) {
      response = answerError(log, error, own)
    }
    holding.giveBack()
    metrics.held.set(budget.heldBytes())
    metrics.requests.inc({ type: own.type, status: response.status })
    return response
  }
}

function answerError(log: Log, error: unknown, own: OwnInterface): IntakeResponse {
  if (error instanceof LookupOverload || isAway(error)) return own.overload()
  log.error({ error: (error as Error).stack ?? String(error), type: own.type }, 'a request could not be handled')
  return own.failed()
}
