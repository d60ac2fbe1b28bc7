import { lazy, startTransition, Suspense, useState } from 'react'
import type { MenuProps } from './menu-body.tsx'

const load = () => import('./menu-body.tsx')
const MenuBody = lazy(() => load().then((module) => ({ default: module.MenuBody })))

/**
 * A button with a menu. Most visits open none, so the code comes when somebody is about to; `children` is a lazy
 * component for the same reason, built from the parts in menu-body.tsx.
 */
export function Menu(props: MenuProps) {
  const [wanted, setWanted] = useState(false)
  const closed = (
    <span
      className="contents"
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => startTransition(() => setWanted(true))}
    >
      {props.trigger}
    </span>
  )
  // In a transition, because React would show the substitute for at least 300 ms.
  return <Suspense fallback={closed}>{wanted ? <MenuBody {...props} /> : closed}</Suspense>
}
