import type { Channel } from '../../contract/config/person.ts'
import type { Priority } from '../../contract/keys.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { DeliveryLoop, NotificationParts, PageFailed, PageRequest, PlannedPage } from '../notifications/index.ts'
import { createNotifications, deliveryLoop, listPages, pageFailed, planPages } from '../notifications/index.ts'
import { notificationPorts } from '../ports.ts'
import { subscribe } from '../subscriptions.ts'
import { listEntries } from '../timeline/index.ts'
import type { Organizations } from './organizations.ts'
import { createOrganizations } from './organizations.ts'

export interface TestContact {
  key: string
  channel: Channel
  address: string
  verified?: boolean
  disabled?: boolean
  secret?: string
}

/** Notifications alone on a real database: alerts are written as rows, no escalation runs. */
export interface Paging extends Organizations {
  parts: NotificationParts
  loop: DeliveryLoop
  /** Pages that reached nobody, as they were announced. */
  failed: PageFailed[]
  /** A second process on the same database, with a loop of its own. */
  secondLoop(): DeliveryLoop
  addContact(userKey: string, contact: TestContact): Promise<string>
  addRule(userKey: string, priority: Priority, contactId: string, afterSeconds?: number): Promise<void>
  addAlert(alert?: { summary?: string; customer?: string; priority?: Priority }): Promise<string>
  /** Pages one person: three messages a minute apart, for five minutes. */
  page(userKey: string, alertId: string, over?: Partial<PageRequest>): Promise<PlannedPage>
  /** Sends everything that is due. */
  run(): Promise<void>
  /** Moves the clock on and sends what is due then. */
  pass(seconds: number): Promise<void>
  /** The messages of an alert: `hook1 sent`. */
  messages(alertId: string): Promise<string[]>
  timeline(alertId: string): Promise<{ kind: string; data: Record<string, unknown> }[]>
  /** Back to the beginning for the next test: no contacts, no messages, the clock where it started. */
  clear(): Promise<void>
  setOrganization(values: { demo?: boolean; smtpSealed?: string | null }): Promise<void>
}

export async function createPaging(at: Temporal.Instant): Promise<Paging> {
  const organizations = await createOrganizations(at)
  const { kernel, clock, home, userId, inHome } = organizations
  const onLoopback = (one: Kernel): Kernel => ({ ...one, config: { ...one.config, outboundAllow: ['127.0.0.0/8'] } })
  const failed: PageFailed[] = []
  subscribe(kernel)
  kernel.events.on(pageFailed, async (_, page) => void failed.push(page))
  const parts = createNotifications(onLoopback(kernel), notificationPorts(kernel))
  const loop = deliveryLoop(parts, { awaitSends: true })
  const run = async () => {
    while ((await loop.run(clock.now())) > 0);
  }
  let alerts = 0
  return {
    ...organizations,
    async close() {
      parts.stop()
      await organizations.close()
    },
    parts,
    loop,
    failed,
    run,
    secondLoop() {
      const node = organizations.anotherNode()
      subscribe(node)
      return deliveryLoop(createNotifications(onLoopback(node), notificationPorts(node)), { awaitSends: true })
    },
    addContact: (userKey, contact) => addContact(organizations, userKey, contact),
    async addRule(userKey, priority, contactId, afterSeconds = 0) {
      await inHome(async ({ trx, orgId }) => {
        const mine = await trx
          .selectFrom('notificationRules')
          .select('id')
          .where('userId', '=', userId(userKey))
          .execute()
        const rule = { orgId, userId: userId(userKey), priority, position: mine.length, contactId, afterSeconds }
        await trx.insertInto('notificationRules').values(rule).execute()
      })
    },
    addAlert: (alert = {}) => addAlert(organizations, (alerts += 1), alert),
    page: (userKey, alertId, over = {}) =>
      inHome(async (work) => {
        const stepEndsAt = work.now.add({ minutes: 5 })
        const asked = { alertId, userId: userId(userKey), priority: 'high' as const, epoch: 1, round: 0, step: 0 }
        const timing = { attempts: 3, repeatEverySeconds: 60, stepEndsAt }
        return (await planPages(work, [{ ...asked, reason: { kind: 'user' }, ...timing, ...over }]))[0]!
      }),
    async pass(seconds) {
      clock.set(clock.now().add({ seconds }))
      await run()
    },
    messages: (alertId) =>
      inHome(async ({ trx }) =>
        (await listPages(trx, alertId)).flatMap((page) =>
          page.deliveries.map((one) => `${one.contact?.key}${one.attempt} ${one.status}`),
        ),
      ),
    timeline: (alertId) => inHome(({ trx }) => listEntries(trx, alertId)),
    async clear() {
      await inHome(async ({ trx }) => {
        const tables = ['answers', 'sandboxMessages', 'deliveries', 'pages', 'notificationRules', 'contacts'] as const
        for (const table of tables) await trx.deleteFrom(table).execute()
        await trx.updateTable('organizations').set({ demo: false, smtpSealed: null }).execute()
      })
      failed.length = 0
      clock.set(at)
    },
    setOrganization: (values) =>
      inHome(
        async ({ trx }) => void (await trx.updateTable('organizations').set(values).where('id', '=', home).execute()),
      ),
  }
}

function addContact({ kernel, inHome, userId }: Organizations, userKey: string, contact: TestContact): Promise<string> {
  return inHome(async ({ trx, orgId, now, id }) => {
    const { key, channel, address, verified = true, disabled = false, secret } = contact
    const contactId = id()
    await trx
      .insertInto('contacts')
      .values({
        orgId,
        id: contactId,
        userId: userId(userKey),
        key,
        channel,
        address,
        verifiedAt: verified ? now : null,
        disabledAt: disabled ? now : null,
        secretSealed: secret === undefined ? null : kernel.secrets.seal('webhook-secret', secret),
      })
      .execute()
    return contactId
  })
}

function addAlert(
  { inHome }: Organizations,
  number: number,
  alert: { summary?: string; customer?: string; priority?: Priority },
): Promise<string> {
  return inHome(async ({ trx, orgId, now, id }) => {
    const { summary = 'ERP unreachable', customer, priority = 'high' } = alert
    const [sourceId, customerId, alertId] = [id(), customer === undefined ? null : id(), id()]
    const source = { orgId, id: sourceId, key: `source-${number}`, name: 'Prometheus', type: 'webhook' }
    await trx.insertInto('sources').values(source).execute()
    if (customer !== undefined) {
      const row = { orgId, id: customerId!, key: `customer-${number}`, name: customer }
      await trx.insertInto('customers').values(row).execute()
    }
    const state = { status: 'triggered' as const, priority, severity: 'critical' as const }
    const times = { createdAt: now, lastEventAt: now }
    await trx
      .insertInto('alerts')
      .values({
        orgId,
        id: alertId,
        number,
        sourceId,
        customerId,
        dedupKey: `key-${number}`,
        summary,
        ...state,
        ...times,
      })
      .execute()
    return alertId
  })
}
