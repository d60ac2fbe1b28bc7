import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

/** A view of the console: where it is, and what can be seen once it has everything. */
export interface Screen {
  path: string
  has: string
  /** What opens it at this address, and the name it then goes by. */
  opens?: { name: string; by: (page: Page) => Promise<void> }
}

const byKey = (name: string, key: string) => ({ name, by: (page: Page) => page.keyboard.press(key) })
const byClick = (name: string, selector: string) => ({
  name,
  by: (page: Page) => page.locator(selector).filter({ visible: true }).first().click(),
})

/** Everything there is to look at, for an alert that is open and one that is resolved. */
export function screensWith(open: number, resolved: number): Screen[] {
  return [
    { path: '/', has: '[data-alert]' },
    { path: '/alerts', has: '[data-alert]' },
    { path: '/alerts?by=customer', has: 'main h2' },
    { path: '/alerts?status=all&customer=acme', has: '[data-alert]' },
    { path: '/alerts?q=nothing+is+called+so', has: 'main a[href="/alerts?status=open"]' },
    { path: `/alerts/${open}`, has: 'ol time' },
    { path: `/alerts/${resolved}`, has: 'ol time' },
    { path: `/alerts/${open}`, has: 'dialog h2', opens: byKey('escalate', 'e') },
    { path: `/alerts/${open}`, has: 'dialog h2', opens: byKey('snooze', 's') },
    { path: '/alerts', has: 'dialog h2', opens: byKey('filters', 'f') },
    { path: '/oncall', has: 'figure li' },
    { path: '/oncall/primary', has: 'figure' },
    { path: '/oncall/primary?override=new&from=2099-01-01T08:00&to=2099-01-01T18:00', has: 'dialog form' },
    { path: '/policies', has: 'li a' },
    { path: '/policies/default', has: '.hatched li' },
    { path: '/new/schedule', has: 'form' },
    { path: '/new/policy', has: 'form' },
    { path: '/heartbeats/backup', has: 'pre' },
    { path: '/sources', has: 'li a' },
    { path: '/sources/anything', has: 'ul[aria-live] li' },
    { path: '/sandbox', has: 'li a' },
    { path: '/sandbox/alice', has: '[role="log"]' },
    { path: '/sandbox/bob', has: 'main [role="alert"]' },
    {
      path: '/sandbox/bob',
      has: '[role="group"] button',
      opens: byClick('a call', 'main [role="alert"] + div > :last-child'),
    },
    { path: '/sandbox/bob', has: 'form [aria-label]', opens: byClick('messages', '[role="group"] + button') },
    { path: '/sandbox/bob', has: 'article', opens: byClick('a mail', 'section li > button') },
    { path: '/alerts', has: 'dialog form', opens: byKey('a new alert', 'c') },
    { path: '/alerts', has: 'dialog li', opens: byKey('help', '?') },
    {
      path: '/alerts',
      has: '[role="menuitem"], dialog section',
      opens: byClick('the menu', 'nav [aria-haspopup]:not([data-scope])'),
    },
    { path: '/me', has: 'li' },
    { path: '/nowhere', has: 'h1' },
  ]
}

/** What is shown to those who have not signed in. */
export const publicScreens: Screen[] = [
  { path: '/sign-in', has: 'form' },
  { path: '/password-reset', has: 'form' },
  { path: `/password-reset/${'0'.repeat(24)}`, has: 'form' },
  { path: '/setup', has: 'form' },
]

export async function show(page: Page, url: string, screen: Screen): Promise<void> {
  await page.goto(url + screen.path)
  if (screen.opens) {
    await page.locator('h1').first().waitFor()
    await screen.opens.by(page)
  }
  await page.locator(screen.has).filter({ visible: true }).first().waitFor()
  // What is half below the header by chance of scrolling would count as too small.
  await page.evaluate('scrollTo(0, 0)')
}

/** The rules of axe whose outcome depends on theme and width; the others find the same in every one. */
const rulesOfSight = ['color-contrast', 'link-in-text-block', 'target-size', 'button-name', 'link-name', 'label']

/** A menu lies over the page and is part of no region of it. */
const isOverThePage = /^region: .*data-radix-popper/

/** axe itself: its wrapper for pages takes longer to hand over what is fine than axe to find what is not. */
const require = createRequire(import.meta.url)
const axe = readFileSync(createRequire(require.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds against WCAG 2.2 AA and its own good practice, or against what theme and width can break. */
export async function barriersOn(page: Page, rules: 'all' | 'of sight' = 'all'): Promise<string[]> {
  await page.evaluate(axe)
  const options = {
    preload: false,
    resultTypes: ['violations'],
    ...(rules === 'all' ? { rules: { 'target-size': { enabled: true } } } : { runOnly: rulesOfSight }),
  }
  const found = await page.evaluate<string[]>(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.target.join(' ') + ' ' + node.html)))`)
  return found.filter((one) => !isOverThePage.test(one))
}

/** What does not show that it has the focus, of everything that the Tab key reaches. */
export async function hiddenFocusOn(page: Page): Promise<string[]> {
  // From here on the browser takes the focus for one of the keyboard.
  await page.keyboard.press('Tab')
  return page.evaluate<string[]>(`(() => {
    const reachable = 'a[href], button:not(:disabled), input:not([hidden]), select, textarea, summary, [tabindex="0"]'
    const isRing = (style) =>
      (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none'
    return [...document.querySelectorAll(reachable)].flatMap((element) => {
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
  })()`)
}

/** How many pixels the page is wider than the screen. */
export function overhangOf(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}
