import { configFile } from '../../contract/config/file.ts'
import type { ConfigFile } from '../../contract/config/file.ts'
import { formatDuration, parseDuration } from '../../contract/durations.ts'
import { Fault } from '../kernel/fault.ts'
import type { Parsed } from './parse.ts'
import { parse } from './parse.ts'
import type { ConfigProblem, Finding, Path } from './types.ts'
import { findings } from './words.ts'

/** More than this nobody reads; what is wrong everywhere is usually wrong for one reason. */
const mostProblems = 100

/** A file whose form is right, or what is wrong with it. Plain data, so that it can come from another thread. */
export type Reading = { file: ConfigFile; organizationKey: string | undefined } | { problems: ConfigProblem[] }

/** Reads the form of a file, not yet whether it fits what is set up. JSON is read as what it is, YAML. */
export function readForm(bytes: Uint8Array): Reading {
  const parsed = parseBytes(bytes)
  if ('problems' in parsed) return parsed
  const { value } = parsed
  if (value === null || value === undefined)
    return { problems: placed(parsed, [{ path: [], message: 'The file is empty.' }]) }
  const result = configFile.safeParse(value)
  if (!result.success) return { problems: placed(parsed, findings(result.error, value, configFile)) }
  const nul = pathOfNul(value, [])
  if (nul) return { problems: placed(parsed, [{ path: nul, message: 'A text cannot hold the character NUL.' }]) }
  // The schema fills in the key; here counts whether the file has one. That it is a text the schema has seen to.
  const organizationKey = (value as { organization?: { key?: string } }).organization?.key
  return { file: normalise(result.data), organizationKey }
}

/** Where in a file, whose form is right, these findings stand. */
export function placeIn(bytes: Uint8Array, found: readonly Finding[]): ConfigProblem[] {
  const parsed = parseBytes(bytes)
  return 'problems' in parsed ? parsed.problems : placed(parsed, found)
}

/** The fault of a file that cannot be applied. The first problem stands in its text, for clients that show no more. */
export function invalid(problems: ConfigProblem[]): Fault {
  const shown = problems.slice(0, mostProblems)
  const [first] = shown
  const place = first?.line === undefined ? '' : `line ${first.line}, column ${first.column}: `
  const rest = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  return new Fault('invalid_config', `${place}${first?.message ?? 'The file is not valid.'}${rest}`, shown)
}

function placed(parsed: Parsed, found: readonly Finding[]): ConfigProblem[] {
  return found.slice(0, mostProblems + 1).map(({ path, message, atKey }) => ({
    path: path.join('.'),
    message,
    ...parsed.locate(path, atKey ? 'key' : 'value'),
  }))
}

function parseBytes(bytes: Uint8Array): ReturnType<typeof parse> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // Between the values of JSON tabs are allowed, for YAML's indentation not; inside JSON's texts they never stand bare.
    return parse(/^\s*[{[]/.test(text) ? text.replaceAll('\t', ' ') : text)
  } catch {
    return { problems: [{ path: '', message: 'The file is not UTF-8 text.', line: 1, column: 1 }] }
  }
}

/** PostgreSQL cannot keep the character NUL in a text. */
export function pathOfNul(value: unknown, path: Path): Path | undefined {
  if (typeof value === 'string') return value.includes('\0') ? path : undefined
  if (value === null || typeof value !== 'object') return undefined
  for (const [key, inner] of Object.entries(value)) {
    const found = key.includes('\0') ? path : pathOfNul(inner, [...path, Array.isArray(value) ? Number(key) : key])
    if (found) return found
  }
  return undefined
}

const shortest = (duration: string) => formatDuration(parseDuration(duration)!)

/** One way of writing for each duration (60s is 1m), so that the same length is never taken for a change. */
export function normalise(file: ConfigFile): ConfigFile {
  for (const policy of file.escalationPolicies ?? []) {
    policy.repeatEvery = shortest(policy.repeatEvery)
    for (const step of policy.steps) step.timeout = shortest(step.timeout)
  }
  for (const heartbeat of file.heartbeats ?? []) {
    heartbeat.every = shortest(heartbeat.every)
    heartbeat.grace = shortest(heartbeat.grace)
  }
  for (const { notificationRules } of file.users ?? []) {
    for (const rule of [...(notificationRules?.high ?? []), ...(notificationRules?.low ?? [])]) {
      rule.after = shortest(rule.after)
    }
  }
  return file
}
