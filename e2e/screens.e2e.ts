import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { keys } from '../server/testing/people.ts'
import type { ConfigInput } from '../server/testing/people.ts'
import { inBrowser } from './support/browser.ts'
import { expectSeen, patience, rowOf, seen } from './support/look.ts'
import { barriersOn, hiddenFocusOn, overhangOf, publicScreens, screensWith, show } from './support/screens.ts'
import type { Screen } from './support/screens.ts'
import { openStage } from './support/stage.ts'
import { notGermanOn } from './support/words.ts'

/** Two dozen screens, each of them read to the last letter. */
const manyScreens = { timeout: 240_000 }

type UserInput = NonNullable<ConfigInput['users']>[number]

const directKey = `r${'0'.repeat(30)}5`

/** Bob is reached on every channel there is, all of them simulated but his webhook; what comes by `directKey` is his alone. */
function withBobEverywhere({ providers: _, ...config }: ConfigInput): ConfigInput {
  const contacts = [
    { key: 'call', channel: 'voice' as const, address: '+4915112345678', verified: true },
    { key: 'text', channel: 'sms' as const, address: '+4915112345678', verified: true },
    { key: 'mail', channel: 'email' as const, address: 'bob@example.test', verified: true },
  ]
  const rules = ['hook', ...contacts.map(({ key }) => key)].map((contact) => ({ contact, after: '0s' }))
  const everywhere = (user: UserInput) => ({
    ...user,
    contacts: [...contacts, ...user.contacts!.filter(({ key }) => key === 'hook')],
    notificationRules: { high: rules },
  })
  const direct = { key: 'direct', steps: [{ targets: ['user:bob'], timeout: '5m' }] }
  return {
    ...config,
    users: config.users!.map((user) => (user.key === 'bob' ? everywhere(user) : user)),
    escalationPolicies: [...config.escalationPolicies!, direct],
    sources: [
      ...config.sources!,
      { key: 'direct', type: 'webhook', escalationPolicy: 'direct', integrationKey: directKey },
    ],
  }
}

inBrowser('every screen', () => {
  const present = Temporal.Now.instant()
  const stage = openStage({ at: present.subtract({ minutes: 115 }), change: withBobEverywhere })
  /** His phone has had its pause since it rang last (docs/storms.md). */
  const ringBob = async () => {
    await stage.world.advance('11m')
    await stage.world.send({ summary: 'Anruf für Bob', dedupKey: randomUUID() }, directKey)
  }
  const url = () => stage.world.app.url()
  let open = 0
  let resolved = 0

  /** A night with everything in it: escalated and unanswered, answered by everybody, refused, late. */
  beforeAll(async () => {
    const { world } = stage
    await fetch(`${url()}/ping/${keys.anything}/backup`, { method: 'POST', body: 'fertig' })
    resolved = await stage.alert({ summary: 'Platte von web-07 ist voll', level: 'P4' })
    await world.bob.post(`/alerts/${resolved}/notes`, { text: 'Protokolle gelöscht' })
    await world.bob.post(`/alerts/${resolved}/resolve`)
    world.pages.answer('/bob', { status: 404 })
    open = await stage.alert({ summary: 'ERP nicht erreichbar', level: 'P1', raum: 'B2' })
    await stage.alert({ summary: 'ERP nicht erreichbar', level: 'P1', raum: 'B2' })
    const headers = { 'content-type': 'application/json' }
    await fetch(`${url()}/in/${keys.anything}`, { method: 'POST', headers, body: '{"summary": ' })
    await world.advance('90m')
  })

  /** Every screen one after the other; what was found, by screen. */
  async function look(page: Page, screens: Screen[], find: (page: Page) => Promise<string[]>) {
    const found: Record<string, string[]> = {}
    for (const screen of screens) {
      await show(page, url(), screen)
      const list = await find(page)
      if (list.length > 0) found[[screen.path, screen.opens?.name].join(' ')] = list
    }
    return found
  }

  test('can be used by everybody in the light theme, and shows where the keyboard is', manyScreens, async () => {
    const find = async (page: Page) => [...(await barriersOn(page)), ...(await hiddenFocusOn(page))]
    await ringBob()
    const page = await stage.enter('alice')
    expect(await look(page, screensWith(open, resolved), find)).toEqual({})
    const nobody = await (await stage.visitor()).newPage()
    expect(await look(nobody, publicScreens, find)).toEqual({})
  })

  test(
    'can be used by everybody in the dark, on the narrowest phone, and has no English in German',
    manyScreens,
    async () => {
      const options = { screen: 'narrow', theme: 'dark', locale: 'de-DE' } as const
      const find = async (page: Page) => {
        const overhang = await overhangOf(page)
        const wide = overhang > 0 ? [`${overhang} pixels too wide`] : []
        return [...wide, ...(await notGermanOn(page)), ...(await barriersOn(page, 'of sight'))]
      }
      await ringBob()
      const page = await stage.enter('alice', '/me', options)
      await page.evaluate(`localStorage.setItem('pikett.language', 'de')`)
      expect(await look(page, screensWith(open, resolved), find)).toEqual({})
      const nobody = await (await stage.visitor(options)).newPage()
      expect(await look(nobody, publicScreens, find)).toEqual({})
    },
  )

  test('changes its language at once and as a whole', async () => {
    const page = await stage.enter('alice', `/alerts/${open}`)
    await expectSeen(page.locator('ol time'))
    await page.evaluate('globalThis.sameDocument = true')
    await page.getByRole('button', { name: 'Account: Alice Anders' }).click()
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click()
    await expectSeen(page.getByRole('button', { name: 'Konto: Alice Anders' }), page.getByText(/^Ausgelöst seit/))
    await expect.poll(() => notGermanOn(page), patience).toEqual([])
    expect(await page.evaluate('document.documentElement.lang')).toBe('de')
    expect(await page.evaluate('globalThis.sameDocument')).toBe(true)
    await page.reload()
    await page.getByRole('button', { name: 'Konto: Alice Anders' }).click()
    await page.getByRole('menuitemradio', { name: 'English' }).click()
    await expectSeen(page.getByRole('button', { name: 'Account: Alice Anders' }))
  })

  test('keeps its place while data arrives', async () => {
    const page = await stage.enter('alice', '/me')
    await page.addInitScript(`
      globalThis.moved = 0
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.moved += entry.value
      }).observe({ type: 'layout-shift', buffered: true })
    `)
    const moved = () => page.evaluate<number>('globalThis.moved')
    const movedByPath: Record<string, number> = {}
    for (const path of ['/alerts', `/alerts/${open}`]) {
      const gate = Promise.withResolvers<void>()
      await page.route(/\/api\/v1\/alerts/, async (route) => {
        await gate.promise
        await route.continue()
      })
      await page.goto(url() + path)
      await expectSeen(page.getByRole('status', { name: 'Loading' }))
      gate.resolve()
      await expectSeen(page.locator(path === '/alerts' ? '[data-alert]' : 'ol time'))
      await expectSeen(page.getByText('You are on call for primary'))
      await page.unrouteAll({ behavior: 'wait' })
      movedByPath[path] = await moved()
    }
    expect(Object.entries(movedByPath).filter(([, share]) => share >= 0.02)).toEqual([])
    await page.goto(`${url()}/alerts?status=all`)
    await seen(rowOf(page, 'Platte von web-07 ist voll').getByRole('link')).focus()
    await stage.alert({ summary: 'Zertifikat läuft ab' })
    await expectSeen(page.getByRole('button', { name: '1 new alert; show it' }))
    expect(await moved()).toBeLessThan(0.02)
  })
})
