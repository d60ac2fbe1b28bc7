import { CallIcon, ContactIcon, MailIcon, NotifyIcon, SmsIcon, WebhookIcon, type Icon } from '../ui/icons.ts'

const signByChannel: Record<string, Icon> = {
  email: MailIcon,
  sms: SmsIcon,
  voice: CallIcon,
  webhook: WebhookIcon,
  push: NotifyIcon,
}

export const signOfChannel = (channel: string): Icon => signByChannel[channel] ?? ContactIcon

/** Channels whose addresses a person writes down, in the order in which they are offered. */
export const writtenChannels = ['voice', 'sms', 'email', 'webhook'] as const
export type WrittenChannel = (typeof writtenChannels)[number]

/** A key for a new contact that no other has: `sms`, then `sms-2`. */
export function freeKey(channel: string, taken: readonly string[]): string {
  if (!taken.includes(channel)) return channel
  for (let number = 2; ; number += 1) if (!taken.includes(`${channel}-${number}`)) return `${channel}-${number}`
}

/** A phone number as the server takes it: people write spaces, brackets and a national zero. */
export function phoneNumber(typed: string): string {
  const plain = typed.replaceAll(/[\s()/.-]/g, '')
  return plain.startsWith('00') ? `+${plain.slice(2)}` : plain
}
