import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

// Draws the icons that phones want as PNG from the SVG files beside them: `npm run pictures`, or with PIKETT_CHROMIUM set
// `node e2e/icons.ts`.

const folder = join(import.meta.dirname, '../web/public')

/** An iPhone cuts its own corners; where the picture has none, it would fill them with black. */
const withoutCorners = (svg: string) => svg.replace(' rx="7"', '')

const icons = [
  { name: 'icon-192', from: 'icon', size: 192 },
  { name: 'icon-512', from: 'icon', size: 512 },
  { name: 'icon-maskable-192', from: 'icon-maskable', size: 192 },
  { name: 'icon-maskable-512', from: 'icon-maskable', size: 512 },
  { name: 'apple-touch-icon', from: 'icon', size: 180, change: withoutCorners },
]

const program = process.env.PIKETT_CHROMIUM
if (program === undefined) throw new Error('No browser was found: install Chromium.')
const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu'] })
try {
  for (const { name, from, size, change = (svg: string) => svg } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    const svg = change(readFileSync(join(folder, `${from}.svg`), 'utf8'))
    const style = 'position: fixed; inset: 0; width: 100%; height: 100%'
    await page.setContent(`<body style="background: transparent">${svg.replace('<svg', `<svg style="${style}"`)}`)
    await page.screenshot({ path: join(folder, `${name}.png`), omitBackground: true })
    await page.close()
  }
} finally {
  await browser.close()
}
