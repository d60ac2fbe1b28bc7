import { channels } from '../../../contract/config/person.ts'
import type { ChannelState } from '../../../contract/channels.ts'
import type { Work } from '../../kernel/db/work.ts'
import { providerFor } from '../channels/registry.ts'
import { mailServerOf } from '../channels/smtp/settings.ts'
import type { NotificationParts } from '../parts.ts'
import { countContacts } from '../store/channels.ts'
import { getSetup } from '../store/claims.ts'

/** How messages of each channel leave the house, and how many contacts they can reach. */
export async function showChannels(work: Work, parts: NotificationParts, publicKey: string): Promise<ChannelState> {
  const { trx, orgId } = work
  const { config, secrets } = parts.kernel
  const setup = await getSetup(trx, orgId)
  const counts = await countContacts(trx)
  const server = setup.demo ? undefined : mailServerOf(setup, config, secrets)
  return {
    items: channels.map((channel) => {
      const provider = providerFor(parts.providers, channel, setup)
      const counted = counts.find((one) => one.channel === channel)
      return {
        channel,
        provider: provider?.name ?? null,
        simulated: provider?.simulated ?? false,
        contacts: counted?.contacts ?? 0,
        people: counted?.people ?? 0,
      }
    }),
    mail: {
      server: server === undefined ? 'none' : server.trusted ? 'installation' : 'organization',
      host: server?.host ?? null,
      port: server?.port ?? null,
      from: server?.from.address ?? null,
    },
    push: { publicKey },
  }
}
