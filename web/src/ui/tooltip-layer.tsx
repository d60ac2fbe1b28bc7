import { useEffect, useState } from 'react'
import { KeyHint } from './key-hint.tsx'

const delayMilliseconds = 450
/** Closer than this to the lower edge of the window, the tooltip stands above its control. */
const roomPixels = 48

interface Tip {
  text: string
  keys: string | undefined
  left: number
  top: number
  above: boolean
}

/** Downloaded after the first page. */
export function TooltipLayer() {
  const [shown, setShown] = useState<Tip>()
  useEffect(() => followPointer(setShown), [])
  if (!shown) return null
  return (
    <div
      aria-hidden
      className="pointer-events-none fixed z-50 flex max-w-72 -translate-x-1/2 items-center gap-2 rounded-md bg-surface px-2 py-1 text-small text-ink shadow-float"
      style={{ left: shown.left, top: shown.top, ...(shown.above ? { transform: 'translate(0, -100%)' } : {}) }}
    >
      {shown.text}
      {shown.keys && <KeyHint keys={shown.keys} />}
    </div>
  )
}

function followPointer(show: (tip: Tip | undefined) => void): () => void {
  const stop = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const hide = () => {
    clearTimeout(timer)
    show(undefined)
  }
  const consider = (event: Event) => {
    const control = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tip]') : null
    hide()
    if (control) timer = setTimeout(() => control.isConnected && show(tipOf(control)), delayMilliseconds)
  }
  const listen = (name: string, run: (event: Event) => void) =>
    document.addEventListener(name, run, { signal: stop.signal, capture: true })
  listen('pointerover', (event) => event instanceof PointerEvent && event.pointerType === 'mouse' && consider(event))
  listen(
    'focusin',
    (event) => event.target instanceof Element && event.target.matches(':focus-visible') && consider(event),
  )
  for (const name of ['focusout', 'pointerdown', 'keydown', 'scroll']) listen(name, hide)
  return () => {
    stop.abort()
    hide()
  }
}

function tipOf(control: HTMLElement): Tip {
  const box = control.getBoundingClientRect()
  const above = box.bottom + roomPixels > window.innerHeight
  const edge = 90
  return {
    text: control.dataset['tip'] ?? '',
    keys: control.dataset['tipKeys'],
    left: Math.min(Math.max(box.left + box.width / 2, edge), window.innerWidth - edge),
    top: above ? box.top - 6 : box.bottom + 6,
    above,
  }
}
