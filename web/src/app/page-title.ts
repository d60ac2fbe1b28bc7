let name = ''
let waiting = { count: 0, more: false }

/** The name of the tab: how many alerts call for an answer, the view, the product. */
export function titleOf(view: string, { count, more }: { count: number; more: boolean }): string {
  const number = count > 0 ? `(${count}${more ? '+' : ''}) ` : ''
  return `${number}${view === '' ? '' : `${view} · `}Pikett`
}

const write = () => (document.title = titleOf(name, waiting))

export function nameView(view: string): void {
  name = view
  write()
}

/** Wherever somebody looks who does not look at the page: on the tab, its icon and the icon of the installed app. */
export function showWaiting(next: { count: number; more: boolean }): void {
  waiting = next
  write()
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  const address = next.count > 0 ? '/icon-waiting.svg' : '/icon.svg'
  if (icon && !icon.href.endsWith(address)) icon.href = address
  // Not every browser has it, and some refuse it to pages that are not installed.
  if ('setAppBadge' in navigator) {
    const told = next.count > 0 ? navigator.setAppBadge(next.count) : navigator.clearAppBadge()
    told.catch(() => undefined)
  }
}
