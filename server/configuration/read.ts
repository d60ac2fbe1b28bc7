import { configFile } from '../../contract/config/file.ts'
import type { ConfigFile } from '../../contract/config/file.ts'
import { formatDuration, parseDuration } from '../../contract/durations.ts'
import { Fault } from '../kernel/fault.ts'
import type { Parsed } from './parse.ts'
import { mostBytes, parse } from './parse.ts'
import type { ConfigProblem, Path, ReadFile } from './types.ts'
import { findings } from './words.ts'

/** More than this nobody reads; what is wrong everywhere is usually wrong for one reason. */
const mostProblems = 100

/**
 * Reads a configuration file: its form, not yet whether it fits what is set up. Throws invalid_config with every problem in
 * words and its line and column, or too_large. JSON is read as what it is, YAML.
 */
export function readFile(bytes: Uint8Array): ReadFile {
  if (bytes.byteLength > mostBytes) throw new Fault('too_large', 'A configuration has at most 2 MB.')
  const parsed = parse(decode(bytes))
  if ('problems' in parsed) throw invalid(parsed.problems)
  const at = (path: Path, message: string, what?: 'key'): ConfigProblem => ({
    path: path.join('.'),
    message,
    ...parsed.locate(path, what),
  })
  if (parsed.value === null || parsed.value === undefined) throw invalid([at([], 'The file is empty.')])
  const result = configFile.safeParse(parsed.value)
  if (!result.success) {
    const found = findings(result.error, parsed.value, configFile)
    throw invalid(found.map(({ path, message, atKey }) => at(path, message, atKey ? 'key' : undefined)))
  }
  refuseNul(parsed, at)
  const given = (parsed.value as { organization?: { key?: unknown } }).organization?.key
  return { file: normalise(result.data), organizationKey: given === undefined ? undefined : String(given), problem: at }
}

/** The fault of a file that cannot be applied. The first problems stand in its text, for clients that show no more. */
export function invalid(problems: ConfigProblem[]): Fault {
  const shown = problems.slice(0, mostProblems)
  const [first] = shown
  const place = first?.line === undefined ? '' : `line ${first.line}, column ${first.column}: `
  const rest = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  return new Fault('invalid_config', `${place}${first?.message ?? 'The file is not valid.'}${rest}`, shown)
}

function decode(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // Between the values of JSON tabs are allowed, for YAML's indentation not; inside JSON's texts they never stand bare.
    return /^\s*[{[]/.test(text) ? text.replaceAll('\t', ' ') : text
  } catch {
    throw invalid([{ path: '', message: 'The file is not UTF-8 text.', line: 1, column: 1 }])
  }
}

/** PostgreSQL cannot keep the character NUL in a text. */
function refuseNul(parsed: Parsed, at: (path: Path, message: string) => ConfigProblem): void {
  const visit = (value: unknown, path: Path): void => {
    if (typeof value === 'string' && value.includes('\0'))
      throw invalid([at(path, 'A text cannot hold the character NUL.')])
    if (value !== null && typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) {
        visit(key, path)
        visit(inner, [...path, Array.isArray(value) ? Number(key) : key])
      }
    }
  }
  visit(parsed.value, [])
}

const shortest = (duration: string) => formatDuration(parseDuration(duration)!)

/** One way of writing for each duration (60s is 1m), so that the same length is never taken for a change. */
function normalise(file: ConfigFile): ConfigFile {
  for (const policy of file.escalationPolicies ?? []) {
    policy.repeatEvery = shortest(policy.repeatEvery)
    for (const step of policy.steps) step.timeout = shortest(step.timeout)
  }
  for (const heartbeat of file.heartbeats ?? []) {
    heartbeat.every = shortest(heartbeat.every)
    heartbeat.grace = shortest(heartbeat.grace)
  }
  for (const { notificationRules } of file.users ?? []) {
    for (const rule of [...(notificationRules?.high ?? []), ...(notificationRules?.low ?? [])])
      rule.after = shortest(rule.after)
  }
  return file
}
