import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { inBrowser, openBrowser } from './support/browser.ts'
import { expectGone, expectSeen } from './support/look.ts'
import { openProduct } from './support/product.ts'

inBrowser('the first day', () => {
  const product = openProduct()
  const { visitor, allow } = openBrowser()

  async function fillIn(page: Page, code: string): Promise<void> {
    await page.getByLabel('One-time code').fill(code)
    await page.getByLabel('Your name').fill('Alice Anders')
    await page.getByLabel('E-mail').fill('alice@example.test')
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
    await page.getByLabel('Name of the company').fill('Nordlicht IT GmbH')
    await page.getByRole('button', { name: 'Create owner account' }).click()
  }

  test('belongs to who can read the terminal: without the code a stranger is refused in words', async () => {
    allow(/status of 4(00|22) .*\/api\/v1\/setup/)
    const page = await (await visitor()).newPage()
    await page.goto(product.url)
    await expectSeen(page.getByRole('heading', { name: 'Set up Pikett' }))
    await fillIn(page, 'AAAA-BBBB-CCCC')
    await expectSeen(page.getByText('The code is wrong or has expired. Check it, or have a new one sent.'))
    expect(await page.getByLabel('Your name').inputValue()).toBe('Alice Anders')
  })

  test('begins with the owner signed in, and a server that comes back is found again by itself', async () => {
    const page = await (await visitor()).newPage()
    await page.goto(product.url)
    await fillIn(page, await product.code())
    await expectSeen(page.getByRole('button', { name: 'Account: Alice Anders' }))
    await expectSeen(page.getByRole('heading', { level: 1, name: 'The first ten minutes' }))

    allow(/Failed to load resource|ERR_|error occurred when fetching the script/)
    await product.stop()
    const lost = page.getByText('no connection. What has happened since is not known here.')
    await expectSeen(lost)
    const back = page.getByText('Connected again. Everything shown is up to date.')
    await Promise.all([expectSeen(back), product.start()])
    await expectGone(lost)
    await page.keyboard.press('c')
    await page.getByLabel('What is wrong').fill('Everything is new')
    await page.keyboard.press('Enter')
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Everything is new' }))
  })
})
