import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import type { ConfigInput } from '../server/testing/people.ts'
import { inBrowser } from './support/browser.ts'
import { expectGone, expectSeen } from './support/look.ts'
import { barriersOn } from './support/screens.ts'
import { openStage } from './support/stage.ts'

/** No provider at all, as on the first day: everything that would leave the house arrives in the sandbox. */
function simulated({ providers: _, ...config }: ConfigInput): ConfigInput {
  const contacts = [
    { key: 'call', channel: 'voice' as const, address: '+4915112345678', verified: true },
    { key: 'text', channel: 'sms' as const, address: '+4915112345678', verified: true },
    { key: 'mail', channel: 'email' as const, address: 'alice@example.test', verified: true },
  ]
  const notificationRules = { high: contacts.map(({ key }) => ({ contact: key, after: '0s' })) }
  const users = config.users!.map((user) => (user.key === 'alice' ? { ...user, contacts, notificationRules } : user))
  return { ...config, users }
}

inBrowser('the sandbox', () => {
  const stage = openStage({ at: Temporal.Now.instant().subtract({ minutes: 40 }), change: simulated })
  // A phone that has just rung for one alert pauses before it rings for the next (docs/storms.md).
  beforeEach(() => stage.world.advance('11m'))
  const alertOf = async (number: number) =>
    (await stage.world.alice.get<{ status: string; acknowledgedVia: string | null }>(`/alerts/${number}`)).body
  const phoneOn = (page: Page) => page.getByRole('region', { name: 'Phone of Alice Anders' })

  test('rings Alice’s phone before her eyes; she answers, hears what is broken, and key 1 acknowledges', async () => {
    const page = await stage.enter('alice', '/sandbox')
    await expectSeen(page.getByRole('link', { name: 'Alice Anders' }))
    const number = await stage.alert({ summary: 'ERP is unreachable' })
    await page.getByRole('link', { name: /Alice Anders.*phone rings/ }).click()
    const phone = phoneOn(page)
    await expectSeen(phone.getByText('Pikett is calling'), phone.getByText('Simulated'))
    await phone.getByRole('button', { name: 'Answer' }).click()
    await expectSeen(phone.getByText('Acme GmbH: ERP is unreachable.'))
    await phone.getByRole('button', { name: /^Press 1: / }).click()
    await expectSeen(phone.getByText('Call ended'))
    await expectGone(phone.getByRole('button', { name: 'Hang up' }), page.getByText('phone rings'))
    expect(await alertOf(number)).toMatchObject({ status: 'acknowledged', acknowledgedVia: 'voice' })
  })

  test('takes an answer by SMS, and says what it did', async () => {
    const number = await stage.alert({ summary: 'Disk of web-07 is full' })
    const page = await stage.enter('alice', '/sandbox/alice')
    const phone = phoneOn(page)
    await phone.getByRole('button', { name: 'Decline' }).click()
    await expectSeen(phone.getByText(`#${number} Acme GmbH: Disk of web-07 is full.`))
    await phone.getByLabel('Reply').fill(`${number}a`)
    await phone.getByRole('button', { name: 'Send' }).click()
    await expectSeen(phone.getByText(`#${number}: Acknowledged. Nobody else is called.`))
    expect(await alertOf(number)).toMatchObject({ status: 'acknowledged', acknowledgedVia: 'sms' })
  })

  test('shows the mail; its link asks before it acts, and when confirmed the phone stops ringing', async () => {
    const number = await stage.alert({ summary: 'Backup has failed' })
    const page = await stage.enter('alice', '/sandbox/alice')
    await expectSeen(phoneOn(page).getByText('Pikett is calling'))
    await page.getByRole('button', { name: new RegExp(`Backup has failed \\(#${number}\\)`) }).click()
    await expectSeen(page.getByRole('tab', { name: 'Formatted' }))
    await page.getByRole('tab', { name: 'Text' }).click()
    await expectSeen(page.getByText('You receive this mail because you are being paged for this alert.'))
    const opened = page.context().waitForEvent('page')
    await page.getByRole('link', { name: /^Acknowledge/ }).click()
    const link = await opened
    await expectSeen(link.getByText('Backup has failed'), link.getByText('You answer as Alice Anders.'))
    expect(await barriersOn(link)).toEqual([])
    expect(await alertOf(number)).toMatchObject({ status: 'triggered' })
    await link.getByRole('button', { name: 'Acknowledge' }).click()
    await expectSeen(link.getByText('The alert is yours. Nobody else is called.'))
    await expectGone(phoneOn(page).getByText('Pikett is calling'))
    expect(await alertOf(number)).toMatchObject({ status: 'acknowledged', acknowledgedVia: 'link' })
  })
})
