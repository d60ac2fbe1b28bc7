import { pino } from 'pino'
import type { Logger } from 'pino'

export type Log = Logger

/** Names under which secrets and personal addresses could slip into a log line; their values are replaced. */
const redacted = ['password', 'token', 'secret', 'authorization', 'cookie', 'integrationKey', 'code', 'address']

/** Structured logs, one JSON object a line, on standard output. */
export function createLog(level: string): Log {
  return pino({
    level,
    base: {},
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: redacted.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' },
  })
}
