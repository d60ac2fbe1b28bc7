import type { World } from './world.ts'
import { createWorld } from './world.ts'

/** What Opsgenie's API answered. */
export interface Told {
  status: number
  headers: Headers
  // What a test expects of an answer it writes down itself.
  body: Record<string, never> & { requestId: string; took: number; message?: string; errors?: Record<string, string> }
}

export interface OpsgenieWorld extends World {
  /** Asks as a client with a key; Alice's without another word. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Told>
  /** Asks, and what became of it as the status of the request says. */
  outcomeOf(method: string, path: string, body?: unknown): Promise<RequestOutcome>
}

export interface RequestOutcome {
  success: boolean
  isSuccess: boolean
  action: string
  status: string
  alertId: string
  alias: string
}

export const opsgenieKeys = {
  alice: `c${'0'.repeat(30)}1`,
  granted: `c${'0'.repeat(30)}2`,
}

/** Alice's organization with two sources of type opsgenie; the second has every right. */
export async function createOpsgenieWorld(): Promise<OpsgenieWorld> {
  const source = { type: 'opsgenie' as const, escalationPolicy: 'default' }
  const world = await createWorld({
    change: (config) => ({
      ...config,
      escalationPolicies: [
        ...(config.escalationPolicies ?? []),
        {
          key: 'night-shift',
          name: 'Night Shift',
          steps: [{ targets: ['user:bob'], timeout: '5m' }],
          stepEnds: 'timeout',
          repeatEvery: '5m',
        },
      ],
      sources: [
        ...(config.sources ?? []),
        { ...source, key: 'opsgenie', integrationKey: opsgenieKeys.alice, priorities: { warning: 'high' } },
        {
          ...source,
          key: 'granted',
          integrationKey: opsgenieKeys.granted,
          opsgenie: { rights: ['onCall', 'people', 'overrides'] },
        },
      ],
    }),
  })
  const ask: OpsgenieWorld['ask'] = async (method, path, body, headers = {}) => {
    const response = await fetch(world.app.url() + path, {
      method,
      headers: { authorization: `GenieKey ${opsgenieKeys.alice}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: response.status, headers: response.headers, body: (await response.json()) as Told['body'] }
  }
  return {
    ...world,
    ask,
    async outcomeOf(method, path, body) {
      const { body: accepted } = await ask(method, path, body)
      const told = await ask('GET', `/v2/alerts/requests/${accepted.requestId}`)
      return (told.body as unknown as { data: RequestOutcome }).data
    },
  }
}
