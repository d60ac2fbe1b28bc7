import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { ParseArgsOptionsConfig } from 'node:util'
import type { ExitCode, Surroundings } from './command.ts'
import { exit, UsageError } from './command.ts'

/** Options of every command that speaks to a server. */
const connectionOptions = {
  url: { type: 'string' },
  token: { type: 'string' },
  organization: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig

export interface Server {
  url: string
  /** Sends a request below /api/v1; throws Unreachable when no answer comes. */
  send(
    method: string,
    path: string,
    body?: { text: Buffer; type: string },
    extra?: Record<string, string>,
  ): Promise<Response>
}

export class Unreachable extends Error {}

/** Applying a large configuration takes seconds; a server that says nothing for this long is not there. */
const timeoutMs = 120_000

/** Reads the arguments of a command: its own options, the connection, and the words that stand alone. */
export async function connect<Own extends ParseArgsOptionsConfig>(args: string[], own: Own, { env }: Surroundings) {
  const { values, positionals } = parse(args, own)
  const { url: givenUrl, token: givenToken, organization } = values as { [name: string]: string | undefined }
  const url = (givenUrl ?? env['PIKETT_URL'] ?? 'http://127.0.0.1:3000').replace(/\/+$/, '')
  if (!URL.canParse(url)) throw new UsageError(`--url ${url}`)
  const token = givenToken ?? env['PIKETT_TOKEN'] ?? (await localToken(env['PIKETT_DATA_DIR'] ?? './data'))
  const headers = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(organization !== undefined && { 'x-pikett-organization': organization }),
  }
  return { values, positionals, server: { url, send: sender(url, headers) } satisfies Server }
}

function parse<Own extends ParseArgsOptionsConfig>(args: string[], own: Own) {
  try {
    return parseArgs({ args, options: { ...connectionOptions, ...own }, allowPositionals: true })
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error })
  }
}

/** The token that a server on this machine keeps for whoever may read its data directory. */
async function localToken(dataDir: string): Promise<string | undefined> {
  try {
    return (await readFile(join(dataDir, 'secrets/local.token'), 'utf8')).trim()
  } catch {
    return undefined
  }
}

function sender(url: string, headers: Record<string, string>): Server['send'] {
  return async (method, path, body, extra) => {
    try {
      return await fetch(`${url}/api/v1${path}`, {
        method,
        headers: { ...headers, ...extra, ...(body && { 'content-type': body.type }) },
        signal: AbortSignal.timeout(timeoutMs),
        ...(body && { body: new Uint8Array(body.text) }),
      })
    } catch (error) {
      const cause = (error as Error).cause
      throw new Unreachable(cause instanceof Error ? cause.message : (error as Error).message, { cause: error })
    }
  }
}

interface Problem {
  code?: string
  detail?: string
  title?: string
  problems?: { path: string; message: string; line?: number; column?: number }[]
}

/** Says why the server refused: one problem a line as `file:line:column: message`, so that editors can jump there. */
export async function sayRefusal(response: Response, file: string, { t, err }: Surroundings): Promise<ExitCode> {
  const problem = await problemOf(response)
  if (problem.code === 'invalid_config' && problem.problems && problem.problems.length > 0) {
    for (const { line = 1, column = 1, message } of problem.problems) err(`${file}:${line}:${column}: ${message}`)
    err(t('cli:apply.nothingChanged'))
    return exit.refused
  }
  err(problem.detail ?? problem.title ?? t('cli:server.strange', { status: response.status }))
  if (response.status === 401) err(t('cli:server.tokenHint'))
  return exit.refused
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem
  } catch {
    return {}
  }
}
