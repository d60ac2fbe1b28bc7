import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { keys } from '../server/testing/people.ts'
import { barriersOn, faintInTheOtherTheme, hiddenFocusOn, overhangOf, settled, show } from './support/screens.ts'
import { inBrowser } from './support/browser.ts'
import type { VisitorOptions } from './support/browser.ts'
import { directKey, fullHouse } from './support/full-house.ts'
import { expectSeen, patience, rowOf, seen } from './support/look.ts'
import { callScreens, publicScreens, screensWith } from './support/every-screen.ts'
import type { Screen } from './support/screens.ts'
import { switchOnSecondFactor } from './support/second-factor.ts'
import { openStage } from './support/stage.ts'
import { notGermanOn } from './support/words.ts'

/** All screens there are, each of them read to the last letter. */
const manyScreens = { timeout: 480_000 }

async function tooWide(page: Page): Promise<string[]> {
  const overhang = await overhangOf(page)
  return overhang > 0 ? [`${overhang} pixels too wide`] : []
}

inBrowser('every screen', () => {
  const present = Temporal.Now.instant()
  const stage = openStage({ at: present.subtract({ minutes: 115 }), change: fullHouse })
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
    await switchOnSecondFactor(world, 'sam@example.test')
  })

  const widths = { desk: { width: 1440, height: 900 }, phone: { width: 360, height: 1600 } } as const
  const find = {
    desk: async (page: Page) => [
      ...(await notGermanOn(page)),
      ...(await barriersOn(page)),
      ...(await faintInTheOtherTheme(page)),
      ...(await hiddenFocusOn(page)),
    ],
    phone: async (page: Page) => [
      ...(await tooWide(page)),
      ...(await notGermanOn(page)),
      ...(await barriersOn(page, 'of sight')),
      ...(await faintInTheOtherTheme(page)),
    ],
  }

  /** Each screen in turn, first at a desk and then on the narrowest phone; what was found, by screen. */
  async function look(page: Page, screens: readonly Screen[]) {
    const found: Record<string, string[]> = {}
    for (const screen of screens)
      for (const width of screen.deskOnly ? (['desk'] as const) : (['desk', 'phone'] as const)) {
        const list = await seeAt(page, width, screen).then(
          () => find[width](page),
          (error: unknown) => [`cannot be seen: ${String(error)}`],
        )
        if (list.length > 0) found[[screen.path, screen.opens?.name, width].join(' ')] = list
      }
    return found
  }

  /** For the phone the screen becomes narrower as it is, unless a phone shows something else or the focus has led away. */
  async function seeAt(page: Page, width: keyof typeof widths, screen: Screen): Promise<void> {
    await page.setViewportSize(widths[width])
    const isThere = width === 'phone' && !screen.otherOnPhone && page.url() === shownAt.get(page)
    await (isThere ? settled(page, screen) : show(page, url(), screen))
    shownAt.set(page, page.url())
  }
  const shownAt = new WeakMap<Page, string>()

  /** One browser profile looks from light to dark and the other from dark to light, each at every other screen. */
  async function lookAtAll(pages: readonly Page[], screens: readonly Screen[]): Promise<void> {
    const all = pages.map((page, lane) =>
      look(
        page,
        screens.filter((_, at) => at % pages.length === lane),
      ),
    )
    expect(Object.assign({}, ...(await Promise.all(all)))).toEqual({})
  }

  const profiles = (['light', 'dark'] as const).map((theme) => ({ locale: 'de-DE', theme }) as const)

  /** Alice reads German, and English at her desk: what the server says is in the language of the account. */
  async function enter(options: VisitorOptions = {}): Promise<Page> {
    const page = await stage.enter('alice', '/nowhere', options)
    if (!options.locale) await page.evaluate(`localStorage.setItem('pikett.language', 'en')`)
    return page
  }

  test(
    'can be used by everybody in both themes, at a desk and on a phone, with no English in German',
    manyScreens,
    async () => {
      stage.allow(/status of (401|404)/)
      const pages = await Promise.all(profiles.map(enter))
      await ringBob()
      expect(await look(pages[0]!, callScreens)).toEqual({})
      await lookAtAll(pages, screensWith(open, resolved))
      const nobody = profiles.map(async (profile) => (await stage.visitor(profile)).newPage())
      await lookAtAll(await Promise.all(nobody), publicScreens)
    },
  )

  test('changes its language at once and as a whole', async () => {
    const page = await enter()
    await page.goto(`${url()}/alerts/${open}`)
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
    const page = await enter()
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
