import webpush from 'web-push'
import type { Kernel } from '../../../kernel/kernel.ts'
import { keepVapidKeys } from '../../store/vapid.ts'

/** Our name towards push services (RFC 8292), in base64url: 65 and 32 bytes. */
export interface VapidKeys {
  publicKey: string
  privateKey: string
}

/**
 * The keys of this installation, the same on all nodes: made at the first start, sealed in the database. Every device
 * subscribed for the public one, so they are never replaced: with others no device would hear of us again.
 */
export function vapidKeys(kernel: Pick<Kernel, 'engine' | 'secrets'>): () => Promise<VapidKeys> {
  const { engine, secrets } = kernel
  let known: VapidKeys | undefined
  return async () => {
    const make = () => secrets.seal('push', JSON.stringify(webpush.generateVAPIDKeys()))
    known ??= JSON.parse(secrets.open('push', await keepVapidKeys(engine, make))) as VapidKeys
    return known
  }
}

/**
 * Whom a push service may write to when something is wrong with our messages. Apple refuses every message whose subject is
 * not a mail address or a public https address.
 */
export function subjectOf(publicUrl: string): string {
  const { protocol, hostname, origin } = new URL(publicUrl)
  return protocol === 'https:' && hostname.includes('.') ? origin : 'mailto:pikett@example.com'
}
