import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { expectGone, expectSeen, patience, rowOf, seen } from './support/look.ts'
import { openStage } from './support/stage.ts'

inBrowser('people', () => {
  const stage = openStage()
  const statusOf = async (number: number) =>
    (await stage.world.alice.get<{ status: string }>(`/alerts/${number}`)).body.status
  const buttons = (page: Page, name: RegExp) => page.getByRole('button', { name })

  test('with a phone in one hand acknowledge by the big button in the reach of the thumb', async () => {
    const [first, second] = [
      await stage.alert({ summary: 'ERP is unreachable' }),
      await stage.alert({ summary: 'Disk of web-07 is full' }),
    ]
    const page = await stage.enter('alice', '/alerts', { screen: 'phone' })
    const card = rowOf(page, 'ERP is unreachable')
    await expectSeen(card.getByText('Acme GmbH · ERP'), card.getByText(/^Escalates in \d:\d\d to Bob Beispiel$/))
    await seen(card.getByRole('button', { name: `Acknowledge #${first}` })).tap()
    await expect.poll(() => statusOf(first), patience).toBe('acknowledged')

    await seen(rowOf(page, 'Disk of web-07 is full').getByRole('link')).tap()
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Disk of web-07 is full' }))
    const acknowledge = seen(page.getByRole('button', { name: 'Acknowledge' }))
    await acknowledge.waitFor()
    const box = await acknowledge.boundingBox()
    expect(box!.height).toBeGreaterThanOrEqual(44)
    expect(box!.width).toBeGreaterThan(390 / 2)
    expect(box!.y).toBeGreaterThan(844 / 2)
    await acknowledge.tap()
    await expectSeen(page.getByText('Acknowledged by Alice Anders'))
    await expect.poll(() => statusOf(second), patience).toBe('acknowledged')

    const tabs = page.getByRole('navigation', { name: 'Main navigation' }).filter({ visible: true })
    await tabs.getByRole('link', { name: 'On call' }).tap()
    await expectSeen(page.getByRole('heading', { level: 1, name: 'On call now' }))
    await tabs.getByRole('button', { name: 'More' }).tap()
    await page.getByRole('dialog', { name: 'More' }).getByRole('link', { name: 'My profile' }).tap()
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Alice Anders' }))
  })

  test('who only look on see everything and can answer nothing, neither by button nor by key', async () => {
    const number = await stage.alert({ summary: 'Mail queue grows' })
    const page = await stage.enter('sam')
    await expectSeen(rowOf(page, 'Mail queue grows'))
    expect(await buttons(page, /Acknowledge|Resolve|New alert/).count()).toBe(0)
    await page.keyboard.press('j')
    await page.keyboard.press('a')
    await page.keyboard.press('Enter')
    await expectSeen(page.getByText(/^Triggered for/))
    expect(await buttons(page, /Acknowledge|Resolve|Escalate|Note/).count()).toBe(0)
    for (const key of ['a', 'r', 'e']) await page.keyboard.press(key)
    await expectGone(page.getByRole('link', { name: 'Sandbox' }), page.getByRole('link', { name: 'Sources' }))
    const { body } = await stage.world.sam.post<{ code: string }>(`/alerts/${number}/acknowledge`)
    expect(body.code).toBe('forbidden')
    expect(await statusOf(number)).toBe('triggered')
  })

  test('of another organization find nothing at the address of an alert, and are told so', async () => {
    const number = await stage.alert({ summary: 'Secret of Nordlicht' })
    const { body } = await stage.world.alice.get<{ id: string; url: string }>(`/alerts/${number}`)
    stage.allow(/status of 404 .*\/api\/v1\/alerts\//)
    const page = await stage.enter('charlie', new URL(body.url).pathname)
    await expectSeen(page.getByRole('heading', { level: 1, name: 'There is no such alert' }))
    await page.goto(`${stage.world.app.url()}/alerts/${body.id}`)
    await expectSeen(page.getByRole('heading', { level: 1, name: 'There is no such alert' }))
    expect(await page.content()).not.toContain('Secret of Nordlicht')
  })

  test('whose acknowledgement does not get through are told that it is kept, and the alert shows its true state', async () => {
    const number = await stage.alert({ summary: 'VPN is down' })
    const page = await stage.enter('alice', `/alerts/${number}`)
    await expectSeen(page.getByText('Triggered for'))
    stage.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
    await page.route('**/acknowledge', (route) => route.abort('internetdisconnected'))
    await page.keyboard.press('a')
    const words = `#${number}: no connection. The acknowledgement is sent when it is back`
    await expectSeen(page.getByText(words), page.getByText('Triggered for'))
    expect(await statusOf(number)).toBe('triggered')
    await page.unroute('**/acknowledge')
    // Coming back to the window sends at once; otherwise it would be tried again within ten seconds.
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await expectSeen(page.getByText('Acknowledged by Alice Anders'))
    await expect.poll(() => statusOf(number), patience).toBe('acknowledged')
  })
})
