/** How much of a schedule is seen at once. */
export const views = ['day', 'week', 'fortnight', 'month'] as const
export type View = (typeof views)[number]

/** A date of the address, or undefined when it is none. */
export function asDate(text: string | undefined): string | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const at = Date.parse(`${text}T00:00Z`)
  // A day that there is not (30 February) is none, or becomes another one, by browser.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? text : undefined
}
