import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'

const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-sync',
  // The browser's own suggestions, which it draws as pages.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup',
]

/** Chromium without a screen, in which ours and the reference are looked at alike. */
export const openBrowser = (program: string): Promise<Browser> =>
  chromium.launch({ executablePath: program, args: switches })

const desk = { viewport: { width: 1440, height: 900 }, locale: 'en-GB', timezoneId: 'Europe/Berlin' } as const

/** A profile that knows nothing yet; signed in where there is somebody to sign in. */
export async function newProfile(browser: Browser, signIn?: { url: string; email: string; password: string }) {
  const context = await browser.newContext(desk)
  await context.addInitScript({ content: watchFirst })
  if (signIn) {
    const { url, ...data } = signIn
    const answer = await context.request.post(`${url}/api/v1/session`, { data })
    if (!answer.ok()) throw new Error(`the console let nobody in: ${answer.status()} ${await answer.text()}`)
  }
  return context
}

/** Runs in the page: when the first row stood there, and what was painted largest. */
const watchFirst = `globalThis.first = { row: null, largest: 0 }
new MutationObserver((_, watcher) => {
  if (!document.querySelector('[data-alert]')) return
  first.row = performance.now()
  watcher.disconnect()
}).observe(document, { childList: true, subtree: true })
new PerformanceObserver((list) => { for (const entry of list.getEntries()) first.largest = entry.startTime })
  .observe({ type: 'largest-contentful-paint', buffered: true })`

export interface FirstLoad {
  /** Until the first row of an alert stands in the page. */
  rowMs: number
  /** Largest contentful paint. */
  largestMs: number
  /** Over the network, answers with their headers. */
  kilobytes: number
}

/** What comes after this was not part of the first look. */
const settledMs = 2_000

export async function load(context: BrowserContext, url: string): Promise<FirstLoad> {
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  await wire.send('Network.enable')
  let bytes = 0
  let isSeen = false
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
    if (!isSeen) bytes += encodedDataLength
  })
  await page.goto(url)
  await page.locator('[data-alert]').first().waitFor()
  isSeen = true
  await page.waitForTimeout(settledMs)
  const first = await page.evaluate<{ row: number; largest: number }>('first')
  await page.close()
  return { rowMs: first.row, largestMs: first.largest, kilobytes: bytes / 1_000 }
}

export interface Smoothness {
  framesPerSecond: number
  p95Ms: number
  p99Ms: number
  /** The longest time in which the page answered nothing; 0 when none took 50 ms. */
  longestTaskMs: number
}

const watchFrames = `(() => {
  const frames = []
  const tasks = []
  let before
  let isOn = true
  const tick = (at) => {
    if (before !== undefined) frames.push(at - before)
    before = at
    if (isOn) requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
  const watcher = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => one.duration)))
  watcher.observe({ type: 'longtask' })
  globalThis.stopWatching = () => {
    isOn = false
    watcher.disconnect()
    return { frames, tasks }
  }
})()`

export async function watch(page: Page, act: () => Promise<void>): Promise<Smoothness> {
  await page.evaluate(watchFrames)
  await act()
  const { frames, tasks } = await page.evaluate<{ frames: number[]; tasks: number[] }>('stopWatching()')
  const sorted = frames.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN
  const seconds = frames.reduce((sum, one) => sum + one, 0) / 1_000
  return {
    framesPerSecond: frames.length / seconds,
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    longestTaskMs: Math.max(0, ...tasks),
  }
}
