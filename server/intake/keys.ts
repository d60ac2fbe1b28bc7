import type { Kernel } from '../kernel/kernel.ts'
import { hashToken } from '../kernel/secrets.ts'
import type { KeyValues } from './store/sources.ts'

/** As long as PagerDuty's routing keys: its clients refuse any other length. */
export const keyLength = 32

/** How an integration key is kept: hashed to find its source, sealed to show it again. */
export function keyValues(kernel: Kernel, integrationKey: string): KeyValues {
  return {
    integrationKeyHash: hashToken(integrationKey),
    integrationKeySealed: kernel.secrets.seal('integration-key', integrationKey),
  }
}
