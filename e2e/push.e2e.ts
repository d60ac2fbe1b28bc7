import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, PushService } from '../server/testing/push-service.ts'
import { createBrowser, startPushService } from '../server/testing/push-service.ts'
import { inBrowser } from './support/browser.ts'
import { expectSeen, patience } from './support/look.ts'
import { openStage } from './support/stage.ts'

/** No push service of a browser's maker is within reach: the browser is given a subscription of ours. */
function subscribeTo(subscription: Browser['subscription']): string {
  return `(() => {
    const given = { endpoint: ${JSON.stringify(subscription.endpoint)}, toJSON: () => (${JSON.stringify(subscription)}),
      unsubscribe: async () => { localStorage.removeItem('subscribed'); return true } }
    PushManager.prototype.subscribe = async () => { localStorage.setItem('subscribed', 'yes'); return given }
    PushManager.prototype.getSubscription = async () => (localStorage.getItem('subscribed') ? given : null)
  })()`
}

/** Hands messages to the service worker as the browser does when one arrives. */
async function openDelivery(context: BrowserContext, page: Page) {
  const cdp = await context.newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId)
    })
  })
  await cdp.send('ServiceWorker.enable')
  const registrationId = await registered
  const origin = new URL(page.url()).origin
  return {
    deliver: (data: string) => cdp.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data }),
    /** As when it sees a network again. */
    sync: () =>
      cdp.send('ServiceWorker.dispatchSyncEvent', { origin, registrationId, tag: 'outbox', lastChance: false }),
  }
}

const slowly = { ...patience, interval: 2_000 }

const shownOn = (page: Page) =>
  page.evaluate<string[]>(`navigator.serviceWorker.ready
    .then((registration) => registration.getNotifications())
    .then((all) => all.map((one) => one.title + '\\n' + one.body + '\\n' + one.actions.map((action) => action.title).join(', ')))`)

/** As when the person presses a button of this notification, or with '' the notification itself. */
async function press(context: BrowserContext, title: string, action: string): Promise<void> {
  await context.serviceWorkers()[0]!.evaluate(`self.registration.getNotifications().then((all) =>
    self.dispatchEvent(new NotificationEvent('notificationclick', { notification: all.find((one) => one.title.includes('${title}')), action: '${action}' })))`)
}

inBrowser('notifications', () => {
  const stage = openStage()
  let service: PushService
  beforeAll(async () => {
    service = await startPushService()
  })
  afterAll(() => service.close())
  const statusOf = async (number: number) =>
    (await stage.world.alice.get<{ status: string }>(`/alerts/${number}`)).body.status

  test('are switched on for the device in the hand, show an alert and acknowledge it in place', async () => {
    const phone = createBrowser(`${service.url}/phone`)
    const receive = () => phone.decrypt(service.take('/phone').body)
    const page = await stage.enter('alice', '/me?tab=devices')
    const context = page.context()
    await context.grantPermissions(['notifications'], { origin: stage.world.app.url() })
    await page.addInitScript(subscribeTo(phone.subscription))
    await page.reload()
    const here = page.getByRole('switch', { name: 'Notify this device' })
    await expectSeen(here)
    expect(await here.getAttribute('aria-checked')).toBe('false')
    await here.click()
    await expectSeen(page.getByText('A test message is on its way to it.'), page.getByText('Chrome, Linux'))
    await expect.poll(() => here.getAttribute('aria-checked'), patience).toBe('true')

    const { deliver, sync } = await openDelivery(context, page)
    // Nobody says whether a message got to a worker that was just being stopped: a push service would send it again.
    const arrive = async (message: string) => {
      await deliver(message)
      return shownOn(page)
    }
    await stage.world.settle()
    const test = receive()
    await expect.poll(() => arrive(test), slowly).toEqual([expect.stringContaining('Test message from Pikett')])

    const number = await stage.alert({ summary: 'Cooling failed' })
    const alert = receive()
    const ofAlert = async () => (await shownOn(page)).filter((text) => text.startsWith('Acme GmbH: Cooling failed'))
    await expect
      .poll(() => arrive(alert).then(ofAlert), slowly)
      .toEqual([expect.stringMatching(/\nHigh priority.*\n.*\nAcknowledge, Escalate$/)])
    const deliveries = async () => {
      const { body } = await stage.world.alice.get<{ pages: { deliveries: { channel: string; status: string }[] }[] }>(
        `/alerts/${number}`,
      )
      return body.pages.flatMap((one) => one.deliveries).filter((one) => one.channel === 'push')
    }
    await expect.poll(deliveries, patience).toMatchObject([{ status: 'delivered' }])

    const windows = context.pages().length
    await press(context, 'Cooling failed', 'acknowledge')
    await expect.poll(() => statusOf(number), patience).toBe('acknowledged')
    const answered = `You have acknowledged #${number}: Cooling failed. Nobody else is called.`
    await expect.poll(ofAlert, patience).toEqual([expect.stringContaining(answered)])
    expect(context.pages()).toHaveLength(windows)

    await press(context, 'Cooling failed', '')
    await expect.poll(() => page.url(), patience).toBe(`${stage.world.app.url()}/alerts/${number}`)

    // Without a server the answer waits, and what became of it is told by a notification.
    stage.allow(/ERR_CONNECTION|net::/)
    const later = await stage.alert({ summary: 'Pump stopped' })
    const next = receive()
    const ofLater = async () => (await shownOn(page)).filter((text) => text.startsWith('Acme GmbH: Pump stopped'))
    await expect.poll(() => arrive(next).then(ofLater), slowly).toHaveLength(1)
    await stage.world.pause()
    await press(context, 'Pump stopped', 'acknowledge')
    await expect
      .poll(ofLater, patience)
      .toEqual([expect.stringContaining(`No connection. Your answer to #${later} is kept and sent when it is back`)])
    await stage.world.resume()
    await sync()
    const counted = new RegExp(`\nAcknowledged at \\d\\d:\\d\\d: #${later} is yours, nobody else is called\\.`)
    await expect.poll(ofLater, patience).toEqual([expect.stringMatching(counted)])
    expect(await statusOf(later)).toBe('acknowledged')

    // What was answered in the console is sent and told in the same way when no window is open any more.
    const last = await stage.alert({ summary: 'Fan stopped' })
    await page.goto(`${stage.world.app.url()}/alerts/${last}`)
    await expectSeen(page.getByText('Triggered for'))
    await stage.world.pause()
    await page.keyboard.press('a')
    await expectSeen(page.getByText(/^Acknowledged here at /))
    await page.goto('about:blank')
    await stage.world.resume()
    await sync()
    const bodies = () =>
      context
        .serviceWorkers()[0]!
        .evaluate<string[]>(`self.registration.getNotifications().then((all) => all.map((one) => one.body))`)
    await expect
      .poll(bodies, patience)
      .toContainEqual(expect.stringMatching(new RegExp(`^#${last}: acknowledged at \\d\\d:\\d\\d$`)))
    expect(await statusOf(last)).toBe('acknowledged')

    await page.goto(`${stage.world.app.url()}/me?tab=devices`)
    await page.getByRole('button', { name: 'Remove Chrome, Linux' }).click()
    await expect.poll(() => here.getAttribute('aria-checked'), patience).toBe('false')
  })

  test('that the browser blocks are not offered, and what to do is said', async () => {
    const page = await stage.enter('alice', '/me?tab=devices', { screen: 'phone' })
    await page.addInitScript(`Object.defineProperty(Notification, 'permission', { get: () => 'denied' })`)
    await page.reload()
    await expectSeen(page.getByText('Notifications of Pikett are blocked on this device.'))
    expect(await page.getByRole('switch').isDisabled()).toBe(true)
  })

  test('without https or without a browser that can are explained', async () => {
    const page = await stage.enter('alice', '/me?tab=devices', { screen: 'phone' })
    await page.addInitScript(`delete window.PushManager`)
    await page.reload()
    await expectSeen(page.getByText('This browser cannot show notifications of web pages.'))
    await page.addInitScript(`Object.defineProperty(window, 'isSecureContext', { get: () => false })`)
    await page.reload()
    await expectSeen(page.getByText('Browsers allow notifications only over https.'))
    expect(await page.getByRole('switch').count()).toBe(0)
  })
})
