import { expect, test } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { expectGone, expectSeen, patience, seen } from './support/look.ts'
import { openStage } from './support/stage.ts'

inBrowser('what stands around every view', () => {
  /** Half a minute before a full minute, at which Bob takes over for an hour. */
  const at = Temporal.Now.instant().round({ smallestUnit: 'minute', roundingMode: 'floor' }).add({ seconds: 30 })
  const handover = at.add({ seconds: 30 })
  const local = (instant: Temporal.Instant) =>
    instant.toZonedDateTimeISO('Europe/Berlin').toPlainDateTime().toString({ smallestUnit: 'minute' })
  const override = { user: 'bob', from: local(handover), to: local(handover.add({ hours: 1 })) }
  const stage = openStage({
    at,
    change: (config) => ({
      ...config,
      schedules: config.schedules!.map((schedule) => ({ ...schedule, overrides: [override] })),
    }),
  })

  test('says who one is tonight, and says the next thing at the second of the handover, without a reload', async () => {
    // A clock of its own, so that nobody waits for the minute.
    const page = await stage.enter('alice', '/me', { theme: 'dark' })
    let server = at
    await page.route(/\/api\/v1\/(?!stream)/, async (route) => {
      const response = await route.fetch()
      const date = new Date(server.epochMilliseconds).toUTCString()
      await route.fulfill({ response, headers: { ...response.headers(), date } })
    })
    await page.clock.install({ time: at.epochMilliseconds })
    await page.reload()
    await expectSeen(page.getByText(/^You are on call for primary until .*, then Bob Beispiel$/))
    await page.evaluate('globalThis.sameDocument = true')
    await stage.world.advance('31s')
    server = at.add({ seconds: 31 })
    await page.clock.fastForward(31_000)
    await expectSeen(page.getByText(/^Not on call; next shift /))
    expect(await page.evaluate('globalThis.sameDocument')).toBe(true)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  })

  test('asks before what was typed is lost, and stays where one is told to; the way up names the list', async () => {
    const page = await stage.enter('alice', '/heartbeats')
    await seen(page.getByRole('link', { name: 'New heartbeat' })).click()
    const up = page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'Heartbeats' })
    await seen(page.getByRole('textbox').first()).fill('Nightly backup')
    const asks = page.getByRole('dialog', { name: 'Leave without saving?' })
    await seen(up).click()
    await expectSeen(asks)
    await page.keyboard.press('Escape')
    await expectGone(asks)
    expect(await page.getByRole('textbox').first().inputValue()).toBe('Nightly backup')
    await seen(up).click()
    await asks.getByRole('button', { name: 'Leave and lose it' }).click()
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Heartbeats' }))
    await expect.poll(() => page.title(), patience).toMatch(/^(\(\d+\) )?Heartbeats · Pikett$/)
  })

  test('offers to reload once another version answers', async () => {
    const page = await stage.enter('alice')
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Alerts' }))
    const offer = page.getByText('A new version of Pikett is running.')
    await expectGone(offer)
    await page.route('**/api/v1/session', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...((await response.json()) as object), version: '99.0.0' } })
    })
    // A change of the set-up makes every window read again who it is.
    await stage.world.alice.send('PUT', '/config/customers/new-one', { name: 'New one' })
    await expectSeen(offer)
    await seen(page.getByRole('button', { name: 'Reload' })).click()
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Alerts' }))
    await expectGone(offer)
  })
})
