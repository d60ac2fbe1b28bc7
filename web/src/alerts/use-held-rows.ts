import { useEffect, useState, type RefObject } from 'react'
import type { Alert } from '../api/types.ts'
import { holdRows, type HeldRows } from './held-rows.ts'

/** Scrolled less than this many pixels, the list counts as being at its top. */
const topPixels = 24

interface Shown extends HeldRows<Alert> {
  fresh: Alert[]
  subject: string
  follow: boolean
}

/**
 * The rows to show for fresh data: `holdRows` for as long as `subject` (what the list shows) stays the same.
 * `follow()` goes to the top and shows what was held.
 */
export function useHeldRows(fresh: Alert[] | undefined, list: RefObject<HTMLUListElement | null>, subject: string) {
  const [shown, setShown] = useState<Shown>()
  const atTop = useAtTop(list)
  const changed =
    fresh &&
    (shown === undefined || !sameRows(shown.fresh, fresh) || shown.subject !== subject || shown.follow !== atTop)
  if (changed) {
    const before = shown?.subject === subject ? shown : undefined
    setShown({ ...holdRows(before, fresh, atTop), fresh, subject, follow: atTop })
  }
  return {
    rows: shown?.rows ?? [],
    held: shown?.held ?? 0,
    arrived: shown?.arrived ?? new Set<string>(),
    follow: () => {
      if (document.activeElement instanceof HTMLElement && list.current?.contains(document.activeElement))
        document.activeElement.blur()
      window.scrollTo({ top: 0 })
    },
  }
}

function sameRows(one: Alert[], other: Alert[]): boolean {
  return one.length === other.length && one.every((row, index) => row === other[index])
}

/** At the top, and not in the middle of the list with the keyboard. */
function useAtTop(list: RefObject<HTMLUListElement | null>): boolean {
  const [atTop, setAtTop] = useState(true)
  useEffect(() => {
    const read = () => {
      const row = document.activeElement?.closest('[data-alert]')
      const inside = row !== null && row !== undefined && row !== list.current?.firstElementChild
      setAtTop(window.scrollY < topPixels && !inside)
    }
    const later = () => requestAnimationFrame(read)
    window.addEventListener('scroll', later, { passive: true })
    document.addEventListener('focusin', later)
    document.addEventListener('focusout', later)
    return () => {
      window.removeEventListener('scroll', later)
      document.removeEventListener('focusin', later)
      document.removeEventListener('focusout', later)
    }
  }, [list])
  return atTop
}
