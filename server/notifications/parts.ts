import type { Counter } from 'prom-client'
import type { Kernel } from '../kernel/kernel.ts'
import { createOutbound } from '../kernel/outbound/index.ts'
import type { Outbound } from '../kernel/outbound/index.ts'
import type { Provider } from './channels/channel.ts'
import { createProviders } from './channels/registry.ts'
import type { VapidKeys } from './channels/webpush/vapid.ts'
import { vapidKeys } from './channels/webpush/vapid.ts'
import type { DeliveryHealth } from './health.ts'
import { createDeliveryHealth } from './health.ts'
import type { NotificationPorts } from './types.ts'

/** What the loops and routes of notifications work with; made once per app. */
export interface NotificationParts {
  kernel: Kernel
  ports: NotificationPorts
  providers: readonly Provider[]
  outbound: Outbound
  /** Our keys towards push services; made when there are none yet. */
  vapid(): Promise<VapidKeys>
  /** Tries to send, by provider and outcome. */
  tries: Counter<'provider' | 'outcome'>
  /** Pages that did not go out as a message of their own at once, by channel and reason. */
  suppressed: Counter<'channel' | 'reason'>
  /** How the messages of this node fared lately. */
  health: DeliveryHealth
  /** Closes idle connections to providers. */
  stop(): void
}

/** Throws when PIKETT_OUTBOUND_ALLOW holds something that is not a network. */
export function createNotifications(
  kernel: Kernel,
  ports: NotificationPorts,
  outbound: Outbound = createOutbound(kernel.config.outboundAllow),
): NotificationParts {
  const vapid = vapidKeys(kernel)
  const tries = kernel.metrics.counter('pikett_deliveries_total', 'Tries to send a message', ['provider', 'outcome'])
  const suppressed = kernel.metrics.counter(
    'pikett_deliveries_suppressed_total',
    'Pages that did not go out at once as a message of their own',
    ['channel', 'reason'],
  )
  return {
    kernel,
    ports,
    vapid,
    outbound,
    providers: createProviders(kernel, outbound, vapid),
    tries,
    suppressed,
    health: createDeliveryHealth(),
    stop: () => outbound.close(),
  }
}
