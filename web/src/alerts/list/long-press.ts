import { useRef, type MouseEvent, type PointerEvent } from 'react'

const holdMilliseconds = 450
/** A finger that moves further scrolls. */
const stillPixels = 10

/** Holding a finger on something; the click that follows is swallowed. Spread the result on the element. */
export function useLongPress(run: () => void) {
  const held = useRef({ timer: undefined as ReturnType<typeof setTimeout> | undefined, x: 0, y: 0, isDone: false })
  const stop = () => clearTimeout(held.current.timer)
  return {
    onPointerDown: (event: PointerEvent) => {
      stop()
      held.current.isDone = false
      if (event.pointerType === 'mouse' || !event.isPrimary) return
      const timer = setTimeout(() => {
        held.current.isDone = true
        navigator.vibrate?.(10)
        run()
      }, holdMilliseconds)
      held.current = { timer, x: event.clientX, y: event.clientY, isDone: false }
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      if (Math.hypot(clientX - held.current.x, clientY - held.current.y) > stillPixels) stop()
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onPointerLeave: stop,
    // A long press on a link opens the menu of the browser, or follows the link when the finger goes up.
    onContextMenu: (event: MouseEvent) => {
      if (held.current.isDone) event.preventDefault()
    },
    onClickCapture: (event: MouseEvent) => {
      if (!held.current.isDone) return
      held.current.isDone = false
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
