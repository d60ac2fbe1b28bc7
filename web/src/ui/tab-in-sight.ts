import { useEffect, useRef } from 'react'

/** For a row of tabs that is wider than a phone: the one that is open is never scrolled out of it. */
export function useTabInSight<Row extends HTMLElement>() {
  const row = useRef<Row>(null)
  useEffect(() => {
    const open = row.current?.querySelector<HTMLElement>('[aria-current="page"], [data-state="active"]')
    if (!row.current || !open) return
    const { left, right } = row.current.getBoundingClientRect()
    const tab = open.getBoundingClientRect()
    if (tab.left < left) row.current.scrollLeft -= left - tab.left
    else if (tab.right > right) row.current.scrollLeft += tab.right - right
  })
  return row
}
