import type { Locator, Page } from 'playwright-core'

/** For `expect.poll`, whose own second is short on a busy machine. */
export const patience = { timeout: 20_000 }

/** Waits until it can be seen somewhere; what another width of screen would show does not count. */
export async function expectSeen(...locators: Locator[]): Promise<void> {
  for (const locator of locators) await seen(locator).waitFor()
}

/** Waits until it is gone or cannot be seen. */
export async function expectGone(...locators: Locator[]): Promise<void> {
  for (const locator of locators) await seen(locator).waitFor({ state: 'hidden' })
}

/** The first that can be seen: list and cards of the same alert are both in the page, of which one is shown. */
export function seen(locator: Locator): Locator {
  return locator.filter({ visible: true }).first()
}

/** The row of an alert in the list. */
export function rowOf(page: Page, summary: string): Locator {
  return page.locator('[data-alert]').filter({ hasText: summary })
}
