import { z } from 'zod'
import { channels } from './config/person.ts'
import { smtp } from './config/organization.ts'

/** How messages of a channel leave, and whom they can reach. */
const channelView = z.object({
  channel: z.enum(channels),
  /** Who carries it; `sandbox`: nobody outside, the console shows it. */
  provider: z.string().nullable(),
  simulated: z.boolean(),
  /** Contacts of this channel that are verified and work, and how many people have one. Devices for push. */
  contacts: z.number().int(),
  people: z.number().int(),
})

export const channelState = z.object({
  items: z.array(channelView),
  mail: z.object({
    /** Whose mail server it is; the organization's own goes before that of the installation. `none`: the sandbox. */
    server: z.enum(['organization', 'installation', 'none']),
    host: z.string().nullable(),
    port: z.number().int().nullable(),
    from: z.string().nullable(),
  }),
  push: z.object({ publicKey: z.string() }),
})
export type ChannelState = z.output<typeof channelState>

/** `smtp`: these settings instead of those that are saved; without a password the saved one of the same server and user. */
export const mailTrial = z.strictObject({
  /** Whom to; the caller's own address when it is left out. */
  to: z.email().optional(),
  smtp: smtp.optional(),
})

export const mailTrialResult = z.object({
  /** `simulated`: there is no mail server, so nothing left the house. */
  outcome: z.enum(['accepted', 'refused', 'failed', 'simulated']),
  to: z.string(),
  host: z.string().nullable(),
  port: z.number().int().nullable(),
  /** What the server said, word for word. */
  answer: z.string().nullable(),
  /** A value of `notifications:failure` in the message catalogue. */
  reason: z.string().nullable(),
  milliseconds: z.number().int(),
})
export type MailTrialResult = z.output<typeof mailTrialResult>
