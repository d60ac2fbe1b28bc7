import { z } from 'zod'
import { instant, listOf } from './lists.ts'

/** Push services are public and speak https; one on the same machine is for tests. */
const endpoint = z
  .string()
  .max(2_000)
  .regex(/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost)[:/]/, 'the address of a push service begins with https://')
  .refine((text) => URL.canParse(text), 'this is not a web address')

/** What a browser gives out for its subscription (`PushSubscription.toJSON()`), and what the person calls the device. */
export const newDevice = z.strictObject({
  endpoint,
  keys: z.strictObject({
    p256dh: z.string().regex(/^[A-Za-z0-9_-]{87}=?$/, 'this is not a public key of a browser'),
    auth: z.string().regex(/^[A-Za-z0-9_-]{22}(==)?$/, 'this is not the secret of a subscription'),
  }),
  /** Without one the device keeps the name that it has. */
  name: z.string().trim().min(1).max(100).optional(),
  /** The subscription that this one takes the place of: no test is sent then. */
  replaces: z.string().max(2_000).optional(),
})
export type NewDevice = z.output<typeof newDevice>

/** A browser that shows pages as notifications; at the same time a contact of its person, by this key. */
const deviceView = z.object({
  id: z.uuid(),
  key: z.string(),
  name: z.string(),
  /** By it a browser recognises itself. */
  endpoint: z.string(),
  createdAt: instant,
  /** Why it was switched off, in the language of the caller; null while it works. */
  disabledExplanation: z.string().nullable(),
})

export const deviceList = listOf(deviceView)

/** `deliveryId` is the test message that was sent to a new device. */
export const registered = z.object({ device: deviceView, deliveryId: z.uuid().nullable() })

export const pushKey = z.object({ publicKey: z.string() })
