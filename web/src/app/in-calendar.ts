import { withTexts } from './i18n.ts'

/** `Temporal`, for a browser that has none: in 2026 those of iPhones. */
export async function loadCalendar(): Promise<void> {
  if (typeof Temporal === 'undefined') await import('temporal-polyfill/global')
}

/** A view that reckons with days and zones by the rules that page people, which need `Temporal` when they are loaded. */
export async function inCalendar<View>(load: () => Promise<View>): Promise<View> {
  await loadCalendar()
  return withTexts(load())
}
