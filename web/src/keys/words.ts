import type { KeyView } from '../../../contract/former-keys.ts'
import type { Translate } from '../app/i18n.ts'

/** How an instant reads for whoever looks. */
type Written = (at: string) => string

/** Whether the key is taken, and until when. */
export function stateOf({ state, endsAt }: KeyView, written: Written, t: Translate): string {
  if (state === 'present') return t('keys:present')
  if (endsAt === null) return t('keys:takenOpen')
  return t(state === 'taken' ? 'keys:takenUntil' : 'keys:ended', { time: written(endsAt) })
}

/** Who used it last; of an ended key, who still tries. */
export function useOf(key: KeyView, written: Written, t: Translate): string {
  const { refused: count, lastRefusedAt, lastSender: sender, lastUsedAt } = key
  if (lastRefusedAt !== null && count > 0) {
    const time = written(lastRefusedAt)
    return sender === null ? t('keys:refused', { count, time }) : t('keys:refusedBy', { count, time, sender })
  }
  // Of a secret nothing is counted before it is replaced for the first time.
  if (lastUsedAt === null) return key.kind === 'secret' && key.state === 'present' ? '' : t('keys:unused')
  const time = written(lastUsedAt)
  return sender === null ? t('keys:used', { time }) : t('keys:usedBy', { time, sender })
}

/** What happens to senders when a former key ends now. */
export function consequenceOf({ usesLastHour: count }: KeyView, t: Translate): string {
  return count > 0 ? t('keys:endUsed', { count }) : t('keys:endUnused')
}

/** Every choice of how long the present key is still taken, the usual one first. */
export const overlaps = ['24h', '1h', '7d', 'open', '0s'] as const
export type Overlap = (typeof overlaps)[number]

/** As the API takes it. */
export const overlapValue = (overlap: Overlap) => (overlap === 'open' ? null : overlap)

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'

/** A secret of 32 characters from random bytes, without letters that look alike; bytes that would favour some are left out. */
export function madeSecret(bytes: Iterable<number>): string {
  let secret = ''
  for (const byte of bytes) {
    if (secret.length === 32) break
    if (byte < letters.length * 4) secret += letters[byte % letters.length]
  }
  return secret
}
