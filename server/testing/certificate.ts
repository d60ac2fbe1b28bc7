import { createSign, generateKeyPairSync } from 'node:crypto'

/** An RSA key and a certificate that it signed itself, for senders that sign. */
export interface TestCertificate {
  pem: string
  /** Signs as such a sender does, in base64. */
  sign(algorithm: 'RSA-SHA1' | 'RSA-SHA256', text: string): string
}

/** Valid from the first instant to the second one. Node reads certificates and writes none, so the DER is put together here. */
export function createCertificate(from: Temporal.Instant, to: Temporal.Instant): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const algorithm = sequence(objectId('2a864886f70d01010b'), der(0x05))
  const name = sequence(der(0x31, sequence(objectId('550403'), der(0x0c, Buffer.from('sns.amazonaws.com')))))
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(time(from), time(to)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = createSign('RSA-SHA256').update(body).sign(privateKey)
  const certificate = sequence(body, algorithm, der(0x03, Buffer.from([0]), signature))
  const lines = certificate.toString('base64').replaceAll(/(.{64})/g, '$1\n')
  return {
    pem: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    sign: (hash, text) => createSign(hash).update(text, 'utf8').sign(privateKey, 'base64'),
  }
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const objectId = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))

/** GeneralizedTime, to the second: 20260105100000Z. */
const time = (at: Temporal.Instant) => der(0x18, Buffer.from(at.toString().replaceAll(/[-:T]|\.\d+/g, '')))
