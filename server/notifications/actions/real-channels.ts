import { channels } from '../../../contract/config/person.ts'
import type { Channel } from '../../../contract/config/person.ts'
import type { Work } from '../../kernel/db/work.ts'
import { providerFor } from '../channels/registry.ts'
import type { NotificationParts } from '../parts.ts'
import { getSetup } from '../store/claims.ts'

/** The channels on which a message of the organization reaches somebody; what goes over the others is simulated. */
export async function realChannels(work: Work, { providers }: NotificationParts): Promise<Set<Channel>> {
  const setup = await getSetup(work.trx, work.orgId)
  return new Set(channels.filter((channel) => providerFor(providers, channel, setup)?.simulated === false))
}
