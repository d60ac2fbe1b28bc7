import type { TestCertificate } from './certificate.ts'

export const certificateAddress =
  'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem'

const order = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']

/** Signs a message as SNS does (wire A12, "Signature verification"), written down here a second time on purpose. */
export function signedBySns(
  message: Record<string, unknown>,
  certificate: TestCertificate,
  version: '1' | '2' = '1',
): Record<string, unknown> {
  const signed = message.Type === 'Notification' ? order.filter((name) => name !== 'Token') : order
  let text = ''
  for (const name of signed) if (typeof message[name] === 'string') text += `${name}\n${message[name]}\n`
  return {
    ...message,
    SignatureVersion: version,
    SigningCertURL: certificateAddress,
    Signature: certificate.sign(version === '1' ? 'RSA-SHA1' : 'RSA-SHA256', text),
  }
}
