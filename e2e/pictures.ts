import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'

// `npm run pictures`: takes the pictures of README and docs from the demo, so that they show what is there today.

const root = join(import.meta.dirname, '..')
const folder = join(root, 'docs/images')

const screens = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const

interface Picture {
  name: string
  /** A path of the console; `alert` stands for the newest alert that is open. */
  path: string
  screen: keyof typeof screens
  theme: 'light' | 'dark'
}

const pictures: readonly Picture[] = [
  { name: 'now', path: '/', screen: 'desk', theme: 'dark' },
  { name: 'alert', path: 'alert', screen: 'desk', theme: 'light' },
  { name: 'alert-phone', path: 'alert', screen: 'phone', theme: 'dark' },
  { name: 'alerts', path: '/alerts', screen: 'desk', theme: 'light' },
  { name: 'schedule', path: '/oncall/netops', screen: 'desk', theme: 'light' },
]

/** Within this time the demo has open alerts of which one is answered. */
const livelyMs = 240_000

const program = process.env.PIKETT_CHROMIUM
if (program === undefined) throw new Error('No browser was found: install Chromium.')
const data = mkdtempSync(join(tmpdir(), 'pikett-pictures-'))
const url = `http://127.0.0.1:${await freePort()}`
const demo = startDemo()
try {
  await untilReady()
  mkdirSync(folder, { recursive: true })
  await takeAll(program)
} finally {
  demo.kill('SIGTERM')
  await new Promise((resolve) => demo.once('exit', resolve))
  rmSync(data, { recursive: true, force: true })
}

function startDemo(): ChildProcess {
  const env = { ...process.env, PIKETT_DATA_DIR: data, PIKETT_PORT: new URL(url).port, PIKETT_LOG_LEVEL: 'error' }
  return spawn(process.execPath, ['server/main.ts', 'start', '--demo'], { cwd: root, env, stdio: 'ignore' })
}

async function untilReady(): Promise<void> {
  while (demo.exitCode === null) {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined)
    if (answer?.ok) return
    await pause(200)
  }
  throw new Error('The demo did not start.')
}

async function takeAll(executablePath: string): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    let alert: string | undefined
    for (const picture of pictures) {
      const context = await browser.newContext({
        viewport: screens[picture.screen],
        deviceScaleFactor: picture.screen === 'phone' ? 2 : 1,
        colorScheme: picture.theme,
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin',
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      await enter(page)
      alert ??= await untilLively(page)
      await take(page, picture, alert)
      await context.close()
    }
  } finally {
    await browser.close()
  }
}

async function enter(page: Page): Promise<void> {
  await page.goto(url)
  await page.evaluate(() =>
    fetch('/api/v1/demo/session', { method: 'POST', headers: { 'x-pikett-client': 'console' } }),
  )
}

/** The newest open alert, once there are three and one of them is acknowledged. */
async function untilLively(page: Page): Promise<string> {
  const endAt = performance.now() + livelyMs
  for (;;) {
    const answer = await page.request.get(`${url}/api/v1/alerts?status=open&limit=50`)
    const { items } = (await answer.json()) as { items: { id: string; status: string }[] }
    const triggered = items.find(({ status }) => status === 'triggered')
    const isLively = items.length >= 3 && items.some(({ status }) => status === 'acknowledged')
    if (triggered && (isLively || performance.now() > endAt)) return triggered.id
    await pause(1_000)
  }
}

async function take(page: Page, { name, path, screen }: Picture, alert: string): Promise<void> {
  await page.goto(url + (path === 'alert' ? `/alerts/${alert}` : path))
  await page.locator('main h1').first().waitFor()
  // What comes after the first answers: names of people, numbers at tabs.
  await pause(2_000)
  const file = join(folder, `${name}.png`)
  await page.screenshot({ path: file })
  process.stdout.write(`${name} (${screen}): ${file.slice(root.length + 1)}\n`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
