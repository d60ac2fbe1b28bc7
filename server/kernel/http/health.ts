import { Hono } from 'hono'
import { sql } from 'kysely'
import { skewNotReadyMs } from '../clock.ts'
import type { Kernel } from '../kernel.ts'
import type { ApiEnv } from './api.ts'

/** Where the process stands between its start and its end. */
export type Stage = 'starting' | 'running' | 'stopping'

const problemOfStage: Record<Stage, string | undefined> = {
  starting: 'Pikett is starting.',
  running: undefined,
  stopping: 'Pikett is stopping.',
}

/**
 * /health/live: the process answers. /health/ready: it can do its work (database reachable, clocks agree); 503 with the
 * reason in words otherwise. /metrics: Prometheus, without data of any organization.
 */
export function healthRoutes(kernel: Kernel, stage: () => Stage): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>()
  routes.get('/health/live', (context) => context.json({ status: 'ok' }))
  routes.get('/health/ready', async (context) => {
    const problem = problemOfStage[stage()] ?? (await findProblem(kernel))
    return problem === undefined ? context.json({ status: 'ok' }) : context.json({ status: 'not_ready', problem }, 503)
  })
  routes.get('/metrics', async (context) => {
    return context.text(await kernel.metrics.registry.metrics(), 200, {
      'content-type': kernel.metrics.registry.contentType,
    })
  })
  return routes
}

async function findProblem(kernel: Kernel): Promise<string | undefined> {
  try {
    const skew = await clockSkewMs(kernel)
    if (Math.abs(skew) < skewNotReadyMs) return undefined
    return `The clock of this machine differs from the database's by ${Math.round(skew / 1_000)} s. Synchronize both (NTP).`
  } catch {
    return 'The database cannot be reached.'
  }
}

/** The machine's clock minus the database's, in milliseconds, freed of half the time that the question took. */
export async function clockSkewMs({ clock, engine }: Kernel): Promise<number> {
  const read = () => (clock.machine?.() ?? clock.now()).epochMilliseconds
  // Making a connection takes its time: it is not part of the question.
  return engine.connection().execute(async (connection) => {
    const before = read()
    const row = await sql<{ at: Temporal.Instant }>`select clock_timestamp() as at`.execute(connection)
    return (before + read()) / 2 - row.rows[0]!.at.epochMilliseconds
  })
}
