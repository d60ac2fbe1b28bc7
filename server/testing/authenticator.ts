import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** A passkey in software, for tests: it answers as a phone would, and lies when it is told to. */
export interface Passkey {
  id: string
  key: KeyObject
  counter: number
}

const b64 = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest()

const userPresent = 0x01
const userVerified = 0x04
const hasCredential = 0x40

interface Asked {
  challenge: string
  origin: string
}

function clientData(type: string, { challenge, origin }: Asked): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

function authenticatorData(origin: string, flags: number, counter: number): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  return Buffer.concat([sha256(new URL(origin).hostname), Buffer.from([flags]), count])
}

/** The few kinds of CBOR that an attestation is made of. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  const entries = [...(value as Map<unknown, unknown>)]
  return Buffer.concat([head(5, entries.length), ...entries.flatMap((pair) => pair.map(cbor))])
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.from([(major << 5) | 25, length >> 8, length & 0xff])
}

/** Makes a passkey, and what the browser sends to register it. */
export function makePasskey(asked: Asked): { passkey: Passkey; credential: object } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' })
  const rawId = randomBytes(16)
  const cose = new Map<unknown, unknown>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x!, 'base64url')],
    [-3, Buffer.from(y!, 'base64url')],
  ])
  const data = Buffer.concat([
    authenticatorData(asked.origin, userPresent | userVerified | hasCredential, 0),
    Buffer.alloc(16),
    Buffer.from([0, rawId.length]),
    rawId,
    cbor(cose),
  ])
  const attestation = new Map<unknown, unknown>([
    ['fmt', 'none'],
    ['attStmt', new Map()],
    ['authData', data],
  ])
  const response = {
    clientDataJSON: b64(clientData('webauthn.create', asked)),
    attestationObject: b64(cbor(attestation)),
    transports: ['internal'],
  }
  const passkey = { id: b64(rawId), key: privateKey, counter: 0 }
  return { passkey, credential: envelope(passkey.id, response) }
}

/** What the browser sends to sign in; the count rises by one, as that of a security key does. */
export function usePasskey(passkey: Passkey, asked: Asked, { verified = true } = {}): object {
  passkey.counter += 1
  const data = authenticatorData(asked.origin, userPresent | (verified ? userVerified : 0), passkey.counter)
  const client = clientData('webauthn.get', asked)
  const signature = createSign('sha256')
    .update(Buffer.concat([data, sha256(client)]))
    .sign(passkey.key)
  const response = { clientDataJSON: b64(client), authenticatorData: b64(data), signature: b64(signature) }
  return envelope(passkey.id, response)
}

const envelope = (id: string, response: object) => ({
  id,
  rawId: id,
  type: 'public-key',
  response,
  clientExtensionResults: {},
})
