import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { nordlicht } from '../server/testing/people.ts'
import { inBrowser } from './support/browser.ts'
import { expectGone, expectSeen } from './support/look.ts'
import { openStage, password } from './support/stage.ts'

inBrowser('an account', () => {
  const stage = openStage()

  async function open(path: string): Promise<Page> {
    const page = await (await stage.visitor()).newPage()
    await page.goto(stage.world.app.url() + path)
    return page
  }

  async function signIn(page: Page, email: string, word: string): Promise<void> {
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(word)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }

  /** The one address in a mail that begins with this path. */
  function linkIn(mail: { text?: string | undefined }, path: string): string {
    const link = mail.text?.split(/\s+/).find((word) => word.startsWith(stage.world.app.url() + path))
    if (!link) throw new Error(`no link to ${path} in: ${mail.text}`)
    return link
  }

  test('is not opened by a wrong password, which is said; the right one leads to what was asked for', async () => {
    stage.allow(/status of 401 .*\/api\/v1\/session/)
    const page = await open('/oncall')
    await signIn(page, 'alice@example.test', 'not the password')
    await expectSeen(page.getByText('E-mail address or password is wrong. Check both, or set a new password.'))
    expect(await page.getByLabel('E-mail').inputValue()).toBe('alice@example.test')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await expectSeen(page.getByRole('heading', { level: 1, name: 'On call now' }))
  })

  test('is closed by signing out, and going back shows nothing any more', async () => {
    const page = await open('/sign-in')
    await signIn(page, 'alice@example.test', password)
    await page.getByRole('button', { name: 'Account: Alice Anders' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expectSeen(page.getByRole('heading', { name: 'Sign in' }))
    await page.goto(`${stage.world.app.url()}/alerts`)
    await expectSeen(page.getByRole('heading', { name: 'Sign in' }))
    await expectGone(page.getByRole('heading', { name: 'Alerts' }))
  })

  test('begins with the link of the invitation, which chooses a password, signs in and works once', async () => {
    const { users } = nordlicht(stage.world.pages.url, 0)
    const dora = { key: 'dora', name: 'Dora Dorn', email: 'dora@example.test', language: 'en' as const }
    await stage.world.alice.post('/config', { users: [...users!, dora] })
    await stage.world.settle()
    const { mail } = stage.world.mails.take('dora@example.test')
    const page = await open('/sign-in')
    await page.goto(linkIn(mail, '/invitations/'))
    await expectSeen(page.getByRole('heading', { name: 'Welcome, Dora Dorn' }))
    await page.getByLabel('New password').fill('short')
    await page.getByRole('button', { name: 'Join' }).click()
    await expectSeen(page.locator('[id$="-error"]', { hasText: 'At least 8 characters.' }))
    await page.getByLabel('New password').fill('my own long sentence')
    await page.getByRole('button', { name: 'Join' }).click()
    await expectSeen(page.getByRole('button', { name: 'Account: Dora Dorn' }))
    stage.allow(/status of 409 .*\/api\/v1\/invitations\//)
    const again = await open('/sign-in')
    await again.goto(linkIn(mail, '/invitations/'))
    await expectSeen(again.getByRole('heading', { name: 'This invitation is no longer valid' }))
  })

  test('gets a new password by mail, which ends what was signed in before', async () => {
    const bob = await stage.enter('bob')
    await expectSeen(bob.getByRole('heading', { level: 1, name: 'Alarme' }))
    const page = await open('/sign-in')
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.getByLabel('E-mail').fill('bob@example.test')
    await page.getByRole('button', { name: 'Send link' }).click()
    await expectSeen(page.getByText('If bob@example.test belongs to an account, a link is on its way.'))
    await stage.world.settle()
    await page.goto(linkIn(stage.world.mails.take('bob@example.test').mail, '/password-reset/'))
    await page.getByLabel('New password').fill('another long sentence')
    await page.getByRole('button', { name: 'Save password' }).click()
    await expectSeen(page.getByText('The new password is saved. Sign in with it.'))
    await signIn(page, 'bob@example.test', 'another long sentence')
    await expectSeen(page.getByRole('button', { name: /: Bob Beispiel$/ }))
    stage.allow(/status of 401/)
    await bob.getByRole('link', { name: 'Heartbeats' }).click()
    await expectSeen(bob.getByText('Die Sitzung ist beendet.'))
  })
})
