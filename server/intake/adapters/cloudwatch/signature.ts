import { createVerify, X509Certificate } from 'node:crypto'
import type { Envelope } from './envelope.ts'

type Signed = 'Message' | 'MessageId' | 'Subject' | 'SubscribeURL' | 'Timestamp' | 'Token' | 'TopicArn' | 'Type'

const notificationKeys: readonly Signed[] = [
  'Message',
  'MessageId',
  'Subject',
  'SubscribeURL',
  'Timestamp',
  'TopicArn',
  'Type',
]
const confirmationKeys: readonly Signed[] = [
  'Message',
  'MessageId',
  'Subject',
  'SubscribeURL',
  'Timestamp',
  'Token',
  'TopicArn',
  'Type',
]

/**
 * What SNS has signed: names and values in this order, each on a line of its own; what is not there is left out. For the
 * end of a subscription Amazon's documentation and its library disagree, so that both forms count.
 */
export function stringsToSign(envelope: Envelope): string[] {
  const written = (keys: readonly Signed[]) =>
    keys.map((key) => (typeof envelope[key] === 'string' ? `${key}\n${envelope[key]}\n` : '')).join('')
  if (envelope.Type === 'Notification') return [written(notificationKeys)]
  if (envelope.Type === 'SubscriptionConfirmation') return [written(confirmationKeys)]
  return [written(confirmationKeys), written(notificationKeys)]
}

const amazonHost = /^sns\.[a-zA-Z0-9-]{3,}\.amazonaws\.com(\.cn)?$/

/** Whether an address belongs to SNS itself. Everything that is fetched because a message says so must pass this. */
export function isAmazon(address: string): boolean {
  const url = URL.parse(address)
  if (!url || url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') return false
  return amazonHost.test(url.hostname)
}

/** An address of SNS at which a certificate lies: no parameters, so that one certificate has one address. */
export function isCertificateAddress(address: string): boolean {
  const url = URL.parse(address)
  return isAmazon(address) && url !== null && url.pathname.endsWith('.pem') && url.search === '' && url.hash === ''
}

const algorithmByVersion: Readonly<Record<string, string>> = { '1': 'RSA-SHA1', '2': 'RSA-SHA256' }

/** Whether the certificate's owner signed this message; otherwise why that cannot be said. In English, for the feed. */
export function signatureProblem(envelope: Envelope, pem: string, now: Temporal.Instant): string | undefined {
  if (!Object.hasOwn(algorithmByVersion, envelope.SignatureVersion)) {
    return `SignatureVersion ${envelope.SignatureVersion.slice(0, 20)} is not known`
  }
  const algorithm = algorithmByVersion[envelope.SignatureVersion]!
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(pem)
  } catch {
    return 'what lies at SigningCertURL is not a certificate'
  }
  if (!isValidAt(certificate, now)) return 'the certificate is not valid now'
  const signature = Buffer.from(envelope.Signature, 'base64')
  const isSigned = stringsToSign(envelope).some((text) => {
    try {
      return createVerify(algorithm).update(text, 'utf8').verify(certificate.publicKey, signature)
    } catch {
      return false
    }
  })
  return isSigned ? undefined : 'the signature does not belong to this message'
}

function isValidAt({ validFromDate, validToDate }: X509Certificate, now: Temporal.Instant): boolean {
  return validFromDate.getTime() <= now.epochMilliseconds && now.epochMilliseconds <= validToDate.getTime()
}
