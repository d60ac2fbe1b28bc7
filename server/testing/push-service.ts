import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A browser's side of a subscription: what it gives out, and what it can read with what it keeps (RFC 8291). */
export interface Browser {
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } }
  /** Throws when the message was not encrypted for this browser. */
  decrypt(body: Buffer): string
}

export function createBrowser(endpoint: string, kept?: { privateKey: string; auth: string }): Browser {
  const own = createECDH('prime256v1')
  if (kept) own.setPrivateKey(kept.privateKey, 'base64url')
  else own.generateKeys()
  const auth = kept ? Buffer.from(kept.auth, 'base64url') : randomBytes(16)
  const keys = { p256dh: own.getPublicKey().toString('base64url'), auth: auth.toString('base64url') }
  return {
    subscription: { endpoint, keys },
    decrypt(body) {
      const salt = body.subarray(0, 16)
      const sender = body.subarray(21, 21 + body.readUInt8(20))
      const sealed = body.subarray(21 + body.readUInt8(20))
      const info = Buffer.concat([text('WebPush: info\0'), own.getPublicKey(), sender, Buffer.from([1])])
      const ikm = hmac(hmac(auth, own.computeSecret(sender)), info)
      const prk = hmac(salt, ikm)
      const key = hmac(prk, text('Content-Encoding: aes128gcm\0\x01')).subarray(0, 16)
      const nonce = hmac(prk, text('Content-Encoding: nonce\0\x01')).subarray(0, 12)
      const cipher = createDecipheriv('aes-128-gcm', key, nonce)
      cipher.setAuthTag(sealed.subarray(-16))
      const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
      return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8')
    },
  }
}

const text = (ascii: string) => Buffer.from(ascii, 'latin1')
const hmac = (key: Buffer, data: Buffer) => createHmac('sha256', key).update(data).digest()

export interface PushedMessage {
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
}

/** A push service as wire sheet B08 has it: refuses what a real one would refuse. */
export interface PushService {
  url: string
  /** Messages that no test has taken yet. */
  messages: PushedMessage[]
  answer(path: string, answer: { status: number; headers?: Record<string, string> }): void
  take(path: string): PushedMessage
  close(): Promise<void>
}

export async function startPushService(): Promise<PushService> {
  const messages: PushedMessage[] = []
  const answers = new Map<string, { status: number; headers?: Record<string, string> }>()
  let url = ''
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const message = { path: request.url ?? '/', headers: request.headers, body: Buffer.concat(chunks) }
      const problem = problemOf(message, url)
      const answer = answers.get(message.path) ?? { status: problem === undefined ? 201 : 400 }
      if (answer.status === 201) messages.push(message)
      response.writeHead(answer.status, answer.headers).end(problem)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    messages,
    answer: (path, answer) => void answers.set(path, answer),
    take(path) {
      const index = messages.findIndex((message) => message.path === path)
      if (index < 0)
        throw new Error(`nothing was pushed to ${path}; but to: ${messages.map((one) => one.path).join(', ')}`)
      return messages.splice(index, 1)[0]!
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function problemOf({ headers, body }: PushedMessage, origin: string): string | undefined {
  if (!/^\d+$/.test(String(headers['ttl']))) return 'TTL is mandatory'
  if (!['very-low', 'low', 'normal', 'high'].includes(String(headers['urgency']))) return 'unknown urgency'
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(String(headers['topic']))) return 'a topic has at most 32 characters of base64url'
  if (headers['content-encoding'] !== 'aes128gcm') return 'unknown encoding'
  if (headers['content-type'] !== 'application/octet-stream') return 'unknown type'
  if (body.length > 4_096) return 'too large'
  return problemOfVapid(String(headers['authorization']), origin)
}

interface Claims {
  aud: string
  exp: number
  sub: string
}

/** Who sends is proven by a signature over the origin of the push service (RFC 8292). */
function problemOfVapid(authorization: string, origin: string): string | undefined {
  const [, jwt = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? []
  const [head = '', claims = '', signature = ''] = jwt.split('.')
  if (signature === '') return 'no VAPID'
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y! }, format: 'jwk' })
  const signed = verify(
    'sha256',
    text(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!signed) return 'the signature does not fit the key'
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Claims
  if (aud !== origin) return `meant for ${aud}`
  if (exp * 1_000 < Date.now() || exp * 1_000 > Date.now() + 86_400_000) return 'expires too early or too late'
  return /^(mailto:.+@.+|https:\/\/.+)/.test(sub) ? undefined : 'no subject'
}
