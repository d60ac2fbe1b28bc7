import type { RefObject } from 'react'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'

/** New rows announce themselves where somebody reads further down; a press goes to them. */
export function FreshPill({ held, list }: { held: number; list: RefObject<HTMLElement | null> }) {
  const { t } = useText()
  if (held === 0) return null
  const follow = () => {
    if (document.activeElement instanceof HTMLElement && list.current?.contains(document.activeElement))
      document.activeElement.blur()
    window.scrollTo({ top: 0 })
  }
  return (
    <div className="pointer-events-none sticky top-[calc(var(--header-height)+0.5rem)] z-10 -mb-7 flex justify-center max-md:-mb-11">
      <Button
        look="primary"
        size="small"
        className="pointer-events-auto rounded-full shadow-float"
        onClick={follow}
        aria-label={t('alerts:list.freshFull', { count: held })}
      >
        {t('alerts:list.fresh', { count: held })}
      </Button>
    </div>
  )
}
