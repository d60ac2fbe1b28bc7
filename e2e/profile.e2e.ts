import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { codeAt, stepAt } from '../server/identity/second-factor/totp.ts'
import { inBrowser } from './support/browser.ts'
import { expectGone, expectSeen, patience } from './support/look.ts'
import { openStage, password } from './support/stage.ts'

inBrowser('a profile', () => {
  const stage = openStage()
  /** Browsers keep no passkeys for a bare network address. */
  const named = () => stage.world.app.url().replace('127.0.0.1', 'localhost')

  async function signIn(page: Page, email: string): Promise<void> {
    await page.goto(`${named()}/sign-in?next=/me?tab=security`)
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }

  /** A device with a finger that always fits. */
  async function addAuthenticator(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page)
    await session.send('WebAuthn.enable', { enableUI: false })
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
  }

  test('adds a passkey, which then signs in with one press and without a password', async () => {
    const page = await (await stage.visitor()).newPage()
    await addAuthenticator(page)
    await page.goto(`${named()}/sign-in`)
    await page.getByLabel('E-mail').fill('alice@example.test')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expectSeen(page.getByRole('button', { name: 'Account: Alice Anders' }))
    await page.goto(`${named()}/me?tab=security`)
    await page.getByRole('button', { name: 'Add passkey' }).click()
    await page.getByLabel('Name').fill('Desk of Alice')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expectSeen(page.getByRole('button', { name: 'Remove Desk of Alice' }))
    await page.context().clearCookies()
    await page.goto(`${named()}/sign-in`)
    const enter = page.getByRole('button', { name: 'Sign in with a passkey' })
    // The browser may have used it already: it is offered in the field of the address, and this finger always fits.
    await Promise.race([enter.click().catch(() => undefined), page.waitForURL(/\/(now|alerts)?$/)])
    await expectSeen(page.getByRole('button', { name: 'Account: Alice Anders' }))
  })

  test('without a second factor where one is required, a sign-in leads to setting one up, and on from there', async () => {
    const { charlie } = stage.world
    const { item } = (await charlie.get<{ item: object }>('/config/organization')).body
    await charlie.send('PUT', '/config/organization', { ...item, requireSecondFactor: true })
    const page = await (await stage.visitor()).newPage()
    await addAuthenticator(page)
    await signIn(page, 'charlie@example.test')
    await expectSeen(page.getByRole('heading', { name: 'One more step' }), page.getByText(/^Called for an alert\?/))
    await page.getByRole('button', { name: 'Add passkey' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Charlie Clark' }))
  })

  test('switches a second factor on, and the next sign-in asks for a code', async () => {
    stage.allow(/status of 401 .*\/api\/v1\/session/)
    const page = await stage.enter('bob', '/me?tab=security')
    await page.getByRole('button', { name: 'Zweiten Faktor einschalten' }).click()
    await page.getByText('Geheimnis stattdessen eintippen').click()
    const shown = await page.locator('dialog code').innerText()
    const bits = Array.from(shown.replaceAll(/\s/g, ''), (letter) =>
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
    )
    const secret = Buffer.from(
      bits
        .join('')
        .match(/.{8}/g)!
        .map((byte) => Number.parseInt(byte, 2)),
    )
    const step = () => stepAt(stage.world.clock.now())
    await page.getByLabel('Erster Code').fill(codeAt(secret, step()))
    await page.getByRole('button', { name: 'Einschalten', exact: true }).click()
    const codes = page.getByRole('list', { name: 'Wiederherstellungscodes' }).getByRole('listitem')
    await expect.poll(() => codes.count(), patience).toBe(10)
    await page.getByRole('button', { name: 'Ich habe sie aufbewahrt' }).click()
    await expectSeen(page.getByText('noch 10 Wiederherstellungscodes'))
    stage.world.clock.set(stage.world.clock.now().add({ minutes: 1 }))
    const other = await (await stage.visitor()).newPage()
    await signIn(other, 'bob@example.test')
    await other.getByLabel('Code').fill(codeAt(secret, step()))
    await other.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expectSeen(other.getByRole('heading', { level: 1, name: 'Bob Beispiel' }))
  })

  test('edits rules on the lanes and saves them', async () => {
    const page = await stage.enter('alice', '/me?tab=rules')
    await page.getByRole('button', { name: 'Everything at once' }).first().click()
    const mark = page.getByRole('slider').first()
    await mark.focus()
    await page.keyboard.press('PageUp')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expectSeen(page.getByText('Your rules are saved'))
    await page.reload()
    await expectSeen(page.getByRole('slider').and(page.locator('[aria-valuenow="60"]')))
  })

  test('shows what becomes of a test message, up to its answer, without a reload', async () => {
    const page = await stage.enter('alice', '/me')
    await page
      .getByRole('listitem')
      .filter({ hasText: 'alice@example.test' })
      .getByRole('button', { name: 'Send test message' })
      .click()
    await expectSeen(page.getByText('Being sent'))
    await stage.world.settle()
    const result = page.getByRole('status', { name: 'What became of the test message' })
    await expectSeen(result.getByText('Accepted by the provider'), result.getByText('Waiting for the answer'))
    const { mail } = stage.world.mails.take('alice@example.test')
    const link = await (await stage.visitor()).newPage()
    await link.goto(`${stage.world.app.url()}${/\/a\/[\w.-]+/.exec(mail.text ?? '')?.[0]}`)
    await link.getByRole('button', { name: 'Arrived' }).click()
    await expectSeen(link.getByRole('heading', { name: 'Arrived' }))
    await expectSeen(result.getByText('Answered'), result.getByText('You are reached this way'))
  })
})

inBrowser('people', () => {
  const stage = openStage()

  test('are seen by responders, who can change nothing of them', async () => {
    const page = await stage.enter('bob', '/people/alice')
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Alice Anders' }))
    await expectGone(page.getByRole('button', { name: /Rolle|Entfernen|zurücksetzen|Test/ }))
  })

  test('of another organization do not exist for Charlie', async () => {
    stage.allow(/status of 404 .*\/api\/v1\/users\//)
    const page = await stage.enter('charlie', '/people/alice')
    await expectSeen(page.getByRole('heading', { level: 1, name: 'There is no such person' }))
    await page.goto(`${stage.world.app.url()}/people`)
    await expectSeen(page.getByRole('link', { name: 'Charlie Clark' }))
    await expectGone(page.getByText('Alice Anders'))
  })

  test('are invited by name and mail; the invited choose a password and are in', async () => {
    const page = await stage.enter('alice', '/people')
    await page.getByRole('button', { name: 'Invite' }).click()
    const dialog = page.getByRole('dialog', { name: 'Invite somebody' })
    await dialog.getByLabel('Name').fill('Dora Dorn')
    await dialog.getByLabel('E-mail').fill('dora@example.test')
    await dialog.getByRole('button', { name: 'Send invitation' }).click()
    await expectSeen(dialog.getByText('The link is on its way to dora@example.test.'))
    await stage.world.settle()
    const mails = stage.world.mails.mails.splice(0)
    const link = mails
      .at(-1)!
      .mail.text!.split(/\s+/)
      .find((word) => word.includes('/invitations/'))!
    const invited = await (await stage.visitor()).newPage()
    await invited.goto(link)
    await invited.getByLabel('New password').fill('my own long sentence')
    await invited.getByRole('button', { name: 'Join' }).click()
    await expectSeen(invited.getByRole('heading', { level: 1, name: 'Dora Dorn' }))
  })
})
