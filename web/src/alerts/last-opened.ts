/** The alert that was looked at last, so that the list goes on where it was left. */
let lastOpenedId: string | undefined

export function rememberOpened(id: string): void {
  lastOpenedId = id
}

/** Puts the focus on the row of that alert, once. */
export function focusLastOpened(list: HTMLElement): void {
  if (lastOpenedId === undefined) return
  const row = list.querySelector(`[data-alert="${CSS.escape(lastOpenedId)}"]`)
  lastOpenedId = undefined
  const links = [...(row?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])]
  links.find((link) => link.offsetParent)?.focus({ preventScroll: true })
}
