import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { inflateRaw, unzip } from 'node:zlib'
import type { Holding } from './budget.ts'

export type BodyProblem = 'too_large' | 'too_slow' | 'aborted' | 'no_room' | 'unsupported_encoding' | 'broken_encoding'
export type BodyResult = { ok: true; body: Buffer } | { ok: false; problem: BodyProblem }

export interface BodyLimits {
  maxBytes: number
  timeoutMs: number
}

/**
 * Reads a body as far as it is allowed: never more than `maxBytes` in memory, compressed or not, never longer than
 * `timeoutMs`. What is refused is left unread; the web server then closes the connection. Never rejects.
 */
export async function readBody(
  stream: Readable | undefined,
  headers: { 'content-length'?: string | undefined; 'content-encoding'?: string | undefined },
  limits: BodyLimits,
  holding: Holding,
): Promise<BodyResult> {
  if (stream === undefined) return { ok: true, body: Buffer.alloc(0) }
  if (Number(headers['content-length'] ?? 0) > limits.maxBytes) return { ok: false, problem: 'too_large' }
  const read = await readAll(stream, limits, holding)
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? ''
  if (!read.ok || encoding === '' || encoding === 'identity') return read
  return inflate(read.body, encoding, limits.maxBytes, holding)
}

function readAll(stream: Readable, { maxBytes, timeoutMs }: BodyLimits, holding: Holding): Promise<BodyResult> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let length = 0
    let finished = false
    const finish = (result: BodyResult) => {
      if (finished) return
      finished = true
      clearTimeout(timer)
      // Whoever closes the connection afterwards must not bring the process down: who listens for errors goes on listening.
      if (!result.ok) stream.off('data', take).pause()
      resolve(result)
    }
    const take = (chunk: Buffer) => {
      if (finished) return
      length += chunk.length
      if (length > maxBytes) return finish({ ok: false, problem: 'too_large' })
      if (!holding.take(chunk.length)) return finish({ ok: false, problem: 'no_room' })
      chunks.push(chunk)
    }
    const end = () => finish({ ok: true, body: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks) })
    const abort = () => finish({ ok: false, problem: 'aborted' })
    const timer = setTimeout(() => finish({ ok: false, problem: 'too_slow' }), timeoutMs)
    stream.on('data', take).on('end', end).on('error', abort).on('close', abort)
    if (stream.destroyed) abort()
  })
}

const unzipAsync = promisify(unzip)
const inflateRawAsync = promisify(inflateRaw)

/** gzip, and deflate in both of its readings: with zlib's frame as the standard says, and bare as some senders do. */
async function inflate(body: Buffer, encoding: string, maxBytes: number, holding: Holding): Promise<BodyResult> {
  if (!['gzip', 'x-gzip', 'deflate'].includes(encoding)) return { ok: false, problem: 'unsupported_encoding' }
  if (body.length === 0) return { ok: true, body }
  const options = { maxOutputLength: maxBytes }
  try {
    const bare = encoding === 'deflate' && !isZlib(body)
    const inflated = bare ? await inflateRawAsync(body, options) : await unzipAsync(body, options)
    return holding.take(inflated.length) ? { ok: true, body: inflated } : { ok: false, problem: 'no_room' }
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    return { ok: false, problem: tooLarge ? 'too_large' : 'broken_encoding' }
  }
}

/** The first two bytes of zlib's frame: method 8, and together a multiple of 31 (RFC 1950). */
function isZlib(body: Buffer): boolean {
  return body.length >= 2 && (body[0]! & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0
}
