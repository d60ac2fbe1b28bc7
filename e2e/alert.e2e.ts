import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { expectGone, expectSeen, patience, rowOf, seen } from './support/look.ts'
import { openStage } from './support/stage.ts'

inBrowser('an alert', () => {
  const stage = openStage()
  const statusOf = async (number: number) =>
    (await stage.world.alice.get<{ status: string }>(`/alerts/${number}`)).body.status
  const focused = (page: Page) => page.locator('[data-alert]:has(:focus)')

  test('goes from event to resolved by keyboard alone', async () => {
    const first = await stage.alert({ summary: 'Disk of web-07 is full' })
    const page = await stage.enter('alice')
    await expectSeen(rowOf(page, 'Disk of web-07 is full'))
    const second = await stage.alert({ summary: 'ERP is unreachable' })
    await expectSeen(rowOf(page, 'ERP is unreachable'))
    await page.keyboard.press('j')
    await expectSeen(focused(page).filter({ hasText: 'ERP is unreachable' }))
    await page.keyboard.press('j')
    await expectSeen(focused(page).filter({ hasText: 'Disk of web-07 is full' }))
    await page.keyboard.press('a')
    await expect.poll(() => statusOf(first), patience).toBe('acknowledged')
    await page.keyboard.press('k')
    await expectSeen(focused(page).filter({ hasText: 'ERP is unreachable' }))
    await page.keyboard.press('Enter')
    await expectSeen(page.getByRole('heading', { level: 1, name: 'ERP is unreachable' }))
    await page.keyboard.press('a')
    await expectSeen(page.getByText('Acknowledged by Alice Anders'))
    await expect.poll(() => statusOf(second), patience).toBe('acknowledged')
    await page.keyboard.press('r')
    await expectSeen(page.getByText(`#${second} resolved`))
    await expect.poll(() => statusOf(second), patience).toBe('resolved')
    await expectSeen(page.getByText('Resolved by Alice Anders'))
    await page.keyboard.press('Escape')
    await expectSeen(rowOf(page, 'Disk of web-07 is full'))
    await expectGone(rowOf(page, 'ERP is unreachable'))
  })

  test('that was resolved by mistake stays open when it is undone within five seconds', async () => {
    const number = await stage.alert({ summary: 'Certificate expires' })
    const page = await stage.enter('alice', `/alerts/${number}`)
    await expectSeen(page.getByText('Triggered for'))
    await page.keyboard.press('r')
    await expectSeen(page.getByText(`#${number} resolved`))
    await page.keyboard.press('u')
    await expectSeen(page.getByText('Acknowledged by Alice Anders'))
    await expect.poll(() => statusOf(number), patience).toBe('acknowledged')
  })

  test('keeps the note that was typed before everything had arrived, and typing is no command', async () => {
    const number = await stage.alert({ summary: 'Backup is late' })
    const page = await stage.enter('alice')
    const gate = Promise.withResolvers<void>()
    await page.route('**/timeline*', (route) => gate.promise.then(() => route.continue()))
    await page.goto(`${stage.world.app.url()}/alerts/${number}`)
    await expectSeen(page.getByText('Triggered for'))
    await page.keyboard.press('n')
    await page.keyboard.type('are we sure? restarted')
    gate.resolve()
    await page.keyboard.press('Control+Enter')
    await expectSeen(page.getByText('Alice Anders noted: are we sure? restarted'))
    expect(await statusOf(number)).toBe('triggered')
  })

  test('can be answered by keys that a help sheet lists, and the sheet closes by Escape', async () => {
    const page = await stage.enter('alice')
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Alerts' }))
    await page.keyboard.press('?')
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await expectSeen(help.getByText('Acknowledge'), help.getByText('Undo the last resolve'))
    await page.keyboard.press('Escape')
    await expectGone(help)
    // Two keys belong together when they follow each other quickly, which a busy machine does not always manage.
    const onCall = page.getByRole('heading', { level: 1, name: 'On call now' })
    const go = async () => {
      await page.keyboard.press('g')
      await page.keyboard.press('o')
      return seen(onCall)
        .waitFor({ timeout: 2_000 })
        .then(
          () => true,
          () => false,
        )
    }
    await expect.poll(go, patience).toBe(true)
  })

  test('raised by hand escalates along the policy that is named in the form', async () => {
    const page = await stage.enter('alice')
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Alerts' }))
    await page.keyboard.press('c')
    await expectSeen(page.getByRole('dialog', { name: 'New alert' }))
    const policy = page.getByLabel('Escalation policy').locator('option:checked')
    await expect.poll(() => policy.textContent(), patience).toBe('default')
    await page.getByLabel('What is wrong').fill('Somebody phoned: nothing works')
    await page.keyboard.press('Enter')
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Somebody phoned: nothing works' }))
    await stage.world.settle()
    await expectSeen(page.getByText(/^Bob Beispiel will be paged in \d:\d\d unless somebody acknowledges\.$/))
  })

  test('shows up and changes before everybody’s eyes, without reload', async () => {
    const [alice, bob] = await Promise.all([stage.enter('alice'), stage.enter('bob')])
    await expectSeen(alice.getByRole('heading', { level: 1 }), bob.getByRole('heading', { level: 1 }))
    const number = await stage.alert({ summary: 'Mail queue grows' })
    await expectSeen(rowOf(alice, 'Mail queue grows'), rowOf(bob, 'Mail queue grows'))
    await seen(rowOf(alice, 'Mail queue grows').getByRole('link')).click()
    await seen(rowOf(bob, 'Mail queue grows').getByRole('button', { name: `#${number} bestätigen` })).click()
    await expectSeen(alice.getByText('Acknowledged by Bob Beispiel'))
    await expectSeen(alice.getByText('Nobody else is paged. The alert stays open until it is resolved.'))
    await expectSeen(rowOf(bob, 'Mail queue grows').getByText('Bob Beispiel'))
  })

  test('that changes while it is read, or comes before the console listens, is shown as it is', async () => {
    const page = await stage.enter('alice')
    const listens = Promise.withResolvers<void>()
    await page.route('**/stream*', (route) => listens.promise.then(() => route.continue()))
    const isRead = page.waitForResponse(/\/api\/v1\/alerts\?/)
    await page.reload()
    await isRead
    const number = await stage.alert({ summary: 'Link to Bern is slow' })
    listens.resolve()
    await expectSeen(rowOf(page, 'Link to Bern is slow'))

    await page.route(
      `**/api/v1/alerts/${number}`,
      async (route) => {
        const before = await route.fetch()
        const changed = page.waitForRequest('**/alert-counts*')
        await stage.world.bob.post(`/alerts/${number}/acknowledge`)
        await changed
        await route.fulfill({ response: before })
      },
      { times: 1 },
    )
    await seen(rowOf(page, 'Link to Bern is slow').getByRole('link')).click()
    await expectSeen(page.getByText('Nobody else is paged. The alert stays open until it is resolved.'))
  })
})
