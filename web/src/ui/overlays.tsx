import { Toasts } from './toasts.tsx'
import { TooltipLayer } from './tooltip-layer.tsx'

/** What floats over every view. Downloaded after the first page: nothing is said before. */
export function Overlays() {
  return (
    <>
      <Toasts />
      <TooltipLayer />
    </>
  )
}
