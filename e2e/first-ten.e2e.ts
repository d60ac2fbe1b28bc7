import { expect, test } from 'vitest'
import { inBrowser, openBrowser } from './support/browser.ts'
import { expectSeen, patience, seen } from './support/look.ts'
import { openProduct } from './support/product.ts'
import { notGermanOn } from './support/words.ts'

inBrowser('the first ten minutes', () => {
  const product = openProduct()
  const { visitor } = openBrowser()

  test('lead from an empty installation to the own test page, received and acknowledged', async () => {
    const context = await visitor()
    const page = await context.newPage()
    await page.goto(product.url)
    await page.getByLabel('One-time code').fill(await product.code())
    await page.getByLabel('Your name').fill('Ann Anders')
    await page.getByLabel('E-mail').fill('ann@example.test')
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
    await page.getByLabel('Name of the company').fill('Nordlicht IT GmbH')
    await page.getByRole('button', { name: 'Create owner account' }).click()
    await expectSeen(page.getByRole('heading', { level: 1, name: 'The first ten minutes' }))
    await expectSeen(page.getByText('0 of 5 done'))

    // Who one is: the code lies in the sandbox mailbox, for there is no mail server.
    await page.getByRole('button', { name: 'Send code' }).click()
    const mailbox = await context.newPage()
    await mailbox.goto(`${product.url}/sandbox/ann`)
    const codeMail = seen(mailbox.getByText(/^Your code for Pikett: \d{6}$/))
    await codeMail.waitFor()
    const code = /\d{6}/.exec((await codeMail.textContent()) ?? '')?.[0] ?? ''
    await page.getByLabel('Code').fill(code)
    await page.getByRole('button', { name: 'Verify', exact: true }).click()
    await expectSeen(page.getByText('2 of 5 done'))

    await page.getByRole('button', { name: 'Set up both' }).click()
    await expectSeen(page.getByText('3 of 5 done'))
    await page.getByRole('button', { name: 'Create a source' }).click()
    const command = page.getByRole('group', { name: 'Command' })
    await expectSeen(command, page.getByText('Waiting for the first event …'))
    const { address, body } = partsOf((await command.textContent()) ?? '')
    const headers = { 'content-type': 'application/json' }
    const event = body.replace('The coffee machine is on fire', 'Router Nord')
    expect((await fetch(address, { method: 'POST', headers, body: event })).status).toBe(202)
    await expectSeen(page.getByText('4 of 5 done'), page.getByText('Router Nord').first())

    // The page has come out of the sandbox; its own link acknowledges.
    await seen(mailbox.getByText(/Router Nord \(#1\)/)).click()
    const link = mailbox.getByRole('link', { name: 'Acknowledge' }).first()
    const answer = await context.newPage()
    await answer.goto((await link.getAttribute('href')) ?? '')
    await answer.getByRole('button', { name: 'Acknowledge' }).click()
    await expectSeen(page.getByText('5 of 5 done'), page.getByText('Ann Anders acknowledged'))
    await expectSeen(page.getByText(/You answered, and everything else stopped/))
    await page.getByRole('button', { name: 'Resolve the test alert' }).click()
    await expectSeen(page.getByText('Ann Anders resolved'))
    await page.getByRole('button', { name: 'To the console' }).click()
    await expect.poll(() => new URL(page.url()).pathname, patience).not.toBe('/welcome')

    // Put away for the person, not for this browser; the menu of the account brings it back.
    const elsewhere = await (await visitor()).newPage()
    await elsewhere.goto(`${product.url}/welcome`)
    await elsewhere.getByLabel('E-mail').fill('ann@example.test')
    await elsewhere.getByLabel('Password', { exact: true }).fill('correct horse battery')
    await elsewhere.getByRole('button', { name: 'Sign in', exact: true }).click()
    const dismissed = () =>
      elsewhere.evaluate("fetch('/api/v1/session').then((answer) => answer.json()).then((one) => one.welcomeDismissed)")
    await expectSeen(elsewhere.getByText('5 of 5 done'))
    expect(await dismissed()).toBe(true)
    await elsewhere.getByRole('button', { name: 'Account: Ann Anders' }).click()
    await elsewhere.getByRole('menuitem', { name: 'First ten minutes' }).click()
    await expect.poll(dismissed, patience).toBe(false)

    await page.evaluate("localStorage.setItem('pikett.language', 'de')")
    for (const step of ['who', 'way', 'oncall', 'source', 'page']) {
      await page.goto(`${product.url}/welcome?step=${step}`)
      await expectSeen(page.getByText('5 von 5 erledigt'))
      expect(await notGermanOn(page)).toEqual([])
    }
  })
})

/** What the newcomer would run in a terminal. */
function partsOf(command: string): { address: string; body: string } {
  const address = /(http:\S+)\s*$/.exec(command.trim())?.[1] ?? ''
  const body = /-d '([^']*)'/.exec(command)?.[1] ?? ''
  return { address, body }
}
