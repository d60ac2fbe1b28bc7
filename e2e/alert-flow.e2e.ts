import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { insertAlerts } from './support/many.ts'
import { inBrowser } from './support/browser.ts'
import { expectGone, expectSeen, patience, rowOf, seen } from './support/look.ts'
import { openStage } from './support/stage.ts'

type Shown = { status: string; acknowledgedBy: { key: string } | null; snoozedUntil: string | null }

inBrowser('an alert on the start page and in the list', () => {
  const stage = openStage()
  const read = async (number: number) => (await stage.world.alice.get<Shown>(`/alerts/${number}`)).body
  const statusOf = async (number: number) => (await read(number)).status
  const resolveAll = async () => {
    const { body } = await stage.world.alice.get<{ items: { id: string }[] }>('/alerts?status=open&limit=200')
    const ids = body.items.map((one) => one.id)
    if (ids.length > 0) await stage.world.alice.post('/alerts/resolve', { ids })
  }

  test('goes from event to resolved by keyboard alone, from the start page', async () => {
    const page = await stage.enter('alice', '/')
    await expectSeen(page.getByText('All is calm'))
    const number = await stage.alert({ summary: 'Core switch is gone' })
    await expectSeen(rowOf(page, 'Core switch is gone'))
    await expectSeen(page.getByText('1 alert calls for an answer'))
    await page.keyboard.press('a')
    await expect.poll(() => statusOf(number), patience).toBe('acknowledged')
    await expectSeen(page.getByText('Everything that is open has been answered'))
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Core switch is gone' }))
    await page.keyboard.press('s')
    await expectSeen(page.getByRole('dialog', { name: `Snooze #${number}` }))
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await read(number)).snoozedUntil !== null, patience).toBe(true)
    await expectGone(page.getByRole('dialog'))
    await page.keyboard.press('r')
    await expect.poll(() => statusOf(number), patience).toBe('resolved')
    await page.keyboard.press('g')
    await page.keyboard.press('n')
    await expectSeen(page.getByText('All is calm'))
  })

  test('is acknowledged with one thumb: on a phone the button is within the first screen, and nothing is wider than it', async () => {
    const number = await stage.alert({ summary: 'Mail is down' })
    const page = await stage.enter('alice', '/', { screen: 'phone' })
    const button = seen(page.getByRole('button', { name: `Acknowledge #${number}` }))
    await button.waitFor()
    const box = (await button.boundingBox())!
    const tabs = (await page.getByRole('navigation', { name: 'Main navigation' }).last().boundingBox())!
    expect(box.y + box.height).toBeLessThan(tabs.y)
    expect(box.height).toBeGreaterThanOrEqual(44)
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
    await expectSeen(page.getByText(/^Escalates in \d:\d\d to Bob Beispiel$/))
    await button.click()
    await expect.poll(() => statusOf(number), patience).toBe('acknowledged')
    await resolveAll()
  })

  test('are selected on a phone by a long press and acknowledged together; the bar is in the reach of the thumb', async () => {
    const [first, second] = [await stage.alert({ summary: 'Fan one' }), await stage.alert({ summary: 'Fan two' })]
    const page = await stage.enter('alice', '/alerts', { screen: 'phone' })
    const card = seen(rowOf(page, 'Fan one').getByText('Acme GmbH · ERP'))
    await card.dispatchEvent('pointerdown', { pointerType: 'touch', isPrimary: true })
    await expectSeen(page.getByText('1 selected'))
    await card.dispatchEvent('pointerup', { pointerType: 'touch', isPrimary: true })
    await rowOf(page, 'Fan two').getByRole('checkbox').check()
    const bar = page.getByRole('status').filter({ hasText: '2 selected' })
    const answer = bar.getByRole('button', { name: 'Acknowledge' })
    expect((await answer.boundingBox())!.height).toBeGreaterThanOrEqual(44)
    await answer.tap()
    await expect
      .poll(async () => [await statusOf(first), await statusOf(second)], patience)
      .toEqual(['acknowledged', 'acknowledged'])
    await seen(page.getByRole('button', { name: 'Select alerts' })).tap()
    await expectSeen(page.getByText('Press alerts to select them'))
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
    await seen(page.getByRole('button', { name: 'Clear the selection' })).tap()
    await expectGone(page.getByText('Press alerts to select them'))
    await resolveAll()
  })

  test('two browsers stay in step: what one selects and resolves, the other sees go', async () => {
    await stage.alert({ summary: 'Disk one' })
    await stage.alert({ summary: 'Disk two' })
    const last = await stage.alert({ summary: 'Disk three' })
    const [alice, bob] = await Promise.all([stage.enter('alice', '/alerts'), stage.enter('bob', '/')])
    await expectSeen(rowOf(alice, 'Disk one'), rowOf(bob, 'Disk one'))
    for (const key of ['j', 'x', 'j', 'j', 'Shift+X']) await alice.keyboard.press(key)
    await expectSeen(alice.getByText('3 selected'))
    await alice.keyboard.press('r')
    const asked = alice.getByRole('dialog', { name: 'Resolve 3 alerts?' })
    await expectSeen(asked.getByText('3 running escalations stop: nobody else is paged for them.'))
    await asked.getByRole('button', { name: 'Resolve' }).click()
    await expectSeen(alice.getByText('3 alerts resolved'))
    await expect.poll(() => statusOf(last), patience).toBe('resolved')
    await expectSeen(bob.getByText('Alles ruhig'))
  })

  test('a view is saved under a name, shared, and opens from the menu of a colleague', async () => {
    const page = await stage.enter('alice', '/alerts?status=all&priority=high&sort=oldest')
    await seen(page.getByRole('button', { name: 'Views' })).click()
    await seen(page.getByRole('menuitem', { name: 'Save this view' })).click()
    await page.getByLabel('Name').fill('Everything urgent')
    await page.getByLabel('Share it').check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expectSeen(page.getByRole('button', { name: 'Everything urgent' }))
    const bob = await stage.enter('bob', '/alerts')
    await seen(bob.getByRole('button', { name: 'Ansichten' })).click()
    await seen(bob.getByRole('menuitem', { name: 'Everything urgent' })).click()
    await expect.poll(() => new URL(bob.url()).search, patience).toContain('sort=oldest')
    await expectSeen(bob.getByRole('button', { name: 'Filter entfernen: Hohe Priorität' }))
  })

  test('a stakeholder sees it and can do nothing with it; Charlie sees nothing of it', async () => {
    const number = await stage.alert({ summary: 'ERP is slow' })
    const sam = await stage.enter('sam', '/')
    await expectSeen(rowOf(sam, 'ERP is slow'))
    expect(await sam.getByRole('button', { name: /Acknowledge/ }).count()).toBe(0)
    await sam.goto(`${stage.world.app.url()}/alerts/${number}`)
    await expectSeen(sam.getByRole('heading', { level: 1, name: 'ERP is slow' }))
    await expectGone(sam.getByRole('region', { name: 'Actions' }))
    for (const key of ['a', 'r', 'e', 's']) await sam.keyboard.press(key)
    expect(await sam.getByRole('dialog').count()).toBe(0)
    expect(await statusOf(number)).toBe('triggered')
    stage.allow(/status of 404/)
    const charlie = await stage.enter('charlie', '/')
    await expectSeen(charlie.getByText('All is calm'))
    await charlie.goto(`${stage.world.app.url()}/alerts/${number}`)
    await expectSeen(charlie.getByText('There is no such alert'))
    await resolveAll()
  })

  test('asking for help shows who is on it before it wakes somebody', async () => {
    const number = await stage.alert({ summary: 'Backup failed' })
    const page = await stage.enter('alice', `/alerts/${number}`)
    await expectSeen(page.getByText('Triggered for'))
    await page.keyboard.press('h')
    const dialog = page.getByRole('dialog', { name: `Ask for help with #${number}` })
    await expectSeen(dialog.getByText('Alice Anders'), dialog.getByText('On it already'))
    await dialog.getByLabel('Who should help').fill('Bob')
    await page.keyboard.press('Enter')
    await seen(dialog.getByRole('button', { name: 'Page them' })).click()
    await expectSeen(page.getByText('Bob Beispiel is paged.'))
    await seen(page.getByRole('link', { name: 'All events about it at the source' })).click()
    await expectSeen(page.getByRole('heading', { level: 1, name: 'anything' }))
    expect(new URL(page.url()).searchParams.get('about')).toMatch(/\w/)
    await resolveAll()
  })
})

inBrowser('a list of 50,000 alerts', () => {
  const stage = openStage()
  const many = 50_000
  const rowsIn = (page: Page) => page.locator('[data-alert]').count()

  test(
    'holds a screenful of rows at a time, draws only what comes into sight, goes on at its end, and filters',
    { timeout: 120_000 },
    async () => {
      await insertAlerts(stage.world.databaseUrl, many)
      const page = await stage.enter('alice', '/alerts?status=all')
      await expectSeen(page.locator('[data-alert]'))
      expect(await rowsIn(page)).toBeLessThan(100)
      // Counted, not timed: how long a halt lasts depends on who else uses the machine.
      await page.evaluate(`
        globalThis.drawn = 0
        new MutationObserver((records) => {
          for (const { addedNodes } of records) for (const node of addedNodes) drawn += node.nodeName === 'LI' ? 1 : 0
        }).observe(document.querySelector('main'), { childList: true, subtree: true })`)
      for (let turn = 0; turn < 12; turn += 1) {
        // Measured before the scrolling: what it brings may be there before it could be asked for.
        const before = await page.evaluate<number>('document.documentElement.scrollHeight')
        await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)')
        const grown = async () => (await page.evaluate<number>('document.documentElement.scrollHeight')) > before
        await expect.poll(grown, patience).toBe(true)
        expect(await rowsIn(page)).toBeLessThan(100)
      }
      expect(await page.evaluate<number>('drawn')).toBeLessThan(12 * 150)
      await page.keyboard.press('f')
      await expectSeen(page.getByRole('dialog', { name: 'Filter and order' }))
      await page.keyboard.press('Escape')
      await page.goto(`${stage.world.app.url()}/alerts?q=Probe+49999`)
      await expectSeen(rowOf(page, 'Probe 49999'))
      expect(await rowsIn(page)).toBe(1)
    },
  )
})
