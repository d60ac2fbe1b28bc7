import { refusal, withoutSlash, type Adapter, type IntakeRequest, type ParseResult } from '../adapter.ts'
import { isObject, readJson } from '../json.ts'
import { acceptedResult, envelope, refused, throttledMessage, unknownKeyMessage, type Asked } from './answers.ts'
import { readCreation } from './create.ts'

/** Opsgenie allows 15,000 characters of description, 25,000 of note and 8,000 of details; with escapes that is less. */
export const maxBodyBytes = 512 * 1024

/**
 * Opsgenie's create (wire A02) at the bare address of a source, for senders that know one address and no path. Everything
 * else of its API, and the same create at `/v2/alerts`, is answered by the slice `opsgenie`.
 */
export const opsgenie: Adapter = {
  type: 'opsgenie',
  paths: [''],
  rootPaths: [],
  maxBodyBytes,
  parse,
  overload: (_path, retryAfterSeconds) => {
    const response = refused(429, throttledMessage, unasked)
    return { ...response, headers: { ...response.headers, 'retry-after': String(retryAfterSeconds) } }
  },
  tooLarge: () => refused(413, 'The request is larger than 512 KB.', unasked),
  unknownKey: () => refused(401, unknownKeyMessage, unasked),
}

/** Where there is no request that could be named: the answer has the form all the same. */
const unasked: Asked = { requestId: '00000000-0000-0000-0000-000000000000', tookSeconds: 0 }

function parse(request: IntakeRequest): ParseResult {
  const asked: Asked = { requestId: asUuid(request.newKey()), tookSeconds: 0 }
  if (withoutSlash(request.path) !== '') {
    return refusal('unknown_path', 'alerts are created at /v2/alerts', refused(404, 'No such API endpoint.', asked))
  }
  if (request.method !== 'POST') {
    const detail = `alerts are created with POST, not ${request.method.slice(0, 20)}`
    const response = refused(405, 'Method not allowed.', asked)
    return refusal('wrong_method', detail, { ...response, headers: { ...response.headers, allow: 'POST' } })
  }
  const json = readJson(request.body)
  if (!json.ok)
    return refusal(json.problem.reason, json.problem.detail, refused(400, unreadable(json.problem.detail), asked))
  if (!isObject(json.value)) {
    return refusal(
      'not_an_object',
      'the body must be a JSON object',
      refused(400, unreadable('it is no object'), asked),
    )
  }
  const read = readCreation(json.value, request.newKey, '')
  if (!read.ok) {
    const words = Object.values(read.errors).join(' ')
    return refusal('invalid_event', words, refused(422, words, asked, read.errors))
  }
  const { event } = read.creation
  return { ok: true, events: [event], rejected: [], response: envelope(202, acceptedResult, asked) }
}

const unreadable = (detail: string) => `Could not parse the JSON of the request: ${detail}.`

/** 32 hexadecimal digits as a UUID; what is shorter is filled up. */
function asUuid(text: string): string {
  const hex = text.replaceAll(/[^0-9a-f]/g, '').padEnd(32, '0')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
}
