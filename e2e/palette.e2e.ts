import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { expectGone, expectSeen, patience, rowOf, seen } from './support/look.ts'
import { openStage } from './support/stage.ts'

/** Twelve customers, so that the one that is wanted has to be looked for. */
const others = Array.from({ length: 12 }, (_, index) => ({ key: `customer-${index}`, name: `Customer ${index}` }))

inBrowser('the palette', () => {
  const stage = openStage({
    change: (config) => ({ ...config, customers: [...(config.customers ?? []), ...others] }),
  })
  const palette = (page: Page) => page.getByRole('dialog', { name: 'Find and do' })
  const statusOf = async (number: number) =>
    (await stage.world.alice.get<{ status: string }>(`/alerts/${number}`)).body.status
  const open = async (page: Page) => {
    await expectSeen(page.getByRole('heading', { level: 1 }))
    await page.keyboard.press('Control+k')
    await expectSeen(palette(page))
  }

  test('opens an alert by its number and answers it, by keyboard alone', async () => {
    const number = await stage.alert({ summary: 'Disk of web-07 is full' })
    await stage.alert({ summary: 'ERP is unreachable' })
    const page = await stage.enter('alice')
    await open(page)
    await page.keyboard.type(`#${number}`)
    await expectSeen(palette(page).getByRole('option', { name: /Disk of web-07 is full/, selected: true }))
    await page.keyboard.press('Enter')
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Disk of web-07 is full' }))
    await expectGone(palette(page))

    await open(page)
    await page.keyboard.type('ackn')
    await expectSeen(palette(page).getByRole('option', { name: /^Acknowledge/, selected: true }))
    await page.keyboard.press('Enter')
    await expectSeen(page.getByText('Acknowledged by Alice Anders'))
    await expect.poll(() => statusOf(number), patience).toBe('acknowledged')
  })

  test('offers what was chosen lately first, also after a reload, and goes to places', async () => {
    const page = await stage.enter('alice')
    await open(page)
    // No alert has this number: said in its row, which cannot be chosen.
    await page.keyboard.type('#99999')
    await expectSeen(palette(page).getByRole('option', { name: /no alert has this number/, disabled: true }))
    await page.keyboard.press('Control+a')
    await page.keyboard.type('heartb')
    await expectSeen(palette(page).getByRole('option', { name: /^Heartbeats/, selected: true }))
    await page.keyboard.press('Enter')
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Heartbeats' }))
    await page.reload()
    await open(page)
    const lately = palette(page).getByRole('group', { name: 'Lately' })
    await expectSeen(lately.getByRole('option', { name: /^Heartbeats/, selected: true }))
    await page.keyboard.press('Escape')
    await expectGone(palette(page))
  })

  test('begins what is made on a view of its own; going back closes it, a link opens it', async () => {
    const page = await stage.enter('alice')
    await open(page)
    await page.keyboard.type('new team')
    await expectSeen(palette(page).getByRole('option', { name: 'New team', selected: true }))
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'New team' })
    await expectSeen(dialog)
    await page.reload()
    await expectSeen(dialog)
    await page.goBack()
    await expectGone(dialog)
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Alerts' }))
    await page.goto(`${stage.world.app.url()}/teams`)
    await seen(page.getByRole('button', { name: 'New team' })).click()
    await expectSeen(dialog)
    await page.goBack()
    await expectGone(dialog)
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Teams' }))
  })

  test('says what keys there are, of the view on screen and of everywhere, on a German keyboard too', async () => {
    const page = await stage.enter('alice', '/oncall')
    await expectSeen(page.getByRole('heading', { level: 1 }))
    // "?" and "/" are written with Shift there, by other keys.
    await page.evaluate(`for (const type of ['keydown', 'keyup'])
      document.body.dispatchEvent(new KeyboardEvent(type, { key: '?', code: 'Minus', shiftKey: true, bubbles: true }))`)
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await expectSeen(help.getByText('New alert'), help.getByRole('heading', { name: 'Go to' }))
    await expectGone(help.getByText('Acknowledge'))
    await page.keyboard.press('Escape')
    await expectGone(help)
    await page.evaluate(`document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: '/', code: 'Digit7', shiftKey: true, bubbles: true, cancelable: true }))`)
    await expectSeen(palette(page))
  })

  test('speaks German when it is told to, at once', async () => {
    const page = await stage.enter('alice')
    await open(page)
    await page.keyboard.type('deutsch')
    await expectSeen(palette(page).getByRole('option', { name: 'Language: Deutsch', selected: true }))
    await page.keyboard.press('Enter')
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Alarme' }))
    await page.keyboard.press('Control+k')
    const german = page.getByRole('dialog', { name: 'Finden und tun' })
    await page.keyboard.type('english')
    await expectSeen(german.getByRole('option', { name: 'Sprache: English', selected: true }))
    await page.keyboard.press('Enter')
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Alerts' }))
  })

  test('takes over a duty and gives it back, in German', async () => {
    const page = await stage.enter('bob')
    const onCall = async () => {
      const { body } = await stage.world.bob.get<{ items: { user: { key: string } | null }[] }>('/oncall')
      return body.items.map(({ user }) => user?.key)
    }
    await expectSeen(page.getByRole('heading', { level: 1 }))
    await page.keyboard.press('Control+k')
    const german = page.getByRole('dialog', { name: 'Finden und tun' })
    await expectSeen(german)
    await page.keyboard.type('jetzt übern')
    await expectSeen(german.getByRole('option', { name: /jetzt übernehmen/, selected: true }))
    await page.keyboard.press('Enter')
    await expectSeen(page.getByText(/^In Bereitschaft für .* bis/))
    // The clock of the browser runs on while that of the server stands: the minute may have begun for one of them only.
    await stage.world.advance('1m')
    await expect.poll(onCall, patience).toContain('bob')
    await seen(page.getByRole('button', { name: 'Rückgängig' })).click()
    await expect.poll(onCall, patience).not.toContain('bob')
  })
})

inBrowser('one customer', () => {
  const stage = openStage({
    change: (config) => ({ ...config, customers: [...(config.customers ?? []), ...others] }),
  })

  test('is found by typing, narrows the list, survives going from place to place, and is taken back', async () => {
    await stage.alert({ summary: 'Disk of web-07 is full' })
    const page = await stage.enter('alice')
    await expectSeen(rowOf(page, 'Disk of web-07 is full'))
    await seen(page.getByRole('button', { name: 'Customer: All customers' })).click()
    await expectSeen(page.getByPlaceholder(/^Search 1[0-9] customers$/))
    await page.keyboard.type('customer 7')
    await expectSeen(page.getByRole('option', { name: 'Customer 7', selected: true }))
    await page.keyboard.press('Enter')
    await expectGone(rowOf(page, 'Disk of web-07 is full'))
    await seen(page.getByRole('link', { name: 'On call' })).click()
    await expectSeen(page.getByRole('heading', { level: 1, name: 'On call now' }))
    expect(new URL(page.url()).searchParams.get('customer')).toBe('customer-7')
    await expectSeen(page.getByText(/^Only what serves Customer 7/))
    await page.reload()
    await seen(page.getByRole('button', { name: 'Customer: Customer 7' })).click()
    await page.getByRole('option', { name: 'All customers' }).click()
    await expect.poll(() => new URL(page.url()).search, patience).toBe('')
    await seen(page.getByRole('button', { name: 'Customer: All customers' })).click()
    await expectSeen(page.getByRole('option').nth(1).filter({ hasText: 'Customer 7' }))
    await page.keyboard.press('Escape')
    await seen(page.getByRole('link', { name: 'Alerts' })).click()
    await expectSeen(rowOf(page, 'Disk of web-07 is full'))
  })

  test('is named above everything on a phone, where one touch takes it back', async () => {
    const page = await stage.enter('alice', '/alerts?customer=customer-3', { screen: 'phone', locale: 'de-DE' })
    await expectSeen(page.getByText(/^(Nur|Only) Customer 3$/))
    await seen(page.getByRole('banner').getByRole('button', { name: /^(Alle Mandanten|All customers)$/ })).tap()
    await expect.poll(() => new URL(page.url()).search, patience).toBe('')
  })

  test('a browser without Temporal gets it with the first view that reckons with days, and shows what the others show', async () => {
    const page = await stage.enter('alice')
    await page.addInitScript('delete globalThis.Temporal')
    const shown = {
      '/oncall': page.getByRole('heading', { name: 'On call now' }),
      '/oncall/primary': page.locator('[data-result-row] [aria-label]'),
      '/new/schedule': page.getByRole('heading', { name: 'New schedule' }),
      '/policies/default?edit=yes': page.getByRole('list', { name: 'What would happen' }),
      '/maintenance/new': page.getByRole('heading', { name: 'New window' }),
    }
    for (const [path, what] of Object.entries(shown)) {
      await page.goto(stage.world.app.url() + path)
      await expectSeen(what)
      await expectGone(page.getByText('This view broke'))
    }
  })
})
