import type { Kernel } from '../../kernel/kernel.ts'
import type { AnswerAction } from '../types.ts'

/** A link in a message works this long. */
export const linkHours = 24

/** What a link allows: one action on the alert of one delivery, by its person. */
export interface ActionLink {
  orgId: string
  deliveryId: string
  action: AnswerAction
  expiresAt: Temporal.Instant
}

const actions: readonly AnswerAction[] = ['acknowledge', 'resolve', 'escalate']

/** 16 bytes organization, 16 bytes delivery, 1 byte action, 4 bytes expiry in seconds. */
const payloadBytes = 37

type Signing = Pick<Kernel, 'secrets' | 'publicUrl'>

/** The address of an action: works without login, once, until `expiresAt` (to the second). */
export function actionUrl(kernel: Signing, link: ActionLink): string {
  const bytes = Buffer.alloc(payloadBytes)
  bytes.write(link.orgId.replaceAll('-', ''), 0, 'hex')
  bytes.write(link.deliveryId.replaceAll('-', ''), 16, 'hex')
  bytes.writeUInt8(actions.indexOf(link.action), 32)
  bytes.writeUInt32BE(Math.floor(link.expiresAt.epochMilliseconds / 1_000), 33)
  const payload = bytes.toString('base64url')
  return `${kernel.publicUrl()}/a/${payload}.${kernel.secrets.sign('action-link', payload)}`
}

export function actionUrls(kernel: Signing, link: Omit<ActionLink, 'action'>): Record<AnswerAction, string> {
  return {
    acknowledge: actionUrl(kernel, { ...link, action: 'acknowledge' }),
    resolve: actionUrl(kernel, { ...link, action: 'resolve' }),
    escalate: actionUrl(kernel, { ...link, action: 'escalate' }),
  }
}

/** The link behind a token; undefined when it was not made by us or was changed. Expiry is the caller's to check. */
export function readActionToken(kernel: Pick<Kernel, 'secrets'>, token: string): ActionLink | undefined {
  const [payload = '', signature = '', ...rest] = token.split('.')
  if (rest.length > 0 || !kernel.secrets.verify('action-link', payload, signature)) return undefined
  const bytes = Buffer.from(payload, 'base64url')
  const action = bytes.length === payloadBytes ? actions[bytes.readUInt8(32)] : undefined
  if (action === undefined) return undefined
  return {
    orgId: uuidAt(bytes, 0),
    deliveryId: uuidAt(bytes, 16),
    action,
    expiresAt: Temporal.Instant.fromEpochMilliseconds(bytes.readUInt32BE(33) * 1_000),
  }
}

function uuidAt(bytes: Buffer, start: number): string {
  const hex = bytes.toString('hex', start, start + 16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
