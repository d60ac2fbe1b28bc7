/** The alert that was looked at last, so that the list goes on where it was left. */
let lastOpenedId: string | undefined

export function rememberOpened(id: string): void {
  lastOpenedId = id
}

/** That alert, once. */
export function takeLastOpened(): string | undefined {
  const id = lastOpenedId
  lastOpenedId = undefined
  return id
}
