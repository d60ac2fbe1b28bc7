import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'

/** A call that the server does not answer in this time is given up; the next turn tries again. */
const timeoutMs = 10_000

/** The set-up is one long request: passwords are slow to hash on purpose, on a small busy machine a second each. */
const setupTimeoutMs = 60_000

/** The demo organization by the public API of this very server, as the machine's owner. */
export interface LocalApi {
  /** Where the server listens. */
  readonly url: string
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>
  post(path: string, body?: unknown): Promise<unknown>
}

/** What the API refused, in its own words. */
export class Refused extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/**
 * `organization` travels with every request: the local token may command every organization of the installation, the demo
 * touches its own only.
 */
export async function openLocalApi(dataDir: string, url: string, organization: string): Promise<LocalApi> {
  const token = (await readFile(join(dataDir, 'secrets/local.token'), 'utf8')).trim()
  const call = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'x-pikett-organization': organization,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(path === '/config' ? setupTimeoutMs : timeoutMs),
    })
    const text = await response.text()
    const answer: unknown = text === '' ? undefined : JSON.parse(text)
    if (!response.ok) throw new Refused(response.status, `${method} ${path}: ${response.status} ${text}`)
    return answer
  }
  return {
    url,
    get: async (path, schema) => schema.parse(await call('GET', path)),
    post: (path, body) => call('POST', path, body),
  }
}
