import type { Browser, Page } from 'playwright-core'
import { startPlainList } from '../browser/plain-list.ts'
import { load, newProfile, openBrowser, watch } from '../browser/visit.ts'
import type { FirstLoad, Smoothness } from '../browser/visit.ts'
import { ways } from '../browser/ways.ts'
import { asOwner, seedAlerts } from '../owner.ts'
import type { Figure, Report } from '../report.ts'
import { consolePassword } from '../set-up.ts'
import type { Stage } from '../stage.ts'

const open = 50_000
const rowsOnNow = 100
const liveEveryMs = 100
const reference = 'plain list'
const seconds = (stage: Stage) => (stage.options.short ? 3 : 10)

/**
 * The first page and the list with 50,000 open alerts, in Chromium, beside plain HTML of as many rows in the same browser. Live:
 * ten new alerts and ten changes a second.
 */
export async function consoleViews(stage: Stage): Promise<Report[]> {
  const program = process.env.PIKETT_CHROMIUM
  if (program === undefined) return [{ scenario: 'console', figures: [], notes: ['not run: no Chromium was found'] }]
  const installation = await stage.installation()
  const { urls } = await installation.start()
  await asOwner(installation.databaseUrl, (client) => seedAlerts(client, open))
  const [browser, plain] = [await openBrowser(program), await startPlainList()]
  try {
    const url = new URL(urls[0]!).origin
    const here: Here = { stage, browser, url, intake: urls[0]!, plainUrl: plain.url }
    return [await firstLoads(here), await smoothness(here)]
  } finally {
    await browser.close()
    await plain.stop()
  }
}

interface Here {
  stage: Stage
  browser: Browser
  url: string
  intake: string
  plainUrl: (rows: number) => string
}

const enter = ({ browser, url }: Here) =>
  newProfile(browser, { url, email: 'person-1@example.test', password: consolePassword })

async function firstLoads(here: Here): Promise<Report> {
  const looks = { cold: [] as FirstLoad[], warm: [] as FirstLoad[], plain: [] as FirstLoad[] }
  for (let round = 0; round < here.stage.options.rounds; round += 1) {
    const [ours, theirs] = [await enter(here), await newProfile(here.browser)]
    looks.cold.push(await load(ours, here.url))
    looks.warm.push(await load(ours, here.url))
    looks.plain.push(await load(theirs, here.plainUrl(rowsOnNow)))
    await Promise.all([ours.close(), theirs.close()])
  }
  const middle = (of: FirstLoad[], what: keyof FirstLoad) => median(of.map((one) => one[what]))
  const figure = (name: string, of: FirstLoad[], what: keyof FirstLoad, unit: string): Figure => ({
    name,
    ours: middle(of, what),
    theirs: middle(looks.plain, what),
    unit,
  })
  return {
    scenario: 'Now, first load',
    reference,
    figures: [
      figure('first row, cold', looks.cold, 'rowMs', 'ms'),
      figure('first row, warm', looks.warm, 'rowMs', 'ms'),
      figure('largest paint, cold', looks.cold, 'largestMs', 'ms'),
      figure('largest paint, warm', looks.warm, 'largestMs', 'ms'),
      figure('bytes until then, cold', looks.cold, 'kilobytes', 'kB'),
      figure('bytes until then, warm', looks.warm, 'kilobytes', 'kB'),
    ],
    notes: [`${open} open alerts; the reference is a page of ${rowsOnNow} rows without script`],
  }
}

async function smoothness(here: Here): Promise<Report> {
  const context = await enter(here)
  const page = await context.newPage()
  await page.goto(`${here.url}/alerts?status=open`)
  await page.locator('[data-alert]').first().waitFor()
  const plain = await (await newProfile(here.browser)).newPage()
  await plain.goto(here.plainUrl(3_000))
  const figures: Figure[] = []
  for (const [way, go] of Object.entries(ways)) {
    const theirs = await measured(plain, go, seconds(here.stage))
    figures.push(...figuresOf(way, await measured(page, go, seconds(here.stage)), theirs))
    const stop = startEvents(here.intake)
    figures.push(...figuresOf(`${way}, live`, await measured(page, go, seconds(here.stage)), theirs))
    await stop()
  }
  return { scenario: 'list of 50,000', reference, figures, notes: ['the reference has 3,000 rows and stands still'] }
}

async function measured(page: Page, go: (page: Page, seconds: number) => Promise<void>, length: number) {
  await page.bringToFront()
  await page.evaluate('scrollTo(0, 0)')
  return watch(page, () => go(page, length))
}

function figuresOf(way: string, ours: Smoothness, theirs: Smoothness): Figure[] {
  const figure = (name: string, what: keyof Smoothness, unit: string): Figure => ({
    name: `${way}: ${name}`,
    ours: ours[what],
    theirs: theirs[what],
    unit,
  })
  return [
    figure('frames', 'framesPerSecond', '/s'),
    figure('frame p95', 'p95Ms', 'ms'),
    figure('frame p99', 'p99Ms', 'ms'),
    figure('longest task', 'longestTaskMs', 'ms'),
  ]
}

/** Ten new alerts a second, each of which ends a second later. */
function startEvents(intake: string): () => Promise<void> {
  let sent = 0
  const under = new Set<Promise<unknown>>()
  const send = (name: string, isOver: boolean) => {
    const labels = { alertname: 'Live', instance: name, severity: 'critical' }
    const body = JSON.stringify([
      { labels, annotations: { summary: `Live ${name}` }, ...(isOver && { endsAt: longAgo }) },
    ])
    const sending = fetch(intake, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      .then((answer) => answer.arrayBuffer())
      .finally(() => under.delete(sending))
    under.add(sending)
  }
  const run = `live-${Math.random().toString(36).slice(2)}`
  const timer = setInterval(() => {
    sent += 1
    send(`${run}-${sent}`, false)
    if (sent > 10) send(`${run}-${sent - 10}`, true)
  }, liveEveryMs)
  return async () => {
    clearInterval(timer)
    await Promise.all(under)
  }
}

const longAgo = '2026-01-05T02:00:01.000Z'

const median = (values: number[]) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!
