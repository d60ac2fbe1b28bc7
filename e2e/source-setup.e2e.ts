import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { keys } from '../server/testing/people.ts'
import { inBrowser } from './support/browser.ts'
import { expectGone, expectSeen } from './support/look.ts'
import { openStage } from './support/stage.ts'

inBrowser('setting up a source', () => {
  const stage = openStage()

  /** The address that the page shows, as a person would copy it. */
  const shownAddress = (page: Page) =>
    page
      .getByText(/^http:\S+\/in\/\w{32}$/)
      .first()
      .innerText()

  async function post(address: string, event: object): Promise<void> {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(event) })
    expect(answer.status).toBe(202)
    await stage.world.settle()
  }

  test('goes from the catalogue to the first event, which appears live with its alert', async () => {
    const page = await stage.enter('alice', '/sources')
    await page.getByRole('link', { name: 'Add a source' }).click()
    await page.getByRole('searchbox', { name: /^Search \d+ integrations$/ }).fill('json')
    await page.getByRole('link', { name: /^Webhook, any JSON/ }).click()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Halle Süd')
    expect(await page.getByRole('textbox', { name: 'Key', exact: true }).inputValue()).toBe('halle-sued')
    await page.getByRole('button', { name: 'Create and connect' }).click()
    await expectSeen(page.getByRole('heading', { name: 'Halle Süd' }), page.getByText('Waiting for the first event'))
    const address = await shownAddress(page)
    await expectSeen(page.getByText(`curl -X POST '${address}'`))
    await post(address, { summary: 'Gate stuck', dedupKey: 'gate', severity: 'critical' })
    await expectSeen(page.getByRole('link', { name: /^Alert #\d+$/ }))
    await page.getByRole('link', { name: /^Alert #\d+$/ }).click()
    await expectSeen(page.getByRole('heading', { name: 'Gate stuck' }))
  })

  test('rules are tried on the last events before they are saved, and the feed names the rule that dropped', async () => {
    stage.allow(/status of 422/)
    const page = await stage.enter('alice', '/sources/halle-sued?tab=rules')
    await expectSeen(page.getByText('Without rules, of the last 1 event: 1 alert.'))
    await page.getByRole('button', { name: 'Add a rule' }).click()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Gates')
    const condition = page.getByRole('textbox', { name: /^If/ })
    await condition.fill('event.summary.contains("Gate"')
    await expectSeen(page.getByText('The rules cannot be tried while something in them is wrong.'))
    await condition.fill('event.summary.contains("Gate")')
    await page.getByRole('combobox', { name: 'Add what happens …' }).selectOption('drop')
    await expectSeen(page.getByText('1 ends otherwise than by the saved rules.'))
    await page.getByRole('button', { name: 'Save rules' }).click()
    await expectSeen(page.getByText('Saved. The next event meets these rules.'))
    await page.getByRole('tab', { name: 'Connect' }).click()
    await post(await shownAddress(page), { summary: 'Gate open', dedupKey: 'gate 2' })
    await expectSeen(page.getByText('Rule “Gates” dropped it'))
    await page.getByRole('tab', { name: 'Events' }).click()
    await page.getByRole('combobox', { name: 'What became of it' }).selectOption('dropped')
    await expectSeen(page.getByText('Rule “Gates” dropped it'))
    await expectGone(page.getByRole('link', { name: /^Alert #\d+$/ }))
    expect(page.url()).toContain('outcome=dropped')
  })

  test('a rotated key leaves the old one for a while, shows who uses which, and ends it when it is told to', async () => {
    const page = await stage.enter('alice', '/sources/halle-sued')
    const old = await shownAddress(page)
    await page.getByRole('tab', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Rotate key' }).click()
    await page.getByRole('radio', { name: /^1 hour/ }).check()
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate key' }).click()
    await expectSeen(page.getByText(/^former, taken until/))
    await post(old, { summary: 'Gate open', dedupKey: 'gate 3' })
    await expectSeen(page.getByText(/^last used .+ by 127\.0\.0\.1$/))
    await page.getByRole('button', { name: 'End now' }).click()
    const dialog = page.getByRole('dialog', { name: 'End this former key now?' })
    await expectSeen(dialog.getByText(/These senders will be refused\.$/))
    await dialog.getByRole('button', { name: 'End now' }).click()
    await expectSeen(page.getByText('Ended. Whoever still uses it is refused and shown here.'))
    expect((await fetch(old, { method: 'POST', body: '{}' })).status).toBe(404)
  })

  test('a maintenance window made by form holds what begins in it and says how much waits', async () => {
    const page = await stage.enter('alice', '/maintenance/new')
    const berlin = stage.world.clock.now().toZonedDateTimeISO('Europe/Berlin').toPlainDateTime()
    const local = (hours: number) => berlin.add({ hours }).toString({ smallestUnit: 'minute' })
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Patch day')
    await page.getByLabel('Begins').fill(local(-1))
    await page.getByLabel('Ends').fill(local(2))
    await page.getByRole('combobox', { name: 'Repeats' }).selectOption('daily')
    await expectSeen(page.getByText(/^Every day, \d\d:\d\d–\d\d:\d\d \(Europe\/Berlin\)$/))
    await expectSeen(page.getByText('The next times (Europe/Berlin):'))
    await page.getByRole('combobox', { name: 'Sources' }).fill('anything')
    await page.getByRole('option', { name: /^anything/ }).click()
    await page.getByRole('button', { name: 'Create window' }).click()
    await expectSeen(page.getByText('In force now'))
    await post(`${stage.world.app.url()}/in/${keys.anything}`, { summary: 'ERP away', dedupKey: 'erp' })
    await expectSeen(page.getByRole('link', { name: /ERP away$/ }))
    await page.getByRole('button', { name: 'End now' }).click()
    const dialog = page.getByRole('dialog', { name: 'End the maintenance now?' })
    await expectSeen(dialog.getByText('1 open alert waits for the end and pages at once.'))
    await dialog.getByRole('button', { name: 'End now' }).click()
    await expectSeen(page.getByText('The maintenance has ended.'))
  })

  test('a responder sees sources and changes none; another organization sees nothing of them', async () => {
    stage.allow(/status of 40[34]/)
    const bob = await stage.enter('bob', '/sources')
    await expectSeen(bob.getByRole('link', { name: 'Halle Süd' }))
    await expectGone(bob.getByRole('link', { name: 'Quelle hinzufügen' }))
    await bob.goto(`${stage.world.app.url()}/sources/new`)
    await expectSeen(bob.getByText('Dafür fehlt das Recht'))
    const charlie = await stage.enter('charlie', '/sources/halle-sued')
    await expectSeen(charlie.getByText('This is not here'))
    const sam = await stage.enter('sam', '/maintenance')
    await expectGone(sam.getByRole('link', { name: 'New window' }))
  })
})
