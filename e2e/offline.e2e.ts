import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { expectGone, expectSeen, patience, rowOf } from './support/look.ts'
import { openStage } from './support/stage.ts'

/** The console has put away what it needs: its files by the service worker, and the last state. */
async function expectKept(page: Page, key: string): Promise<void> {
  const kept = `(async () => {
    if (!navigator.serviceWorker.controller) return 'no worker'
    // The last of what is put away.
    if (!(await caches.match('/manifest.webmanifest'))) return 'no files'
    // Opened too early, it would be made here, without its stores.
    if (!(await indexedDB.databases()).some(({ name }) => name === 'pikett-offline')) return 'no database'
    return new Promise((resolve) => {
      const opening = indexedDB.open('pikett-offline')
      opening.onsuccess = () => {
        const asked = opening.result.transaction('state').objectStore('state').get('kept')
        asked.onsuccess = () => (opening.result.close(), resolve(JSON.stringify(asked.result ?? '')))
      }
    })
  })()`
  await expect.poll(() => page.evaluate<string>(kept), patience).toContain(key)
  // The views for the night are there, with all that they load.
  await page.waitForLoadState('networkidle').catch(() => undefined)
}

/** Everything that a page of this origin could read of what the browser keeps. */
const leftIn = (page: Page) =>
  page.evaluate<string>(`(async () => {
    const rows = []
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((resolve) => { const one = indexedDB.open(name); one.onsuccess = () => resolve(one.result) })
      for (const store of database.objectStoreNames) {
        rows.push(await new Promise((resolve) => {
          const all = database.transaction(store).objectStore(store).getAll()
          all.onsuccess = () => resolve(all.result)
        }))
      }
      database.close()
    }
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) rows.push(new URL(request.url).pathname)
    return JSON.stringify([rows, { ...localStorage }, { ...sessionStorage }])
  })()`)

inBrowser('without a network', () => {
  const stage = openStage()
  const of = async (number: number) => (await stage.world.alice.get<{ status: string }>(`/alerts/${number}`)).body
  afterEach(async () => (await stage.regular('alice {}')).setOffline(false))
  const kindsOf = async (number: number) => {
    const { body } = await stage.world.alice.get<{ items: { kind: string }[] }>(`/alerts/${number}/timeline`)
    return body.items.map(({ kind }) => kind)
  }

  test('the last state is there and says from when it is; an acknowledgement is sent later, once, and told', async () => {
    const number = await stage.alert({ summary: 'Storage is full' })
    stage.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|net::/)
    const page = await stage.enter('alice', `/alerts/${number}`)
    await expectSeen(page.getByText('Triggered for'))
    await expectKept(page, '"timeline"')
    await page.goto(`${stage.world.app.url()}/alerts`)
    await expectSeen(rowOf(page, 'Storage is full'))
    await expectKept(page, '"head"')
    await page.context().setOffline(true)
    await page.reload()
    await expectSeen(rowOf(page, 'Storage is full'), page.getByText(/^As of .*, no connection\./))
    await rowOf(page, 'Storage is full').getByRole('link').filter({ visible: true }).first().click()
    await expectSeen(page.getByText(/the next step was due at|what happens next is not known here/))
    await expectGone(page.getByRole('timer'))
    await page.keyboard.press('a')
    const waits = page.getByText(/^Acknowledged here at .* It is sent when the connection is back\.$/)
    await expectSeen(waits, page.getByText(/1 answer is sent when the connection is back/))
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

  test('what was answered can be taken back, a place that was never opened says that it needs the server', async () => {
    const number = await stage.alert({ summary: 'Printer on fire' })
    stage.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|net::/)
    const page = await stage.enter('alice', `/alerts/${number}`)
    await expectSeen(page.getByText('Triggered for'))
    await expectKept(page, 'Printer on fire')
    await page.context().setOffline(true)
    await page.keyboard.press('r')
    const waits = page.getByText(/^Resolved here at /)
    await expectSeen(waits)
    await page.getByRole('button', { name: 'Take back' }).click()
    await expectGone(waits)
    // For a view that cannot be downloaded the router reloads once, and throws what is no error.
    stage.allow(/^thrown: $/)
    await page.goto(`${stage.world.app.url()}/heartbeats`)
    await expectSeen(page.getByText('The server cannot be reached.'))
    await page.context().setOffline(false)
    await expectGone(page.getByText(/no connection\./))
    expect((await of(number)).status).toBe('triggered')
  })

  test('whoever was faster is named when the connection is back', async () => {
    const number = await stage.alert({ summary: 'Mail queue grows' })
    stage.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|net::/)
    const page = await stage.enter('alice', `/alerts/${number}`)
    await expectSeen(page.getByText('Triggered for'))
    await expectKept(page, 'Mail queue grows')
    await page.context().setOffline(true)
    await page.keyboard.press('a')
    await expectSeen(page.getByText(/^Acknowledged here at /))
    const bob = (await stage.enter('bob')).context().request
    const headers = { 'x-pikett-client': 'console' }
    await bob.post(`${stage.world.app.url()}/api/v1/alerts/${number}/acknowledge`, { data: {}, headers })
    await page.context().setOffline(false)
    await expectSeen(page.getByText(new RegExp(`#${number}: Bob .* had already acknowledged it at `)))
    expect((await kindsOf(number)).filter((kind) => kind === 'alert.acknowledged')).toHaveLength(1)
  })

  test('nothing of it is left in the browser after signing out', async () => {
    await stage.alert({ summary: 'Secret of Acme' })
    const context = await stage.visitor()
    const page = await context.newPage()
    const data = { email: 'alice@example.test', password: 'correct horse battery' }
    await context.request.post(`${stage.world.app.url()}/api/v1/session`, { data })
    await page.goto(`${stage.world.app.url()}/alerts`)
    await expectSeen(rowOf(page, 'Secret of Acme'))
    await expectKept(page, 'Secret of Acme')
    expect(await leftIn(page)).toContain('Secret of Acme')
    await page
      .getByRole('button', { name: /^Account: / })
      .filter({ visible: true })
      .first()
      .click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expectSeen(page.getByRole('button', { name: 'Sign in', exact: true }))
    await expect.poll(() => leftIn(page), patience).not.toMatch(/Secret of Acme|Alice|alice@|\/api\//)
    expect(await leftIn(page)).toContain('/assets/')
  })
})
