import type { Page } from 'playwright-core'

/** How somebody goes through a long list: each takes about so many seconds. */
export const ways: Record<string, (page: Page, seconds: number) => Promise<void>> = { wheel, keys, drag }

const wheelStepMs = 25
const wheelPixels = 120

/** Down as fast as a wheel is turned, then up again. */
async function wheel(page: Page, seconds: number): Promise<void> {
  await page.mouse.move(720, 500)
  const endMs = performance.now() + seconds * 1_000
  const turnMs = performance.now() + seconds * 750
  while (performance.now() < endMs) {
    await page.mouse.wheel(0, performance.now() < turnMs ? wheelPixels : -wheelPixels)
    await page.waitForTimeout(wheelStepMs)
  }
}

/** To the end and to the beginning, and page by page in between. */
async function keys(page: Page, seconds: number): Promise<void> {
  const endMs = performance.now() + seconds * 1_000
  for (let press = 0; performance.now() < endMs; press += 1) {
    await page.keyboard.press(['End', 'PageUp', 'PageUp', 'Home', 'PageDown', 'PageDown'][press % 6]!)
    await page.waitForTimeout(150)
  }
}

/** The scroll bar taken and moved from one end to the other, a little in each frame. */
async function drag(page: Page, seconds: number): Promise<void> {
  await page.evaluate(`new Promise((resolve) => {
    const begin = performance.now()
    const step = () => {
      const passed = performance.now() - begin
      if (passed > ${seconds * 1_000}) return resolve()
      const share = Math.abs(((passed / 1500) % 2) - 1)
      scrollTo(0, (1 - share) * (document.documentElement.scrollHeight - innerHeight))
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })`)
}
