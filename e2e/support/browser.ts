import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, BrowserContextOptions, ConsoleMessage, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { describeWith } from '../../house/needs.ts'

/** Where Chromium is; without one these tests cannot run, which `npm test` says at its end. */
const program = process.env.PIKETT_CHROMIUM

/** Everything in it needs a browser. */
export const inBrowser = describeWith('PIKETT_CHROMIUM')

/** A desk, a phone in the hand, and the narrowest phone that must still do. */
const screens = {
  desk: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  narrow: { viewport: { width: 360, height: 740 }, hasTouch: true },
} satisfies Record<string, BrowserContextOptions>

export interface VisitorOptions {
  screen?: keyof typeof screens
  /** What the device is set to; the account may say otherwise. */
  locale?: 'en-GB' | 'de-DE'
  theme?: 'light' | 'dark'
}

export interface Visitors {
  /** A browser profile of its own: nobody is signed in. */
  visitor(options?: VisitorOptions): Promise<BrowserContext>
  /** The profile under this name, which the tests of a file share: what it has downloaded it need not download again. */
  regular(name: string, options?: VisitorOptions): Promise<BrowserContext>
  /** The console may complain about this in the running test, such as about an answer 422 that is provoked. */
  allow(complaint: RegExp): void
}

/**
 * What the browser has and no test needs. The last switch of this name wins, so that what Playwright would say stands here
 * again; the last two draw the browser's own suggestions as pages, which costs a second of a processor for each window.
 */
const needless = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'OptimizationHints',
  'LensOverlay',
  'AimEnabled',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
]

const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${needless.join()}`,
]

/**
 * One browser for a file. After each test every page is closed; a page that complained in its console (an error, a refused
 * script or style) fails the test, and a test that fails leaves a picture of each page.
 */
export function openBrowser(): Visitors {
  let browser: Browser | undefined
  const regulars = new Map<string, BrowserContext>()
  const contexts = () => browser?.contexts() ?? []
  const complaints: string[] = []
  const allowed: RegExp[] = []
  beforeAll(async () => {
    if (program) browser = await chromium.launch({ executablePath: program, args: switches })
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await takePictures(task.name, contexts())
    const stays = new Set(regulars.values())
    await Promise.all(contexts().map((context) => (stays.has(context) ? closePages(context) : context.close())))
    const rest = complaints.splice(0).filter((one) => !isExpected(one, allowed))
    allowed.splice(0)
    expect(rest, 'the console of the browser').toEqual([])
  })
  afterAll(async () => browser?.close())
  const visitor = async (options: VisitorOptions = {}) => {
    const context = await browser!.newContext(profileOf(options))
    context.setDefaultTimeout(20_000)
    listen(context, complaints)
    return context
  }
  return {
    visitor,
    async regular(name, options) {
      const context = regulars.get(name) ?? (await visitor(options))
      regulars.set(name, context)
      return context
    },
    allow: (complaint) => void allowed.push(complaint),
  }
}

function profileOf({ screen = 'desk', locale = 'en-GB', theme = 'light' }: VisitorOptions): BrowserContextOptions {
  const device = { locale, timezoneId: 'Europe/Berlin', colorScheme: theme, reducedMotion: 'reduce' } as const
  return { ...screens[screen], ...device }
}

async function closePages(context: BrowserContext): Promise<void> {
  await Promise.all(context.pages().map((page) => page.close()))
}

function listen(context: BrowserContext, complaints: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(textOf(message))
  })
  context.on('weberror', (error) => complaints.push(`thrown: ${error.error().stack || error.error().message}`))
}

function textOf(message: ConsoleMessage): string {
  return `${message.page()?.url() ?? ''}: ${message.text()} (${message.location().url})`
}

/** Asking who is signed in is how the console finds out that nobody is. */
function isExpected(complaint: string, allowed: RegExp[]): boolean {
  return /status of 401 .*\/api\/v1\/session\)$/.test(complaint) || allowed.some((one) => one.test(complaint))
}

async function takePictures(test: string, contexts: BrowserContext[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pikett-browser-'))
  const pages = contexts.flatMap((context) => context.pages())
  await Promise.all(pages.map((page, index) => takePicture(page, join(folder, `${index + 1}.png`))))
  console.error(`"${test}" left ${pages.length} pictures in ${folder}`)
}

async function takePicture(page: Page, path: string): Promise<void> {
  try {
    await page.screenshot({ path, timeout: 5_000 })
  } catch (error) {
    console.error(`no picture of ${page.url()}: ${String(error)}`)
  }
}
