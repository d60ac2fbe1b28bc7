import { expect, test } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { expectGone, expectSeen, patience, seen } from './support/look.ts'
import { openStage } from './support/stage.ts'

inBrowser('who is paged', () => {
  const stage = openStage()
  const keys = async () => {
    const { body } = await stage.world.alice.get<{ items: { item: { key: string } }[] }>('/config/escalationPolicies')
    return body.items.map((one) => one.item.key)
  }

  test('by a policy is played before it is saved; the policy is changed, and deleted only when no source leads along it', async () => {
    const page = await stage.enter('alice', '/new/policy')
    const form = page.getByRole('form', { name: 'New escalation policy' })
    const steps = page.locator('ol[aria-label="What would happen"] li')
    await page.getByRole('radio', { name: /^One step/ }).check()
    await expectSeen(steps)
    await form.getByLabel('Name', { exact: true }).fill('Night watch')
    await form.getByRole('button', { name: 'Create policy' }).click()
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Night watch' }))
    expect(await keys()).toContain('night-watch')

    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await page.getByLabel('Name', { exact: true }).fill('Night shift')
    await page.keyboard.press('Control+s')
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Night shift' }))
    await seen(page.getByRole('button', { name: 'Delete', exact: true })).click()
    const sure = page.getByRole('dialog', { name: 'Delete Night shift?' })
    await expectSeen(sure.getByText('No source leads here and no escalation runs along it.'))
    // The stream may say that it is gone before its page is left, which then asks once more.
    stage.allow(/status of 40[04] .*(night-watch|simulations)/)
    await sure.getByRole('button', { name: 'Delete' }).click()
    await expectSeen(page.getByText('Night shift is deleted.'))
    await expect.poll(keys, patience).not.toContain('night-watch')

    await page.goto(`${stage.world.app.url()}/policies/default`)
    await seen(page.getByRole('button', { name: 'Delete', exact: true })).click()
    const refused = page.getByRole('dialog', { name: 'Delete default?' })
    await expectSeen(refused.getByText(/leads? here: .*anything|The source anything leads here/))
    expect(await refused.getByRole('button', { name: 'Delete' }).count()).toBe(0)
    await seen(refused.getByRole('button', { name: 'Close' })).click()
    await expectGone(refused)
  })

  test('for a day is changed on a phone by a press in the list of days, without dragging', async () => {
    const page = await stage.enter('alice', '/oncall/primary', { screen: 'phone' })
    const piece = page
      .getByRole('listitem')
      .getByRole('button', { name: /Anders|Beispiel/ })
      .last()
    await piece.waitFor()
    const other = (await piece.textContent())!.includes('Anders') ? 'Bob' : 'Alice'
    await piece.tap()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Who stands in' }).fill(other)
    await seen(page.getByRole('option', { name: new RegExp(other) })).tap()
    await dialog.getByRole('button', { name: 'Save' }).tap()
    await expectSeen(page.getByText('The override is saved.'))
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
  })
})
