import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

/** A view of the console: where it is, and what can be seen once it has everything. */
export interface Screen {
  path: string
  has: string
  /** What opens it at this address, and the name it then goes by. */
  opens?: { name: string; by: (page: Page) => Promise<void> }
  /** There is no such thing on a phone. */
  deskOnly?: true
  /** A phone shows something else, which is opened or reached anew. */
  otherOnPhone?: true
}

/** Where nothing is of what the next screen waits for. */
const empty = '/nowhere/else'

/** Whose page has something open that an address does not close. */
const opened = new WeakSet<Page>()

/**
 * Shows a screen once it has everything. From one address to the next the console goes by itself, by way of a page that
 * has nothing; it is loaded anew only where something was opened at the last one.
 */
export async function show(page: Page, url: string, screen: Screen): Promise<void> {
  if (page.url().startsWith(url) && !opened.has(page)) {
    await goInside(page, empty)
    await page.locator('main a[href="/alerts"]').filter({ visible: true }).first().waitFor()
    await goInside(page, screen.path)
  } else {
    await page.goto(url + screen.path)
  }
  opened.delete(page)
  if (screen.opens) {
    opened.add(page)
    await page.locator('h1').first().waitFor()
    await screen.opens.by(page)
  }
  await settled(page, screen)
}

/** Waits until everything of the screen is there. */
export async function settled(page: Page, screen: Screen): Promise<void> {
  await page.locator(screen.has).filter({ visible: true }).first().waitFor()
  await page.locator('main [role="status"] > .bg-hover').filter({ visible: true }).first().waitFor({ state: 'hidden' })
  // What is half below the header by chance of scrolling would count as too small.
  await page.evaluate('scrollTo(0, 0)')
}

const goInside = (page: Page, path: string) => page.evaluate(`history.pushState({}, '', ${JSON.stringify(path)})`)

/** The rules of axe whose outcome depends on the width; the others find the same in every one. */
const rulesOfSight = ['link-in-text-block', 'target-size', 'button-name', 'link-name', 'label']

/** A menu lies over the page and is part of no region of it. */
const isOverThePage = /^region: .*data-radix-popper/

/** axe itself: its wrapper for pages takes longer to hand over what is fine than axe to find what is not. */
const require = createRequire(import.meta.url)
const axe = readFileSync(createRequire(require.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds against WCAG 2.2 AA and its own good practice, or against what a width can break, in the theme that is on. */
export async function barriersOn(page: Page, rules: 'all' | 'of sight' = 'all'): Promise<string[]> {
  const options =
    rules === 'all'
      ? { rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: false } } }
      : { runOnly: rulesOfSight }
  return [...(await askAxe(page, 'document', options)), ...(await faintOn(page))]
}

async function askAxe(page: Page, what: string, options: object): Promise<string[]> {
  if (!(await page.evaluate<boolean>(`'axe' in globalThis`))) await page.evaluate(axe)
  const all = JSON.stringify({ preload: false, resultTypes: ['violations'], ...options })
  const found = await page.evaluate<string[]>(`(async () => {
    const what = ${what}
    if (what.length === 0) return []
    const { violations } = await axe.run(what, ${all})
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, html, any }) => [id + ':', target.join(' '), html, any[0]?.data?.contrastRatio].join(' ')))
  })()`)
  return found.filter((one) => !isOverThePage.test(one))
}

/** What cannot be read in the other theme, which stays on: half of all screens begin with it. */
export async function faintInTheOtherTheme(page: Page): Promise<string[]> {
  const theme = await page.evaluate<string>(`(() => {
    const root = document.documentElement
    const isDark = getComputedStyle(root).colorScheme === 'dark'
    return (root.dataset.theme = isDark ? 'light' : 'dark')
  })()`)
  return (await faintOn(page)).map((one) => `${theme} ${one}`)
}

/** Remembers in the tab what it was asked for once, by a number made of the text: 31 times the modulus is still exact. */
const asksOnce = `
  const known = new Set(JSON.parse(sessionStorage.getItem('audited') ?? '[]'))
  const isNew = (text) => {
    let sum = 7
    for (let at = 0; at < text.length; at += 1) sum = (sum * 31 + text.charCodeAt(at)) % 281_474_976_710_597
    return !known.has(sum) && Boolean(known.add(sum))
  }
  const keep = () => sessionStorage.setItem('audited', JSON.stringify([...known]))
`

/** Texts whose colour, size, and every ground below them together were not seen in this tab before. */
const unknownTexts = `(() => {
  ${asksOnce}
  const groundOf = (element) => {
    const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(element)
    const ground = [backgroundColor, backgroundImage, opacity, filter].join()
    return ground === 'rgba(0, 0, 0, 0),none,1,none' ? [] : [ground]
  }
  const holdsText = (element) =>
    element.matches('input, select, textarea') || [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
  const below = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return document.elementsFromPoint(left + width / 2, top + height / 2)
  }
  const texts = [...document.body.querySelectorAll('*')].filter((element) => {
    if (!holdsText(element) || !element.checkVisibility()) return false
    const { color, fontSize, fontWeight } = getComputedStyle(element)
    const signs = [color, fontSize, fontWeight, element.matches(':disabled, :disabled *, [aria-disabled] *')]
    for (let up = element; up; up = up.parentElement) signs.push(...groundOf(up))
    return isNew([...signs, ...below(element).flatMap(groundOf)].join(' '))
  })
  keep()
  return texts
})()`

/** Text with too little contrast. Reckoning is slow, and the same few colours come again on each screen: once is enough. */
const faintOn = (page: Page): Promise<string[]> => askAxe(page, unknownTexts, { runOnly: ['color-contrast'] })

/** What does not show that it has the focus, of everything that the Tab key reaches; of what looks alike, one. */
export async function hiddenFocusOn(page: Page): Promise<string[]> {
  // From here on the browser takes the focus for one of the keyboard.
  await page.keyboard.press('Tab')
  return page.evaluate<string[]>(`(() => {
    ${asksOnce}
    const reachable = 'a[href], button:not(:disabled), input:not([hidden]), select, textarea, summary, [tabindex="0"]'
    const isRing = (style) =>
      (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none'
    const signsOf = (element) => [element.localName, element.type, element.className, element.style?.cssText].join(' ')
    const looks = (element) => {
      const signs = []
      for (let up = element; up && signs.length < 4; up = up.parentElement) signs.push(signsOf(up))
      return signs.join('<')
    }
    const found = [...document.querySelectorAll(reachable)].flatMap((element) => {
      if (!element.checkVisibility() || !isNew('focus ' + looks(element))) return []
      // A field may show it at its frame, which looks otherwise before.
      document.activeElement?.blur()
      const ringOf = (style) => style.outlineStyle + style.outlineWidth + style.outlineColor + style.boxShadow
      const frames = [element.parentElement, element.closest('label')].filter(Boolean)
      const before = frames.map((frame) => ringOf(getComputedStyle(frame)))
      element.focus()
      // What only hands the focus on has nothing to show.
      if (document.activeElement !== element || 'radixFocusGuard' in element.dataset) return []
      const changed = frames.map((frame) => getComputedStyle(frame)).filter((style, at) => ringOf(style) !== before[at])
      const isShown = [getComputedStyle(element), getComputedStyle(element, '::after'), ...changed].some(isRing)
      return isShown ? [] : [element.outerHTML.slice(0, 160)]
    })
    keep()
    return found
  })()`)
}

/** How many pixels the page is wider than the screen. */
export function overhangOf(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}
