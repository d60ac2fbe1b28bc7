import type { Page } from 'playwright-core'
import { AxeBuilder } from '@axe-core/playwright'

/** A view of the console: where it is, and what can be seen once it has everything. */
export interface Screen {
  path: string
  has: string
}

/** Everything there is to look at, for an alert that is open and one that is resolved. */
export function screensWith(open: number, resolved: number): Screen[] {
  return [
    { path: '/alerts', has: '[data-alert]' },
    { path: '/alerts?status=all&customer=acme', has: '[data-alert]' },
    { path: '/alerts?q=nothing+is+called+so', has: 'main a[href="/alerts"]' },
    { path: `/alerts/${open}`, has: 'ol time' },
    { path: `/alerts/${resolved}`, has: 'ol time' },
    { path: '/oncall', has: 'figure li' },
    { path: '/heartbeats?open=backup', has: 'pre' },
    { path: '/sources', has: 'li a' },
    { path: '/sources/anything', has: 'ul[aria-live] li' },
    { path: '/sandbox', has: 'li a' },
    { path: '/sandbox/alice', has: '[role="log"]' },
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
  await page.locator(screen.has).filter({ visible: true }).first().waitFor()
}

/** What axe finds against WCAG 2.2 AA and its own good practice. */
export async function barriersOn(page: Page): Promise<string[]> {
  // The other mode opens a page of its own for every look.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html}`))
}

/** Goes through the page with the Tab key; returns what has the focus without showing it. */
export async function hiddenFocusOn(page: Page, steps: number): Promise<string[]> {
  const found = new Set<string>()
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Tab')
    found.add(
      await page.evaluate<string>(`(() => {
        const element = document.activeElement
        // The calendar's button inside a date field is the browser's own, and so is its ring.
        if (element === document.body || (element.type === 'datetime-local' && !element.matches(':focus-visible'))) return ''
        const isShown = [getComputedStyle(element), getComputedStyle(element, '::after')].some(
          (style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none',
        )
        return isShown ? '' : element.outerHTML.slice(0, 160)
      })()`),
    )
  }
  return [...found].filter((one) => one !== '')
}

/** How many pixels the page is wider than the screen. */
export function overhangOf(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}
