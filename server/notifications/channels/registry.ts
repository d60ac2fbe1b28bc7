import type { Channel } from '../../../contract/config/person.ts'
import { channels } from '../../../contract/config/person.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Outbound } from '../../kernel/outbound/index.ts'
import type { OrganizationSetup } from '../types.ts'
import type { Provider } from './channel.ts'
import { sandboxProvider } from './sandbox/provider.ts'
import { smtpProvider } from './smtp/provider.ts'
import { webhookProvider } from './webhook/provider.ts'
import { webPushProvider } from './webpush/provider.ts'
import type { VapidKeys } from './webpush/vapid.ts'

/** Every provider there is, the preferred ones first. The sandbox is last: it carries what nobody else does. */
export function createProviders(
  kernel: Kernel,
  outbound: Outbound,
  vapid: () => Promise<VapidKeys>,
): readonly Provider[] {
  return [
    webhookProvider(kernel, outbound),
    webPushProvider(kernel, outbound, vapid),
    smtpProvider(kernel, outbound),
    sandboxProvider(kernel),
  ]
}

export interface Route {
  provider: Provider
  lane: string
  channels: Channel[]
}

/** Which provider carries which channels of an organization. */
export function routesOf(providers: readonly Provider[], setup: OrganizationSetup): Route[] {
  const routes = new Map<Provider, Route>()
  for (const channel of channels) {
    const provider = providerFor(providers, channel, setup)
    if (!provider) continue
    const route = routes.get(provider) ?? { provider, lane: provider.lane(setup) ?? provider.name, channels: [] }
    route.channels.push(channel)
    routes.set(provider, route)
  }
  return [...routes.values()]
}

export function providerFor(
  providers: readonly Provider[],
  channel: Channel,
  setup: OrganizationSetup,
): Provider | undefined {
  return providers.find(
    (one) => one.carries.includes(channel) && (one.inDemo || !setup.demo) && one.lane(setup) !== undefined,
  )
}
