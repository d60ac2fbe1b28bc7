import { useEffect, useState, type RefObject } from 'react'

/** Scrolled less than this many pixels, the list counts as being at its top. */
const topPixels = 24

/** At the top, and not in the middle of the list with the keyboard. */
export function useAtTop(list: RefObject<HTMLElement | null>): boolean {
  const [atTop, setAtTop] = useState(true)
  useEffect(() => {
    const read = () => {
      const row = document.activeElement?.closest<HTMLElement>('[data-alert]')
      const inside = row && list.current?.contains(row) && row.dataset['first'] !== 'true'
      setAtTop(window.scrollY < topPixels && !inside)
    }
    let asked = 0
    const later = () => {
      cancelAnimationFrame(asked)
      asked = requestAnimationFrame(read)
    }
    window.addEventListener('scroll', later, { passive: true })
    document.addEventListener('focusin', later)
    document.addEventListener('focusout', later)
    return () => {
      cancelAnimationFrame(asked)
      window.removeEventListener('scroll', later)
      document.removeEventListener('focusin', later)
      document.removeEventListener('focusout', later)
    }
  }, [list])
  return atTop
}
