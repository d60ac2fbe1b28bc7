import type { Page } from 'playwright-core'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { answerBadGateway, changeWaiting, expectKept, leftIn } from './support/kept.ts'
import { expectGone, expectSeen, patience, rowOf } from './support/look.ts'
import { openStage, password } from './support/stage.ts'

const away = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION|Failed to fetch|net::|status of 502/

inBrowser('without a network', () => {
  const stage = openStage()
  const of = async (number: number) => (await stage.world.alice.get<{ status: string }>(`/alerts/${number}`)).body
  /** What waits for a moment of calm need not wait here. */
  beforeAll(async () => (await stage.regular('alice {}')).clock.install())
  afterEach(async ({ task }) => {
    await (await stage.regular('alice {}')).setOffline(false)
    if (task.result?.state === 'fail') await stage.world.resume().catch(() => undefined)
  })
  const kindsOf = async (number: number) => {
    const { body } = await stage.world.alice.get<{ items: { kind: string }[] }>(`/alerts/${number}/timeline`)
    return body.items.map(({ kind }) => kind)
  }
  const asOf = (page: Page) => page.getByText(/^As of .*, no connection\./)

  test('the last state is there and says from when it is; an acknowledgement is sent later, once, and told', async () => {
    const number = await stage.alert({ summary: 'Storage is full' })
    stage.allow(away)
    const page = await stage.enter('alice', `/alerts/${number}`)
    await expectSeen(page.getByText('Triggered for'))
    await expectKept(page, '"timeline"')
    await page.goto(`${stage.world.app.url()}/alerts`)
    await expectSeen(rowOf(page, 'Storage is full'))
    await expectKept(page, '"head"')
    await page.context().setOffline(true)
    await page.reload()
    await expectSeen(rowOf(page, 'Storage is full'), asOf(page))
    await rowOf(page, 'Storage is full').getByRole('link').filter({ visible: true }).first().click()
    await expectSeen(page.getByText(/the next step (is|was) due at/))
    await expectGone(page.getByRole('timer'))
    await page.keyboard.press('a')
    const waits = page.getByText(/^Acknowledged here at .* It is sent when the connection is back\.$/)
    await expectSeen(waits, page.getByText(/1 answer is sent when the connection is back/))
    // What was answered can be taken back.
    await page.keyboard.press('r')
    const resolved = page.getByRole('listitem').filter({ hasText: /^Resolved here at / })
    await resolved.getByRole('button', { name: 'Take back' }).click()
    await expectGone(resolved)
    // It outlives the page, and the alert is not shown as what it is not.
    await page.reload()
    await expectSeen(waits, page.getByText('Triggered for'))
    expect((await of(number)).status).toBe('triggered')
    await page.context().setOffline(false)
    await expectSeen(
      page.getByText(new RegExp(`#${number}: acknowledged at `)),
      page.getByText('Acknowledged by Alice'),
    )
    await expectGone(waits)
    expect((await of(number)).status).toBe('acknowledged')
    expect((await kindsOf(number)).filter((kind) => kind === 'alert.acknowledged')).toHaveLength(1)
  })

  test('a server that is stopped, or a proxy in its place, is no connection; answers to several wait until it is back', async () => {
    const numbers = [await stage.alert({ summary: 'Printer on fire' }), await stage.alert({ summary: 'Paper jam' })]
    stage.allow(away)
    const page = await stage.enter('alice', `/alerts`)
    await expectSeen(rowOf(page, 'Paper jam'))
    await expectKept(page, 'Paper jam')
    await stage.world.pause()
    const endProxy = await answerBadGateway(Number(new URL(page.url()).port))
    await page.reload()
    await expectSeen(rowOf(page, 'Paper jam'), asOf(page))
    // A place that was never opened says that it needs the server.
    await page.goto(`${stage.world.app.url()}/heartbeats`)
    await expectSeen(page.getByText('The server cannot be reached.'))
    await page.goBack()
    await endProxy()
    for (const summary of ['Printer on fire', 'Paper jam'])
      await rowOf(page, summary).filter({ visible: true }).getByRole('checkbox').check()
    await page.keyboard.press('a')
    await expectSeen(
      page.getByText('The acknowledgements of 2 alerts are sent when it is back'),
      rowOf(page, 'Printer on fire').getByText('answer not sent yet'),
    )
    await stage.world.resume()
    await page.clock.fastForward(15_000)
    await expectSeen(page.getByText(new RegExp(`#${numbers[0]}: acknowledged at `)))
    await expectGone(asOf(page))
    expect([(await of(numbers[0]!)).status, (await of(numbers[1]!)).status]).toEqual(['acknowledged', 'acknowledged'])
  })

  test('whoever was faster is named; what is refused says why; what is old is asked first', async () => {
    const number = await stage.alert({ summary: 'Mail queue grows' })
    stage.allow(away)
    stage.allow(/status of 404/)
    const page = await stage.enter('alice', `/alerts/${number}`)
    await expectSeen(page.getByText('Triggered for'))
    await expectKept(page, 'Mail queue grows')
    const { context, answer } = { context: page.context(), answer: page.getByText(/^Acknowledged here at /) }
    await context.setOffline(true)
    await page.keyboard.press('a')
    await expectSeen(answer)
    await changeWaiting(page, { at: Date.now() - 61 * 60_000 })
    const bob = (await stage.enter('bob')).context().request
    const headers = { 'x-pikett-client': 'console' }
    await bob.post(`${stage.world.app.url()}/api/v1/alerts/${number}/acknowledge`, { data: {}, headers })
    await page.bringToFront()
    await page.reload()
    await context.setOffline(false)
    await expectSeen(page.getByText(/was never sent\. Send it now\?/), page.getByText('Acknowledged by Bob'))
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expectSeen(page.getByText(new RegExp(`#${number}: Bob .* had already acknowledged it at `)))
    expect((await kindsOf(number)).filter((kind) => kind === 'alert.acknowledged')).toHaveLength(1)
    await context.setOffline(true)
    await page.keyboard.press('r')
    await expectSeen(page.getByText(/^Resolved here at /))
    await changeWaiting(page, { alert: '0198c0de-0000-7000-8000-000000000000' })
    await context.setOffline(false)
    await expectSeen(page.getByText(`#${number} was not resolved. This does not exist, or not any more.`))
  })

  test('a slow server shows the last state until it has answered', async () => {
    const number = await stage.alert({ summary: 'Everything is slow' })
    const page = await stage.enter('alice', `/alerts/${number}`)
    await expectSeen(page.getByText('Triggered for'))
    await expectKept(page, 'Everything is slow')
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
    await page.route('**/api/v1/**', (route) => answered.then(() => route.continue()))
    await page.clock.fastForward(60_000)
    await page.reload()
    await page.clock.fastForward(3_000)
    await expectSeen(
      page.getByText('Triggered for'),
      page.getByText(/^As of .*\. The present state is still loading\.$/),
    )
    await stage.world.alice.post(`/alerts/${number}/resolve`)
    answer()
    await expectSeen(page.getByText(/^Resolved /))
    await expectGone(page.getByText('still loading'))
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  })

  test('signing out needs no network and leaves nothing; what waited when a session ended waits for its person', async () => {
    const number = await stage.alert({ summary: 'Secret of Acme' })
    stage.allow(away)
    stage.allow(/status of 401/)
    const context = await stage.visitor()
    await context.clock.install()
    const url = stage.world.app.url()
    const data = { email: 'alice@example.test', password }
    await context.request.post(`${url}/api/v1/session`, { data })
    const page = await context.newPage()
    await page.addInitScript(
      `navigator.setAppBadge = async (count) => { window.badge = count }; navigator.clearAppBadge = async () => { window.badge = 0 }`,
    )
    await page.goto(`${url}/alerts/${number}`)
    await expectSeen(page.getByText('Triggered for'))
    await expectKept(page, 'Secret of Acme')
    expect(await leftIn(page)).toContain('Secret of Acme')
    await context.setOffline(true)
    await page.reload()
    await expectSeen(asOf(page))
    await expect.poll(() => page.evaluate('window.badge'), patience).toBeGreaterThan(0)
    await page.keyboard.press('a')
    await expectSeen(page.getByText(/^Acknowledged here at /))
    await context.request.delete(`${url}/api/v1/session`, { headers: { 'x-pikett-client': 'console' } })
    await context.setOffline(false)
    await expectSeen(page.getByText(/^1 answer from the time without a connection has not been sent\./))
    await expect.poll(() => leftIn(page), patience).not.toContain('Secret of Acme')
    await page.getByLabel('E-mail').fill(data.email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expectSeen(page.getByText('Triggered for'))
    await page.clock.fastForward(3_000)
    await expectSeen(page.getByText(new RegExp(`#${number}: acknowledged at `)))

    await expectKept(page, 'Secret of Acme')
    await context.setOffline(true)
    await page
      .getByRole('button', { name: /^Account: / })
      .filter({ visible: true })
      .first()
      .click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    const leaving = page.getByText(/^You are signed out on this device/)
    await expectSeen(leaving)
    expect(await page.evaluate('window.badge')).toBe(0)
    await expect.poll(() => leftIn(page), patience).not.toMatch(/Secret of Acme|Alice|alice@|\/api\//)
    expect(await leftIn(page)).toContain('/assets/')
    await page.goto(`${url}/alerts`)
    await expectSeen(leaving)
    const stillThere = async () => (await context.request.get(`${url}/api/v1/session`)).status()
    expect(await stillThere()).toBe(200)
    await context.setOffline(false)
    await expect.poll(stillThere, patience).toBe(401)
    await expectGone(leaving)
  })

  test('whoever signs in next in the same browser sees nothing that was kept for somebody else', async () => {
    await stage.alert({ summary: 'Secret of Acme' })
    stage.allow(away)
    const page = await stage.enter('alice')
    await expectSeen(rowOf(page, 'Secret of Acme'))
    await expectKept(page, 'Secret of Acme')
    const context = page.context()
    // Her session has ended without a word, as when it expires while the browser is closed.
    await context.clearCookies()
    await page.goto(`${stage.world.app.url()}/sign-in`)
    await page.getByLabel('E-mail').fill('charlie@example.test')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expectSeen(page.getByRole('button', { name: /^Account: Charlie/ }))
    expect(await leftIn(page)).not.toMatch(/Secret of Acme|alice@/)
    await expectKept(page, 'charlie@')
    await context.setOffline(true)
    await page.goto(`${stage.world.app.url()}/alerts`)
    await expectSeen(asOf(page))
    expect(await page.getByText('Secret of Acme').count()).toBe(0)
    expect(await leftIn(page)).not.toMatch(/Secret of Acme|alice@/)
  })
})
