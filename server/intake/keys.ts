import type { Kernel } from '../kernel/kernel.ts'
import type { SourceType } from '../../contract/config/source.ts'
import { hashToken, randomToken } from '../kernel/secrets.ts'
import type { KeyValues } from './store/sources.ts'

/** As long as PagerDuty's routing keys: its clients refuse any other length. */
const keyLength = 32

/** How an integration key is kept: hashed to find its source, sealed to show it again. */
export function keyValues(kernel: Kernel, integrationKey: string): KeyValues {
  return {
    integrationKeyHash: hashToken(integrationKey),
    integrationKeySealed: kernel.secrets.seal('integration-key', integrationKey),
  }
}

/** A new key. That of a mail address is in lower case: mail servers on the way may write it so (165 bits are left). */
export function newIntegrationKey(type: SourceType | string): string {
  const key = randomToken(keyLength)
  return type === 'email' ? key.toLowerCase() : key
}
