import { z } from 'zod'
import { durationText } from './durations.ts'
import { instant } from './lists.ts'

export const keyKinds = ['integration_key', 'secret', 'ping_key'] as const
export type KeyKind = (typeof keyKinds)[number]

/** How long the replaced key goes on being taken: `0s` ends it at once, null waits until somebody ends it. */
const overlap = durationText(0, 90 * 86_400)
  .nullable()
  .default('24h')

export const rotateRequest = z.strictObject({ overlap })
export type RotateRequest = z.output<typeof rotateRequest>

export const rotateSecretRequest = z.strictObject({
  /** The new secret, as the sender has it. */
  secret: z.string().min(8, 'a secret has at least 8 characters').max(500),
  overlap,
})
export type RotateSecretRequest = z.output<typeof rotateSecretRequest>

/** A key of a source or heartbeat: the present one, one that is still taken, or one that was ended. */
export const keyView = z.object({
  /** Null for the present one. */
  id: z.uuid().nullable(),
  kind: z.enum(keyKinds),
  state: z.enum(['present', 'taken', 'ended']),
  /** Its last characters; null for a secret. */
  tail: z.string().nullable(),
  replacedAt: instant.nullable(),
  /** Null for the present one, and for one that is taken until somebody ends it. */
  endsAt: instant.nullable(),
  /** Counted while there are former keys; of a key that was never used since, when its holder last heard something. */
  lastUsedAt: instant.nullable(),
  /** The address of who used it last. */
  lastSender: z.string().nullable(),
  usesLastHour: z.number().int(),
  /** Attempts after its end, in the last seven days. */
  refused: z.number().int(),
  lastRefusedAt: instant.nullable(),
})
export type KeyView = z.output<typeof keyView>

/** The present keys first, then the former ones, newest first. An ended key is listed for 30 days. */
export const keyList = z.object({
  items: z.array(keyView),
  /** Whether there is a secret, and whether there can be one: not every kind of sender has a way to prove one. */
  secret: z.enum(['set', 'none', 'impossible']),
})
export type KeyList = z.output<typeof keyList>
